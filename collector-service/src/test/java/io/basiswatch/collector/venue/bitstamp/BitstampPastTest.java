package io.basiswatch.collector.venue.bitstamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Bitstamp is asked about the past, and what becomes of the answers. */
class BitstampPastTest {
    private static final String REST = "https://www.bitstamp.net";
    private static final String CANDLES = REST + "/api/v2/ohlc/btcusd/?step=60&limit=2";
    private static final String TRADES = REST + "/api/v2/transactions/btcusd/?time=day";
    private static final Instrument BITCOIN = Instrument.spot(BitstampPairs.VENUE, "BTC", "USD");
    private static final VenueSettings SETTINGS = new VenueSettings("wss://ws.bitstamp.net", REST, Map.of());

    private final BitstampFeed feed = new BitstampFeed();
    private final Decoding decoding = Decoding.of(feed, "wss://ws.bitstamp.net");

    @BeforeEach
    void list() {
        decoding.answer(
                REST + "/api/v2/trading-pairs-info/",
                "[{\"name\":\"BTC/USD\",\"url_symbol\":\"btcusd\",\"trading\":\"Enabled\"},"
                        + "{\"name\":\"USDT/USD\",\"url_symbol\":\"usdtusd\",\"trading\":\"Enabled\"}]");
    }

