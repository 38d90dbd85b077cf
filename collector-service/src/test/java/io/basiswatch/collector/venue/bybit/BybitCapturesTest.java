package io.basiswatch.collector.venue.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Fixtures;
import io.basiswatch.collector.venue.TakerSides;
import io.basiswatch.collector.venue.TestBooks;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Trade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whole captures, where they lie beside the project. */
class BybitCapturesTest {
    private final Decoding decoding = Decoding.of(new BybitFeed(), "");

    @Test
    void decodesTheCaptureOfAugust2026WhoseTakersBuyAtTheAskAndSellAtTheBid() {
        // Given
        Path file = Decoding.shared("bybit", "cryptofeed-2026-08-09-sol-doge.ndjson.gz");
        TestBooks books = new TestBooks();
        TakerSides sides = new TakerSides();
        // When
        decoding.capture(file, (frame, news) -> {
            String topic = frame.at("/topic").asText();
            String symbol = topic.substring(topic.lastIndexOf('.') + 1);
            if (topic.startsWith("orderbook")) {
                boolean snapshot = frame.get("type").asText().equals("snapshot");
                books.apply(symbol, snapshot, frame.at("/data/b"), frame.at("/data/a"));
            }
            news.forEach(event -> {
                if (event instanceof Trade trade) {
                    books.count(symbol, trade, sides);
                }
            });
        });
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes())
                .isEqualTo(Map.of(Outcome.EVENTS, 507, Outcome.UNUSED, 726, Outcome.CONTROL, 24));
        assertThat(decoding.kinds())
                .containsEntry("Trade", 248L)
                .containsEntry("Quote", 304L)
                .containsEntry("MarkPrice", 37L)
                .containsEntry("IndexPrice", 33L)
                .containsEntry("OpenInterest", 10L)
                .containsEntry("FundingRate", 3L)
                .containsEntry("DepthProfile", 86L)
                .doesNotContainKey("FeedGap");
        assertThat(sides).hasToString("buys 89 at ask, 0 at bid; sells 159 at bid, 0 at ask");
        assertThat(decoding.events(FundingRate.class))
                .allSatisfy(rate -> assertThat(rate.interval()).contains(Duration.ofHours(8)));
    }

    @Test
    void decodesTheBestBidsAndOffersOfJune2025() {
        // Given
        Path file = Decoding.shared("bybit", "cryptofeed-v5-2025-06-13.ndjson.gz");
        // When
        decoding.capture(file);
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 337, Outcome.UNUSED, 1, Outcome.CONTROL, 10));
        assertThat(decoding.kinds()).isEqualTo(Map.of("Quote", 337L));
    }

    @Test
    void readsTheTradesOfTheRetiredProtocolOf2021() {
        // Given
        Path file = Decoding.shared("bybit", "cryptofeed-legacy-v2-2021-04-17.ndjson.gz");
        // When
        decoding.capture(file);
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes())
                .isEqualTo(Map.of(Outcome.EVENTS, 142, Outcome.UNUSED, 4279, Outcome.CONTROL, 20));
        assertThat(decoding.kinds()).containsOnlyKeys("Trade");
    }

    private static final String LINEAR = "wss://stream.bybit.com/v5/public/linear";

    private final DecoderRun run = new DecoderRun(new BybitFeed(), LINEAR);

    /** What came out is what the feed says that it collects; a gap is our own. */
    private void assertOffered() {
        Set<Class<?>> offered = new BybitFeed()
                .offers().stream().map(offer -> (Class<?>) offer.event()).collect(Collectors.toSet());
        assertThat(run.events())
                .filteredOn(event -> event instanceof InstrumentEvent && !(event instanceof FeedGap))
                .allSatisfy(event -> assertThat(offered).contains(event.getClass()));
    }

    @Test
    void countsTheStreamsOfAugust2026() {
        // When
        run.capture(Decoding.shared("bybit", "cryptofeed-2026-08-09-sol-doge.ndjson.gz"));
        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST instruments-info: 2 frames, 1357 events, 0 unknown, 0 rejected",
                        "ack: 24 frames, 0 events, 0 unknown, 0 rejected",
                        "kline: 37 frames, 0 events, 0 unknown, 0 rejected",
                        "orderbook.200: 763 frames, 86 events, 0 unknown, 0 rejected",
                        "publicTrade: 74 frames, 248 events, 0 unknown, 0 rejected",
                        "tickers: 357 frames, 387 events, 0 unknown, 0 rejected");
        assertThat(run.events(FeedGap.class)).isEmpty();
        assertThat(run.requests()).isEmpty();
        assertOffered();
    }

    @Test
    void countsOneSideOfTheOpenInterestOfAugust2026() {
        // When
        run.capture(Decoding.shared("bybit", "cryptofeed-2026-08-09-sol-doge.ndjson.gz"));
        // Then: the classic figure, of both sides, is 1391590942
        assertThat(run.events(OpenInterest.class))
                .filteredOn(interest -> interest.instrument().base().equals("DOGE"))
                .first()
                .satisfies(interest -> {
                    assertThat(interest.quantity()).isEqualTo(695795471);
                    assertThat(interest.notional()).isEqualTo(49088370.48);
                });
    }

    @Test
    void countsTheStreamsOfJune2025() {
        // When
        run.capture(Decoding.shared("bybit", "cryptofeed-v5-2025-06-13.ndjson.gz"));
        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "ack: 10 frames, 0 events, 0 unknown, 0 rejected",
                        "orderbook.1: 337 frames, 337 events, 0 unknown, 0 rejected");
        assertOffered();
    }

    @Test
    void countsTheStreamsOfTheRetiredProtocol() {
        // When
        run.capture(Decoding.shared("bybit", "cryptofeed-legacy-v2-2021-04-17.ndjson.gz"));
        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "ack: 20 frames, 0 events, 0 unknown, 0 rejected",
                        "orderBookL2_25: 4278 frames, 0 events, 0 unknown, 0 rejected",
                        "trade: 142 frames, 251 events, 0 unknown, 0 rejected");
        assertOffered();
    }

    @Test
    void decodesTheFramesOf2026() {
        // When
        Decoding.liveFrames("bybit").forEach(run::push);
        // Then
        assertThat(run.table())
                .containsExactly(
                        "allLiquidation: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "tickers: 2 frames, 1 events, 0 unknown, 0 rejected");
        assertOffered();
    }

    @Test
    void decodesTheMessagesOf2020To2023() {
        // When
        Decoding.messages("bybit").forEach(run::push);
        // Then
        assertThat(run.table())
                .containsExactly(
                        "candle: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "instrument_info: 6 frames, 0 events, 0 unknown, 0 rejected",
                        "klineV2: 2 frames, 0 events, 0 unknown, 0 rejected",
                        "orderBookL2_25: 6 frames, 0 events, 0 unknown, 0 rejected",
                        "trade: 3 frames, 2 events, 1 unknown, 0 rejected",
                        "v2: 6 frames, 0 events, 0 unknown, 0 rejected");
        assertThat(run.rejected()).isEmpty();
        assertThat(run.unknown())
                .as("a dated contract whose expiry only the instruments tell")
                .hasSize(1)
                .allSatisfy(frame -> assertThat(frame).contains("BTCUSDM21"));
        assertOffered();
    }

    @Test
    void decodesTheShapesOfTheDocumentation() {
        // When: two answers of one address list different contracts, so BTCUSDT is gone before its ticker comes
        Fixtures.jkorf(
                run,
                "bybit",
                "https://api.bybit.com",
                path -> "wss://stream.bybit.com/v5/public/" + path.split("/")[2].toLowerCase(Locale.ROOT));
        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST account-ratio: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST delivery-price: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST funding/history: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "REST historical-volatility: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST index: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST index-price-kline: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST instrument: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST instruments-info: 4 frames, 3 events, 0 unknown, 0 rejected",
                        "REST insurance: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST kline: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST mark-price-kline: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST open-interest: 1 frames, 2 events, 0 unknown, 0 rejected",
                        "REST orderbook: 2 frames, 0 events, 0 unknown, 0 rejected",
                        "REST premium-index-price-kline: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST price-limit: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST recent-trade: 2 frames, 0 events, 0 unknown, 0 rejected",
                        "REST risk-limit: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST status: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "REST tickers: 4 frames, 5 events, 0 unknown, 0 rejected",
                        "ack: 13 frames, 0 events, 0 unknown, 0 rejected",
                        "allLiquidation: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "kline: 3 frames, 0 events, 0 unknown, 0 rejected",
                        "orderbook.25: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "priceLimit: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "publicTrade: 3 frames, 1 events, 0 unknown, 0 rejected",
                        "system: 1 frames, 0 events, 0 unknown, 0 rejected",
                        "tickers: 3 frames, 0 events, 0 unknown, 0 rejected");
        assertThat(run.rejected()).isEmpty();
        assertThat(run.unknown()).isEmpty();
        assertOffered();
    }

    @Test
    void decodesTheShapesOfXChange() {
        // When
        run.answer(
                "https://api.bybit.com/v5/market/instruments-info?category=inverse",
                Decoding.resource("captures/bybit/xchange-getInstrumentInverse.json"));
        run.answer(
                "https://api.bybit.com/v5/market/tickers?category=inverse",
                Decoding.resource("captures/bybit/xchange-getTickerInverse.json"));
        run.push(Decoding.resource("captures/bybit/xchange-tradeResponse.json"));
        run.push(Decoding.resource("captures/bybit/xchange-orderBookSnapshotResponse.json"));
        run.push(Decoding.resource("captures/bybit/xchange-orderBookDeltaResponse.json"));
        // Then
        assertThat(run.table())
                .containsExactly(
                        "REST instruments-info: 1 frames, 1 events, 0 unknown, 0 rejected",
                        "REST tickers: 1 frames, 5 events, 0 unknown, 0 rejected",
                        "orderbook.50: 2 frames, 1 events, 0 unknown, 1 rejected",
                        "publicTrade: 1 frames, 1 events, 0 unknown, 0 rejected");
        assertOffered();
    }
}
