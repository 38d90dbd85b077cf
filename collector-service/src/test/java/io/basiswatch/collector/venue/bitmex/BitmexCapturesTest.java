package io.basiswatch.collector.venue.bitmex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.TakerSides;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Trade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every real frame of BitMEX that we have, through the decoder: how many, what became of them, and why. */
class BitmexCapturesTest {
    private static final String SOCKET = "wss://ws.bitmex.com/realtime";

    private final Decoder decoder = new BitmexFeed().decoder(asset -> true);
    private final List<MarketEvent> events = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    private void decode(Frame frame) {
        String outcome;
        try {
            outcome = decoder.decode(frame, events::add).name();
        } catch (FrameException e) {
            outcome = "rejected";
        }
        counts.merge(decoder.stream() + ' ' + outcome, 1, Integer::sum);
    }

    private void text(Frame.Source source, String address, String text) {
        decode(new Frame(source, "test", address, text.getBytes(StandardCharsets.UTF_8), Decoding.NOW, Origin.LIVE));
    }

    private void capture() throws IOException {
        Path file = Decoding.shared("bitmex", "cryptofeed-2021-07-22.ndjson.gz");
        try (CaptureReader lines = CaptureReader.open(file)) {
            while (lines.hasNext()) {
                if (lines.next() instanceof CapturedLine.Received(Frame frame)) {
                    decode(frame);
                }
            }
        }
    }

    @Test
    void readsEveryFrameOfTheCapture() throws IOException {
        // When
        capture();
        // Then: books of quantos, and changes of a book in the same second as the one before, say nothing
        assertThat(counts)
                .isEqualTo(Map.of(
                        "REST instrument/active EVENTS", 1,
                        "welcome CONTROL", 1,
                        "ack CONTROL", 30,
                        "orderBookL2 EVENTS", 34,
                        "orderBookL2 UNUSED", 1_945,
                        "quote EVENTS", 93,
                        "trade EVENTS", 17));
    }

    @Test
    void keepsTheBooksOfTheCaptureThatAreNoQuantosLiveAndUncrossed() throws IOException {
        // When
        capture();
        // Then
        List<DepthProfile> profiles = events.stream()
                .filter(DepthProfile.class::isInstance)
                .map(DepthProfile.class::cast)
                .toList();
        assertThat(profiles.stream().map(one -> one.instrument().toString()).distinct())
                .containsExactlyInAnyOrder(
                        "bitmex:BTC-USD-PERP", "bitmex:XRP-BTC-20210924T1200Z", "bitmex:TRX-BTC-20210924T1200Z");
        assertThat(profiles).hasSize(34).allMatch(one -> one.bands().size() == 4 && one.spreadBps() > 0);
        assertThat(events).noneMatch(FeedGap.class::isInstance);
    }

    @Test
    void recognisesEveryFrameOfTheFixtureButForContractsThatNoMetadataNamed() {
        // When
        Decoding.messages("bitmex").forEach(text -> text(Frame.Source.WEBSOCKET, SOCKET, text));
        // Then
        assertThat(counts)
                .isEqualTo(Map.ofEntries(
                        Map.entry("REST orderBook/L2 UNUSED", 2),
                        Map.entry("funding EVENTS", 1),
                        Map.entry("funding UNKNOWN", 2),
                        Map.entry("orderBook10 EVENTS", 1),
                        Map.entry("orderBook10 UNKNOWN", 6),
                        Map.entry("orderBookL2 UNKNOWN", 2),
                        Map.entry("orderBookL2_25 EVENTS", 1),
                        Map.entry("orderBookL2_25 UNUSED", 3),
                        Map.entry("orderBookL2_25 UNKNOWN", 2),
                        Map.entry("quote EVENTS", 1),
                        Map.entry("quote UNKNOWN", 1),
                        Map.entry("trade EVENTS", 1),
                        Map.entry("trade UNUSED", 1),
                        Map.entry("trade UNKNOWN", 4),
                        Map.entry("tradeBin UNUSED", 7)));
    }