    private Past past(Past.Kind kind) {
        return feed.past(SETTINGS, decoding.events(InstrumentListed.class)).stream()
                .filter(past -> past.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static String candle(long second, String close) {
        return "{\"timestamp\":\"" + second + "\",\"open\":\"46000\",\"high\":\"46010\",\"low\":\"45990\",\"close\":\""
                + close + "\",\"volume\":\"1.50000000\"}";
    }

    private static String candles(String... rows) {
        return "{\"data\":{\"pair\":\"BTC/USD\",\"ohlc\":[" + String.join(",", rows) + "]}}";
    }

    private static String trade(long second, long id, int type) {
        return "{\"date\":\"" + second + "\",\"tid\":\"" + id + "\",\"amount\":\"0.5\",\"type\":\"" + type
                + "\",\"price\":\"46000.5\"}";
    }

    private static String streamed(long micros, long id) {
        return "{\"event\":\"trade\",\"channel\":\"live_trades_btcusd\",\"data\":{\"id\":" + id
                + ",\"amount\":0.5,\"amount_str\":\"0.5\",\"price\":46000.5,\"price_str\":\"46000.5\",\"type\":0,"
                + "\"timestamp\":\"1\",\"microtimestamp\":\"" + micros + "\"}}";
    }

    @Test
    void readsACandleWhoseTimesAreSeconds() {
        // When
        decoding.answer(CANDLES, candles(candle(1_641_340_800, "46005")));
        // Then
        Candle candle = decoding.only(Candle.class);
        assertThat(candle.instrument()).isEqualTo(BITCOIN);
        assertThat(candle.openTime()).isEqualTo(1_641_340_800_000_000L);
        assertThat(candle.closeTime()).isEqualTo(1_641_340_860_000_000L);
        assertThat(List.of(candle.open(), candle.high(), candle.low(), candle.close(), candle.volume()))
                .containsExactly(46_000.0, 46_010.0, 45_990.0, 46_005.0, 1.5);
    }

    @Test
    void leavesOutWhatTheVenueTellsFromBeforeTheRange() {
        // When: where both ends are given, the venue counts back from the end and passes the start over
        decoding.answer(
                CANDLES + "&start=1641340860&end=1641340919",
                candles(candle(1_641_340_800, "46005"), candle(1_641_340_860, "46006")));
        // Then
        assertThat(decoding.only(Candle.class).close()).isEqualTo(46_006);
    }

    @Test
    void neverTellsTheCandleThatStillRuns() {
        // Given
        long minute = Decoding.NOW / 1_000_000 / 60 * 60;
        // When
        decoding.answer(CANDLES, candles(candle(minute - 60, "46001"), candle(minute, "46002")));
        // Then
        assertThat(decoding.only(Candle.class).close()).isEqualTo(46_001);
    }

    @Test
    void asksForAsManyCandlesAsTheRangeHolds() {
        // When
        String page = past(Past.Kind.HOURS)
                .page()
                .url(1_641_340_800_000_000L, 1_641_340_800_000_000L + 10 * 3_600_000_000L, Optional.empty());
        // Then: the end is inclusive, and the anchor
        assertThat(page)
                .isEqualTo(REST + "/api/v2/ohlc/btcusd/?step=3600&limit=10&start=1641340800&end=1641376799"
                        + "&exclude_current_candle=true");
    }

    @Test
    void tellsMissedTradesOldestFirstWithinTheRange() {
        // When
        decoding.answer(
                TRADES + "&start=1641343699&end=1641343700",
                '['
                        + trade(1_641_343_701, 4, 0)
                        + ','
                        + trade(1_641_343_700, 3, 1)
                        + ','
                        + trade(1_641_343_699, 2, 0)
                        + ','
                        + trade(1_641_343_698, 1, 0)
                        + ']');
        // Then
        assertThat(decoding.events(Trade.class))
                .extracting(Trade::tradeId, Trade::eventTime, Trade::aggressor)
                .containsExactly(
                        tuple("2", 1_641_343_699_000_000L, Side.BUY), tuple("3", 1_641_343_700_000_000L, Side.SELL));
    }

    @Test
    void knowsATradeOfTheStreamAgainThoughItsTimeIsCutToTheSecond() {
        // Given
        decoding.push(streamed(1_641_343_699_596_000L, 216_000_477));
        // When
        decoding.answer(
                TRADES + "&start=1641343699&end=1641343700",
                "[" + trade(1_641_343_699, 216_000_477, 0) + "," + trade(1_641_343_699, 216_000_400, 0) + "]");
        decoding.push(streamed(1_641_343_699_123_000L, 216_000_400));
        // Then
        assertThat(decoding.events(Trade.class)).extracting(Trade::tradeId).containsExactly("216000477", "216000400");
    }

    @Test
    void tellsWhatTheStreamLeftOutSinceItBegan() {
        // Given
        decoding.push(streamed(1_641_343_699_596_000L, 10));
        long now = Decoding.NOW / 1_000_000;
        // When: of a minute of trades one was before the stream, one is its own, one it left out, one it may be about
        // to tell
        decoding.answer(
                REST + "/api/v2/transactions/btcusd/?time=minute",
                '['
                        + trade(now, 13, 0)
                        + ','
                        + trade(1_641_343_702, 12, 0)
                        + ','
                        + trade(1_641_343_699, 10, 0)
                        + ','
                        + trade(1_641_343_698, 9, 0)
                        + ']');
        // Then
        assertThat(decoding.events(Trade.class)).extracting(Trade::tradeId).containsExactly("10", "12");
        assertThat(feed.polls(SETTINGS, decoding.events(InstrumentListed.class)))
                .singleElement()
                .satisfies(poll -> assertThat(poll.url()).endsWith("/transactions/btcusd/?time=minute"));
    }

    @Test
    void asksForAWholeDayOfTrades() {
        // When
        String page =
                past(Past.Kind.TRADES).page().url(1_641_343_699_596_000L, 1_641_343_701_000_000L, Optional.empty());
        // Then: from the second in which the gap began
        assertThat(page).isEqualTo(TRADES + "&start=1641343699&end=1641343700");
    }

    @Test
    void refusesAnErrorWhateverTheStatusOfHttp() {
        assertThatThrownBy(() -> decoding.answer(CANDLES, "{\"code\":\"400.002\",\"errors\":[]}"))
                .isInstanceOf(FrameException.class);
        assertThatThrownBy(() -> decoding.answer(TRADES, "{\"status\":\"error\",\"reason\":\"Not found\"}"))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void startsTradesAndPricesAnewButNoBook() {
        // When
        List<Subscription> sockets = feed.subscriptions(SETTINGS, decoding.events(InstrumentListed.class));
        // Then: changes of a book that were missed show nowhere but in a new socket
        assertThat(sockets.getFirst().again().get(new MarketStream(BITCOIN, StreamKind.TRADES)))
                .containsExactly(
                        "{\"event\":\"bts:unsubscribe\",\"data\":{\"channel\":\"live_trades_btcusd\"}}",
                        "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"live_trades_btcusd\"}}");
        assertThat(sockets.getLast().again()).isEmpty();
    }
}
