package io.basiswatch.collector.venue.krakenspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.collector.venue.RandomBook;
import io.basiswatch.collector.venue.TakerSides;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KrakenSpotDecoderTest {
    private static final String SOCKET = "wss://ws.kraken.com/v2";
    private static final String REST = "https://api.kraken.com/0/public/";
    private static final String PAIRS = "{\"error\":[],\"result\":{"
            + "\"XXBTZUSD\":{\"altname\":\"XBTUSD\",\"wsname\":\"XBT/USD\",\"status\":\"online\"},"
            + "\"XXBTZUSD.d\":{\"altname\":\"XBTUSD.d\",\"status\":\"online\"},"
            + "\"XXBTZEUR\":{\"altname\":\"XBTEUR\",\"wsname\":\"XBT/EUR\",\"status\":\"online\"},"
            + "\"XBTUSDT\":{\"altname\":\"XBTUSDT\",\"wsname\":\"XBT/USDT\",\"status\":\"cancel_only\"},"
            + "\"USDTZUSD\":{\"altname\":\"USDTUSD\",\"wsname\":\"USDT/USD\",\"status\":\"online\"}}}";

    private final Decoding decoding = Decoding.of(new KrakenSpotFeed(), SOCKET);

    private static String legacy(String test) {
        return Decoding.messages("kraken-spot", test).getFirst();
    }

    private static String subscription(String file) {
        return Decoding.jkorf("kraken-spot", "Subscriptions/Spot/" + file, "\n=");
    }

    private static String ticker(String fields) {
        return "{\"channel\":\"ticker\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\"," + fields + "}]}";
    }

    @Test
    void readsATrade() {
        // When
        Trade trade = decoding.push(subscription("Trades.txt")).only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("kraken-spot:ETH-USDT");
        assertThat(trade.tradeId()).isEqualTo("4665906");
        assertThat(trade.stamp().sequence()).isEqualTo(4665906);
        assertThat(trade.eventTime()).isEqualTo(1_695_628_177_708_706L);
        assertThat(trade.price()).isEqualTo(0.5117);
        assertThat(trade.quantity()).isEqualTo(40);
        assertThat(trade.aggressor()).isEqualTo(Side.SELL);
    }

    @Test
    void theSideOfATradeIsTheTakersInBothProtocols() {
        // When: sold, bought
        decoding.push(subscription("Trades.txt")).push(legacy("trade::spot"));
        // Then
        assertThat(decoding.events(Trade.class)).extracting(Trade::aggressor).containsExactly(Side.SELL, Side.BUY);
    }

    @Test
    void leavesOutTradesThatASnapshotRepeats() {
        // Given
        decoding.push(subscription("Trades.txt"));
        // When
        decoding.push(subscription("Trades.txt").replace("\"update\"", "\"snapshot\""));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
        assertThat(decoding.events(Trade.class)).hasSize(1);
    }

    @Test
    void quotesATickerAtItsTime() {
        // When
        decoding.push(ticker("\"bid\":83744.2,\"bid_qty\":0.56251979,\"ask\":83744.3,\"ask_qty\":0.00044780,"
                + "\"timestamp\":\"2026-09-25T17:48:26.844359Z\""));
        // Then
        Quote quote = decoding.only(Quote.class);
        assertThat(quote.instrument()).hasToString("kraken-spot:BTC-USD");
        assertThat(quote.eventTime()).isEqualTo(1_790_358_506_844_359L);
        assertThat(quote.bidPrice()).isEqualTo(83744.2);
        assertThat(quote.bidQuantity()).isEqualTo(0.56251979);
        assertThat(quote.askPrice()).isEqualTo(83744.3);
        assertThat(quote.askQuantity()).isEqualTo(0.0004478);
    }

    @Test
    void stampsATickerWithoutTimeOnReceipt() {
        // When
        decoding.push(subscription("Ticker.txt"));
        // Then
        assertThat(decoding.only(Quote.class).eventTime()).isEqualTo(Decoding.NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"bid\":0,\"bid_qty\":0", "\"bid\":null", "\"last\":1"})
    void doesNotQuoteATickerWithOneSide(String bid) {
        // When
        decoding.push(ticker(bid + ",\"ask\":2,\"ask_qty\":1"));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void readsALegacyTradeAndCallsXbtBtc() {
        // When
        Trade trade = decoding.push(legacy("trade::spot")).only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("kraken-spot:BTC-USD");
        assertThat(trade.eventTime()).isEqualTo(1_616_333_924_737_428L);
        assertThat(trade.price()).isEqualTo(57126.7);
        assertThat(trade.quantity()).isEqualTo(0.02063928);
        assertThat(trade.aggressor()).isEqualTo(Side.BUY);
    }

    @Test
    void tellsLegacyTradesOfTheSameTimeApart() {
        // Given
        String row = "[\"10\",\"1\",\"1616333924.737428\",\"b\",\"m\",\"\"]";
        // When
        decoding.push("[321,[" + row + "," + row + "],\"trade\",\"XBT/USD\"]");
        decoding.push("[321,[" + row + "],\"trade\",\"XBT/USD\"]");
        // Then
        assertThat(decoding.events(Trade.class))
                .extracting(Trade::tradeId)
                .containsExactly("1616333924.737428/1", "1616333924.737428/2", "1616333924.737428/3");
    }

    @Test
    void readsTheLegacyTradesOfOtherFixtures() {
        // When
        decoding.push(Decoding.resource("captures/kraken-spot/xchange-trades.json"));
        // Then
        assertThat(decoding.events(Trade.class)).extracting(Trade::aggressor).containsExactly(Side.SELL, Side.BUY);
    }

    @Test
    void quotesALegacyTickerUntilItsSpreadComes() {
        // Given
        decoding.push(legacy("ticker::spot"));
        // When
        decoding.push(legacy("bbo::spot")).push(legacy("ticker::spot"));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
        List<Quote> quotes = decoding.events(Quote.class);
        assertThat(quotes).hasSize(2);
        assertThat(quotes.getFirst().bidPrice()).isEqualTo(29938.5);
        assertThat(quotes.getFirst().bidQuantity()).isEqualTo(0.0841);
        assertThat(quotes.getFirst().askQuantity()).isEqualTo(12.41074632);
        assertThat(quotes.getLast().eventTime()).isEqualTo(1_654_031_976_197_239L);
        assertThat(quotes.getLast().askPrice()).isEqualTo(31760.1);
        assertThat(quotes.getLast().bidQuantity()).isEqualTo(0.02167307);
    }

    @Test
    void quotesTheTopOfALegacyBookAndNotTheTickerBesideIt() {
        // Given
        decoding.push(
                Decoding.messages("kraken-spot", "l2_event::spot_snapshot").getLast());
        // When
        decoding.push(legacy("ticker::spot"));
        // Then
        Quote quote = decoding.only(Quote.class);
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
        assertThat(quote.eventTime()).isEqualTo(1_622_714_255_963_942L);
        assertThat(quote.bidPrice()).isEqualTo(39071.4);
        assertThat(quote.bidQuantity()).isEqualTo(7.9310657);
        assertThat(quote.askPrice()).isEqualTo(39090.6);
    }

    @Test
    void tellsAGapWhereTheChecksumDoesNotMatchAndGoesBackToTheTicker() {
        // Given
        decoding.push(
                Decoding.messages("kraken-spot", "l2_event::spot_snapshot").getLast());
        // When
        decoding.push(Decoding.messages("kraken-spot", "l2_event::spot_update").getFirst());
        decoding.push(legacy("ticker::spot"));
        // Then
        assertThat(decoding.events(FeedGap.class))
                .allMatch(gap -> gap.reason().contains("checksum"))
                .extracting(FeedGap::scope)
                .containsExactly(FeedGap.Scope.DEPTH, FeedGap.Scope.QUOTES);
        assertThat(decoding.events(Quote.class)).hasSize(2);
    }

    @Test
    void checksTheTextOfNumbersInABook() {
        // Given
        String book = "{\"channel\":\"book\",\"type\":\"snapshot\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":"
                + "[{\"price\":100.0,\"qty\":1.50000000}],\"asks\":[{\"price\":101.0,\"qty\":0.20000000}],"
                + "\"checksum\":%d,\"timestamp\":\"2026-09-25T17:48:24.880679Z\"}]}";
        CRC32 checksum = new CRC32();
        checksum.update("1010200000001000150000000".getBytes(StandardCharsets.US_ASCII));
        // When
        decoding.push(book.formatted(checksum.getValue()));
        decoding.push(book.formatted(checksum.getValue() + 1));
        // Then
        assertThat(decoding.only(Quote.class).askQuantity()).isEqualTo(0.2);
        assertThat(decoding.events(FeedGap.class))
                .allMatch(gap -> gap.stream().equals("book"))
                .extracting(FeedGap::scope)
                .containsExactly(FeedGap.Scope.DEPTH, FeedGap.Scope.QUOTES);
    }

    @Test
    void leavesLegacyCandlesAndEmptyBooksAlone() {
        // When
        Outcome candle = decoding.push(legacy("candlestick::spot")).last();
        Outcome empty = decoding.push(legacy("l2_event::spot_snapshot")).last();
        // Then
        assertThat(List.of(candle, empty)).containsOnly(Outcome.UNUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IndividualBook.txt", "Kline.txt"})
    void leavesSingleOrdersAndCandlesAlone(String file) {
        assertThat(decoding.push(subscription(file)).last()).isEqualTo(Outcome.UNUSED);
    }

    /** Test-only data: each line is a frame with its kind. */
    @Test
    void readsTheFramesOfTwentyTwentySix() {
        // Given
        List<String> frames = Decoding.liveFrames("kraken-spot");
        // When
        frames.stream().filter(frame -> !frame.startsWith("{\"error\":[]")).forEach(decoding::push);
        // Then
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 2, Outcome.UNUSED, 3, Outcome.CONTROL, 3));
        assertThat(decoding.only(Trade.class).aggressor()).isEqualTo(Side.BUY);
        assertThat(decoding.only(Quote.class).askPrice()).isEqualTo(83744.3);
    }

    @Test
    void listsPairsByTheNameThatTheSocketTakes() {
        // When
        decoding.answer(REST + "AssetPairs", PAIRS);
        // Then
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(listed -> listed.symbol() + ' ' + listed.instrument())
                .containsExactly(
                        "BTC/USD kraken-spot:BTC-USD", "BTC/EUR kraken-spot:BTC-EUR", "USDT/USD kraken-spot:USDT-USD");
    }

    @Test
    void listsThePairOfTheDocumentedAnswer() {
        // When
        decoding.answer(
                REST + "AssetPairs",
                Decoding.jkorf("kraken-spot", "Endpoints/Spot/ExchangeData/GetSymbols.txt", "false"));
        // Then
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(InstrumentListed::symbol)
                .contains("ETH/BTC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Assets", "OHLC", "Trades", "Depth", "Ticker", "Spread", "SystemStatus"})
    void leavesOtherAnswersAlone(String question) {
        assertThat(decoding.answer(REST + question + "?pair=XBTUSD", "{\"error\":[],\"result\":{}}")
                        .last())
                .isEqualTo(Outcome.UNUSED);
    }

    @Test
    void refusesAnAnswerThatHoldsAnErrorInsideOfSuccess() {
        assertThatThrownBy(() -> decoding.answer(REST + "AssetPairs", "{\"error\":[\"EGeneral:Too many requests\"]}"))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("Too many requests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"channel\":\"heartbeat\"}",
                "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"system\":\"online\"}]}",
                "{\"method\":\"subscribe\",\"result\":{\"channel\":\"trade\",\"symbol\":\"BTC/USD\"},\"success\":true}",
                "{\"error\":\"Currency pair not supported XBT/USD\",\"method\":\"subscribe\",\"success\":false}",
                "{\"event\":\"heartbeat\"}",
                "{\"event\":\"subscriptionStatus\",\"channelName\":\"trade\",\"pair\":\"XBT/USD\",\"status\":\"subscribed\"}"
            })
    void takesMessagesAboutTheConnectionAsSuch(String frame) {
        assertThat(decoding.push(frame).last()).isEqualTo(Outcome.CONTROL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1]",
                "[1,[],[],[],\"trade\",\"XBT/USD\"]",
                "[1,[[\"1\",\"1\",\"1616333924.737428\",\"x\"]],\"trade\",\"XBT/USD\"]",
                "[1,[[\"1\",\"0\",\"1616333924.737428\",\"b\"]],\"trade\",\"XBT/USD\"]",
                "[1,[[\"1\",\"1\",\"yesterday\",\"b\"]],\"trade\",\"XBT/USD\"]",
                "[1,[[\"1\",\"1\",\"1916333924.737428\",\"b\"]],\"trade\",\"XBT/USD\"]",
                "{\"channel\":\"trade\"}",
                "{\"channel\":\"trade\",\"data\":[{\"symbol\":\"BTC/USD\",\"side\":\"buy\",\"price\":1e400,\"qty\":1,"
                        + "\"trade_id\":1,\"timestamp\":\"2026-09-25T17:48:26.844359Z\"}]}",
                "{\"channel\":\"trade\",\"data\":[{\"symbol\":\"BTC/USD\",\"side\":\"buy\",\"price\":1,\"qty\":1,"
                        + "\"trade_id\":1,\"timestamp\":\"2026-13-25T17:48:26.844359Z\"}]}",
                "{\"channel\":\"ticker\",\"data\":[{\"symbol\":\"BTC/USD\",\"bid\":1,\"ask\":2}]}"
            })
    void refusesWhatCannotBe(String frame) {
        assertThatThrownBy(() -> decoding.push(frame)).isInstanceOf(FrameException.class);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void survivesDamagedFrames() {
        // Given
        List<String> frames = new ArrayList<>(Decoding.messages("kraken-spot"));
        List.of("Trades.txt", "Ticker.txt", "AggBook.txt").forEach(file -> frames.add(subscription(file)));
        RandomBook market = new RandomBook(1, 10);
        frames.add(KrakenWire.write(market.book(), market.book(), true, 0, 0));
        frames.add(KrakenWire.write(market.move(), market.book(), false, 1, 1));
        // When, Then
        Mutations.of(frames, 20_000, decoding);
    }

    @Test
    void asksForEveryChangeOfTheBestPricesByTheNewNames() {
        // Given
        decoding.answer(REST + "AssetPairs", PAIRS);
        // When
        Subscription subscription = new KrakenSpotFeed()
                .subscriptions(
                        new VenueSettings("wss://ws.kraken.com", "https://api.kraken.com", Map.of()),
                        decoding.events(InstrumentListed.class))
                .getFirst();
        // Then
        assertThat(subscription.addresses()).containsExactly(SOCKET);
        assertThat(subscription.greetings())
                .containsExactly(
                        "{\"method\":\"subscribe\",\"params\":{\"channel\":\"ticker\",\"symbol\":[\"BTC/USD\",\"USDT/USD\"],"
                                + "\"event_trigger\":\"bbo\"}}",
                        "{\"method\":\"subscribe\",\"params\":{\"channel\":\"trade\",\"symbol\":[\"BTC/USD\"],"
                                + "\"snapshot\":true}}");
    }

    @Test
    void asksForTheDeepestBookOfTheDollarPairsOverASocketOfItsOwn() {
        // Given
        decoding.answer(REST + "AssetPairs", PAIRS);
        // When
        Subscription depth = new KrakenSpotFeed()
                .subscriptions(
                        new VenueSettings("wss://ws.kraken.com", "https://api.kraken.com", Map.of()),
                        decoding.events(InstrumentListed.class))
                .getLast();
        // Then
        assertThat(depth.name()).isEqualTo("depth");
        assertThat(depth.greetings())
                .containsExactly("{\"method\":\"subscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\"],"
                        + "\"depth\":1000}}");
        assertThat(depth.streams()).hasSize(1);
    }

    @Test
    void decodesEveryFrameOfTheCapture() {
        // Given
        Path capture = Decoding.shared("kraken-spot", "cryptofeed-v1-2021-04-17.ndjson.gz");
        // When
        decoding.capture(capture);
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes())
                .isEqualTo(Map.of(Outcome.EVENTS, 1105, Outcome.UNUSED, 3201, Outcome.CONTROL, 125));
        assertThat(decoding.kinds())
                .isEqualTo(Map.of("DepthProfile", 270L, "InstrumentListed", 292L, "Quote", 911L, "Trade", 10L));
        assertThat(TakerSides.of(decoding.events())).hasToString("buys 5 at ask, 0 at bid; sells 4 at bid, 0 at ask");
    }
}