    @Test
    void theSideOfATradeIsTheTakersAgainstTheBookJustBeforeIt() {
        // Given
        Path file = Decoding.shared("bitmex", "cryptofeed-2021-07-22.ndjson.gz");
        Map<String, Map<Long, JsonNode>> books = new HashMap<>();
        TakerSides sides = new TakerSides();
        Decoding decoding = Decoding.of(new BitmexFeed(), SOCKET);
        // When
        decoding.capture(file, (frame, news) -> {
            if (frame.path("table").asText().equals("orderBookL2")) {
                keep(books, frame.get("action").asText(), frame.get("data"));
            }
            news.forEach(event -> {
                if (event instanceof Trade trade) {
                    count(trade, books.get(frame.at("/data/0/symbol").asText()), sides);
                }
            });
        });
        // Then
        assertThat(decoding.kinds())
                .isEqualTo(Map.of(
                        "InstrumentListed", 34L,
                        "MarkPrice", 34L,
                        "OpenInterest", 34L,
                        "IndexPrice", 23L,
                        "FundingRate", 23L,
                        "DepthProfile", 34L,
                        "Quote", 436L,
                        "Trade", 27L));
        assertThat(sides).hasToString("buys 15 at ask, 0 at bid; sells 1 at bid, 0 at ask");
    }

    /** Updates and deletions name a level by its id and not by its price. */
    private static void keep(Map<String, Map<Long, JsonNode>> books, String action, JsonNode rows) {
        for (JsonNode row : rows) {
            Map<Long, JsonNode> levels = books.computeIfAbsent(row.get("symbol").asText(), unseen -> new HashMap<>());
            if (action.equals("delete")) {
                levels.remove(row.get("id").asLong());
            } else if (row.has("price")) {
                levels.put(row.get("id").asLong(), row);
            }
        }
    }

    private static void count(Trade trade, Map<Long, JsonNode> levels, TakerSides sides) {
        if (levels != null) {
            sides.count(
                    trade,
                    prices(levels, "Buy").max().orElseThrow(),
                    prices(levels, "Sell").min().orElseThrow());
        }
    }

    private static DoubleStream prices(Map<Long, JsonNode> levels, String side) {
        return levels.values().stream()
                .filter(level -> level.get("side").asText().equals(side))
                .mapToDouble(level -> level.get("price").asDouble());
    }

    @Test
    void readsTheAnswerOfTheOtherFixture() {
        // When
        text(
                Frame.Source.REST,
                "https://www.bitmex.com/api/v1/instrument/active",
                Decoding.resource("captures/bitmex/xchange-api_v1_instrument_active.json"));
        // Then
        assertThat(counts).isEqualTo(Map.of("REST instrument/active EVENTS", 1));
    }

    /** Their numbers are zeros and their texts "string", so nothing is read out of them; only the shapes are real. */
    @Test
    void recognisesTheDocumentedShapesOfAnswers() {
        // When
        Stream.of(
                        "ActiveSymbols instrument/active",
                        "BookTickerHistory quote",
                        "FundingHistory funding",
                        "Insurance insurance",
                        "Klines trade/bucketed",
                        "Liquidations liquidation",
                        "OrderBook orderBook/L2",
                        "SettlementHistory settlement",
                        "Trades trade",
                        "ExchangeStats stats",
                        "Announcements announcement",
                        "AggregatedBookTickerHistory quote/bucketed",
                        "Assets wallet/assets",
                        "AssetNetworks wallet/networks",
                        "SymbolVolumes instrument/usdVolume",
                        "ActiveIntervals instrument/activeIntervals")
                .map(one -> one.split(" "))
                .forEach(one -> text(
                        Frame.Source.REST,
                        "https://www.bitmex.com/api/v1/" + one[1],
                        Decoding.jkorf(
                                "bitmex", "Endpoints/Exchange/ExchangeData/Get" + one[0] + ".txt", "\nfalse\n")));
        // Then
        assertThat(counts)
                .isEqualTo(Map.of(
                        "REST instrument/active UNUSED", 1,
                        "REST funding UNUSED", 1,
                        "REST trade UNUSED", 1,
                        "REST trade/bucketed UNUSED", 1,
                        "REST orderBook/L2 UNUSED", 1,
                        "REST not used UNUSED", 11));
    }

    @Test
    void recognisesTheDocumentedSubscriptions() {
        // When
        for (String name : List.of("BookTicker", "Klines", "Trades")) {
            String path = "Subscriptions/Exchange/" + name + ".txt";
            text(
                    Frame.Source.WEBSOCKET,
                    SOCKET,
                    Decoding.jkorf("bitmex", path, "\n< ").lines().findFirst().orElseThrow());
            text(Frame.Source.WEBSOCKET, SOCKET, Decoding.jkorf("bitmex", path, "\n= "));
        }
        // Then: no metadata named ETH_USDT
        assertThat(counts)
                .isEqualTo(Map.of("ack CONTROL", 3, "quote UNKNOWN", 1, "trade UNKNOWN", 1, "tradeBin UNUSED", 1));
    }
}
