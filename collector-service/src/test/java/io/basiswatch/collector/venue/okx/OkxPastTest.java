package io.basiswatch.collector.venue.okx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OKX tells of the past: how it is asked, and what is made of its answers. */
class OkxPastTest {
    private static final String API = "https://www.okx.com/api/v5/";
    private static final String CANDLES = API + "market/history-candles?limit=300&instId=";
    private static final String TRADES = API + "market/history-trades?limit=100&instId=BTC-USDT&type=2";
    private static final VenueSettings SETTINGS = new VenueSettings("wss://socket", "https://rest", Map.of());
    private static final long DAY = 86_400_000_000L;

    /** 2026-01-01T00:00:00Z, microseconds. */
    private static final long FROM = 1_767_225_600_000_000L;

    private final OkxFeed feed = new OkxFeed();
    private final DecoderRun run = new DecoderRun(feed, "wss://ws.okx.com:8443/ws/v5/public");

    private static InstrumentListed listed(String instrument, String symbol) {
        return new InstrumentListed(
                Instrument.parse(instrument), new Stamp(0, 0, Stamp.NO_SEQUENCE, Origin.LIVE), symbol, 1);
    }

    private Past past(Past.Kind kind) {
        return feed.past(SETTINGS, List.of(listed("okx:BTC-USDT-PERP", "BTC-USDT-SWAP"))).stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static String answer(String rows) {
        return "{\"code\":\"0\",\"msg\":\"\",\"data\":[" + rows + "]}";
    }

    private static String fill(long id, long millis) {
        return "{\"instId\":\"BTC-USDT\",\"side\":\"sell\",\"sz\":\"0.5\",\"px\":\"30000\",\"source\":\"0\",\"tradeId\":\""
                + id + "\",\"ts\":\"" + millis + "\"}";
    }

    private static String push(long id, int count, long millis) {
        return "{\"arg\":{\"channel\":\"trades\",\"instId\":\"BTC-USDT\"},\"data\":[{\"instId\":\"BTC-USDT\",\"tradeId\":\""
                + id + "\",\"px\":\"30000\",\"sz\":\"" + 0.5 * count + "\",\"side\":\"sell\",\"ts\":\"" + millis
                + "\",\"count\":\"" + count + "\"}]}";
    }

    @ParameterizedTest
    @CsvSource({"MINUTES,1m", "HOURS,1H", "DAYS,1Dutc"})
    void boundsCandlesFromBothSidesExclusivelyAndAsksForDaysOfUtc(Past.Kind kind, String bar) {
        // When
        String url = past(kind).page().url(FROM, FROM + DAY, Optional.empty());
        // Then
        assertThat(url)
                .isEqualTo("https://rest/api/v5/market/history-candles?instId=BTC-USDT-SWAP&limit=300&bar=" + bar
                        + "&after=1767312000000&before=1767225599999");
    }

    @Test
    void asksTradesByTimeFirstAndThenByTheIdOfTheOldest() {
        // Given
        Past trades = past(Past.Kind.TRADES);
        run.answer(TRADES, answer(fill(7, 1_767_225_600_000L)));
        InstrumentEvent oldest = run.events(Trade.class).getFirst();
        // Then
        assertThat(trades.page().url(FROM, FROM + DAY + 1, Optional.empty()))
                .endsWith("history-trades?instId=BTC-USDT-SWAP&limit=100&type=2&after=1767312000001");
        assertThat(trades.page().url(FROM, FROM + DAY, Optional.of(oldest))).endsWith("&type=1&after=7");
        assertThat(trades.holds()).isEqualTo(Past.Holds.NEWEST);
    }

    @Test
    void reachesBackFromTheFirstPaymentForTheOneBeforeIt() {
        assertThat(past(Past.Kind.FUNDING).page().url(FROM, FROM + DAY, Optional.empty()))
                .endsWith(
                        "funding-rate-history?instId=BTC-USDT-SWAP&limit=100&after=1767312000000&before=1767139199999");
    }

    @Test
    void asksOpenInterestByTheStartOfTheDaysThatItTellsByTheirEnd() {
        assertThat(past(Past.Kind.OPEN_INTEREST).page().url(FROM, FROM + DAY, Optional.empty()))
                .endsWith("instId=BTC-USDT-SWAP&limit=100&period=1Dutc&begin=1767139199999&end=1767225599999");
    }

    @Test
    void offersNoFundingAndNoOpenInterestOfSpotAndNothingOfReferencePairs() {
        // When
        List<Past> told =
                feed.past(SETTINGS, List.of(listed("okx:BTC-USDT", "BTC-USDT"), listed("okx:USDC-USDT", "USDC-USDT")));
        // Then
        assertThat(told)
                .extracting(one -> one.instrument().toString(), Past::kind)
                .containsExactly(
                        tuple("okx:BTC-USDT", Past.Kind.TRADES),
                        tuple("okx:BTC-USDT", Past.Kind.DAYS),
                        tuple("okx:BTC-USDT", Past.Kind.HOURS),
                        tuple("okx:BTC-USDT", Past.Kind.MINUTES));
    }

    @Test
    void readsAmountsOfCandlesInContractsCoinsAndQuoteCurrencyByTheKindOfInstrument() {
        // Given
        String row = "[\"1767225600000\",\"30000\",\"30100\",\"29900\",\"30050\",\"12\",\"360\",\"361\",\"1\"]";
        // When
        run.answer(CANDLES + "BTC-USDT&bar=1m", answer(row));
        run.answer(CANDLES + "BTC-USDT-SWAP&bar=1H", answer(row.replace("360", "0.12")));
        // Then
        assertThat(run.events(Candle.class))
                .extracting(
                        one -> one.instrument().toString(),
                        Candle::openTime,
                        Candle::closeTime,
                        Candle::volume,
                        Candle::notional,
                        Candle::takerBuyVolume)
                .containsExactly(
                        tuple(
                                "okx:BTC-USDT",
                                FROM,
                                FROM + 60_000_000,
                                12.0,
                                OptionalDouble.of(361),
                                OptionalDouble.empty()),
                        tuple(
                                "okx:BTC-USDT-PERP",
                                FROM,
                                FROM + 3_600_000_000L,
                                0.12,
                                OptionalDouble.of(361),
                                OptionalDouble.empty()));
    }

    @Test
    void tellsNoCandleThatStillRuns() {
        // When
        run.answer(
                CANDLES + "BTC-USDT&bar=1m",
                answer("[\"1767225660000\",\"2\",\"2\",\"2\",\"2\",\"1\",\"1\",\"1\",\"0\"],"
                        + "[\"1767225600000\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"]"));
        // Then
        assertThat(run.events(Candle.class)).extracting(Candle::close).containsExactly(1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC-USDT&bar=1D", "BTC-USDT&bar=5m", "BTC-USDT", "BTC-EUR-SWAP&bar=1m"})
    void tellsNoCandleOfAnotherIntervalOrAnUnknownInstrument(String question) {
        // When
        run.answer(CANDLES + question, answer("[\"1767225600000\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"]"));
        // Then
        assertThat(run.events(Candle.class)).isEmpty();
        assertThat(run.rejected()).isEmpty();
    }

    @Test
    void readsTheDocumentedCandlesAsOnesThatStillRun() {
        // When
        run.answer(
                CANDLES + "BTC-USDT&bar=1m",
                Decoding.jkorf("okx", "Endpoints/UnifiedApi/ExchangeData/GetKlineHistory.txt", "false"));
        // Then
        assertThat(run.table()).containsExactly("REST history-candles: 1 frames, 0 events, 0 unknown, 0 rejected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"51000\",\"msg\":\"Parameter bar error\",\"data\":[]}",
                "{\"code\":\"50011\",\"msg\":\"Too Many Requests\",\"data\":[]}",
                "{\"code\":\"0\",\"msg\":\"\",\"data\":[[\"1767225600000\",\"1\"]]}",
                "{\"code\":\"0\",\"msg\":\"\"}",
                "<html>502</html>"
            })
    void refusesAnErrorWithStatus200(String error) {
        // When
        run.answer(CANDLES + "BTC-USDT&bar=1m", error);
        // Then
        assertThat(run.rejected()).hasSize(1);
        assertThat(run.events()).isEmpty();
    }

    @Test
    void tellsOpenInterestOfADayAtItsEndAndNothingOfTheDayThatRuns() {
        // Given
        String question = API + "rubik/stat/contracts/open-interest-history?limit=100&period=1Dutc&instId=BTC-USD-SWAP";
        long today = Decoding.NOW / DAY * DAY;
        // When
        run.answer(
                question,
                answer("[\"" + today / 1_000
                        + "\",\"9\",\"9\",\"9\"],[\"1767225600000\",\"4000\",\"13.5\",\"401000\"]"));
        // Then
        assertThat(run.events(OpenInterest.class))
                .extracting(InstrumentEvent::eventTime, OpenInterest::quantity, OpenInterest::notional)
                .containsExactly(tuple(FROM + DAY, 13.5, 400_000.0));
    }

    @Test
    void leavesOutOfThePastWhatTheStreamToldAsAPartOfASum() {
        // Given
        run.push(push(100, 1, 1_767_225_600_000L));
        run.push(push(104, 3, 1_767_225_601_000L));
        // When
        run.past(
                TRADES,
                answer(fill(104, 1_767_225_601_000L)
                        + ','
                        + fill(103, 1_767_225_601_000L)
                        + ','
                        + fill(102, 1_767_225_601_000L)
                        + ','
                        + fill(101, 1_767_225_600_500L)
                        + ','
                        + fill(100, 1_767_225_600_000L)));
        // Then
        assertThat(run.events(Trade.class))
                .extracting(Trade::tradeId, Trade::quantity)
                .containsExactly(
                        tuple("100", 0.5), tuple("104", 1.5), tuple("100", 0.5), tuple("101", 0.5), tuple("104", 0.5));
        assertThat(run.events(FeedGap.class))
                .extracting(FeedGap::scope, FeedGap::from, FeedGap::reason)
                .containsExactly(tuple(FeedGap.Scope.TRADES, 1_767_225_600_000_000L, "trades 101 to 101 did not come"));
    }

    @Test
    void tellsTradesOfAPageInTheOrderInWhichTheyHappened() {
        // When
        run.answer(TRADES, answer(fill(8, 1_767_225_601_000L) + ',' + fill(7, 1_767_225_600_000L)));
        // Then
        assertThat(run.events(Trade.class)).extracting(Trade::tradeId).containsExactly("7", "8");
    }

    @Test
    void beginsEachStreamAnewByItsOwnChannelsAlone() {
        // When
        List<Subscription> subscriptions =
                feed.subscriptions(SETTINGS, List.of(listed("okx:BTC-USDT-PERP", "BTC-USDT-SWAP")));
        // Then
        Instrument perpetual = Instrument.parse("okx:BTC-USDT-PERP");
        assertThat(subscriptions)
                .allSatisfy(one -> assertThat(one.again().keySet()).isEqualTo(one.streams()));
        assertThat(subscriptions.getFirst().again().get(new MarketStream(perpetual, StreamKind.TRADES)))
                .containsExactly(
                        "{\"op\":\"unsubscribe\",\"args\":[{\"channel\":\"trades\",\"instId\":\"BTC-USDT-SWAP\"}]}",
                        "{\"op\":\"subscribe\",\"args\":[{\"channel\":\"trades\",\"instId\":\"BTC-USDT-SWAP\"}]}");
        assertThat(subscriptions.get(1).again().get(new MarketStream(perpetual, StreamKind.MARKS)))
                .last()
                .isEqualTo("{\"op\":\"subscribe\",\"args\":[{\"channel\":\"mark-price\",\"instId\":\"BTC-USDT-SWAP\"},"
                        + "{\"channel\":\"funding-rate\",\"instId\":\"BTC-USDT-SWAP\"}]}");
    }
}
