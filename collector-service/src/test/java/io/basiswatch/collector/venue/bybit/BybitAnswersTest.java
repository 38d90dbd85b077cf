package io.basiswatch.collector.venue.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Bybit answers when asked, page by page, and what is made of its errors. */
class BybitAnswersTest {
    private static final String LINEAR = "wss://stream.bybit.com/v5/public/linear";
    private static final String HOST = "https://api.bybit.com";
    private static final String ACCOUNTS = HOST + "/v5/market/account-ratio?period=5min&limit=1&symbol=x&category=";
    private static final long PERIOD = 1_695_772_800_000_000L;
    private static final String PATH = "/v5/market/instruments-info?limit=1000&category=linear";

    private final DecoderRun run = new DecoderRun(new BybitFeed(), LINEAR);

    private static String perpetual(String base) {
        return "{\"symbol\":\"" + base
                + "USDT\",\"contractType\":\"LinearPerpetual\",\"status\":\"Trading\",\"baseCoin\":\""
                + base + "\",\"quoteCoin\":\"USDT\",\"launchTime\":\"1585526400000\",\"deliveryTime\":\"0\","
                + "\"settleCoin\":\"USDT\"}";
    }

    private static String page(String rows, String next) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"linear\",\"list\":[" + rows
                + "],\"nextPageCursor\":\"" + next + "\"},\"retExtInfo\":{},\"time\":1672712495660}";
    }

    private static String trade(String symbol) {
        return "{\"topic\":\"publicTrade." + symbol + "\",\"type\":\"snapshot\",\"ts\":1672304486868,\"data\":[{\"T\":"
                + "1672304486865,\"s\":\"" + symbol
                + "\",\"S\":\"Buy\",\"v\":\"0.001\",\"p\":\"16578.50\",\"i\":\"a\"}]}";
    }

    @Test
    void asksForTheNextPageOfInstrumentsAsTheVenueNamesIt() {
        // When
        run.answer(HOST + PATH, page(perpetual("BTC"), "first%3DBTCUSDT%26last%3DETHUSDT"));
        // Then
        assertThat(run.requests()).containsExactly(new Request.Ask(PATH + "&cursor=first%3DBTCUSDT%26last%3DETHUSDT"));
        assertThat(run.events(InstrumentListed.class)).hasSize(1);
    }

    @Test
    void readsWhichPartOfTheAccountsIsLong() {
        // When
        run.answer(ACCOUNTS + "linear", accounts("BTCUSDT", "0.5777", "0.4223"));
        run.answer(ACCOUNTS + "inverse", accounts("BTCUSD", "0.6", "0.4"));

        // Then
        assertThat(run.events(LongShortRatio.class))
                .extracting(
                        one -> one.instrument().toString(),
                        LongShortRatio::kind,
                        LongShortRatio::ratio,
                        LongShortRatio::longShare,
                        LongShortRatio::eventTime)
                .containsExactly(
                        tuple("bybit:BTC-USDT-PERP", LongShortRatio.Kind.ACCOUNTS, 0.5777 / 0.4223, 0.5777, PERIOD),
                        tuple("bybit:BTC-USD-PERP", LongShortRatio.Kind.ACCOUNTS, 0.6 / 0.4, 0.6, PERIOD));
    }

    @Test
    void saysNothingOfAccountsThatAreAllLong() {
        // When
        run.answer(ACCOUNTS + "linear", accounts("BTCUSDT", "1", "0"));

        // Then
        assertThat(run.events(LongShortRatio.class)).isEmpty();
        assertThat(run.rejected()).isEmpty();
    }

    private static String accounts(String symbol, String longs, String shorts) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[{\"symbol\":\"" + symbol + "\",\"buyRatio\":\""
                + longs
                + "\",\"sellRatio\":\"" + shorts + "\",\"timestamp\":\"1695772800000\"}],\"nextPageCursor\":\"\"},"
                + "\"retExtInfo\":{},\"time\":1695785131028}";
    }

    @Test
    void encodesACursorThatIsNoPartOfAnAddress() {
        // When
        run.answer(HOST + PATH, page(perpetual("BTC"), "a b&c"));
        // Then
        assertThat(run.requests()).containsExactly(new Request.Ask(PATH + "&cursor=a+b%26c"));
    }

    @Test
    void knowsWhatIsListedNoMoreOnlyFromAllPagesTogether() {
        // Given
        round(perpetual("BTC"), perpetual("ETH") + ',' + perpetual("SOL"));
        // When
        run.answer(HOST + PATH, page(perpetual("BTC"), "two"));
        int afterFirst = run.events(InstrumentDelisted.class).size();
        run.answer(HOST + PATH + "&cursor=two", page(perpetual("SOL"), ""));
        // Then
        assertThat(afterFirst).isZero();
        assertThat(run.events(InstrumentDelisted.class))
                .extracting(InstrumentDelisted::symbol)
                .containsExactly("ETHUSDT");
        assertThat(run.push(trade("SOLUSDT"))).hasSize(1).first().isInstanceOf(Trade.class);
    }

    @Test
    void delistsNothingWhenALaterPageIsMissingOrAnError() {
        // Given
        round(perpetual("BTC"), perpetual("ETH"));
        // When
        run.answer(HOST + PATH, page(perpetual("BTC"), "two"));
        run.answer(HOST + PATH + "&cursor=two", "{\"retCode\":10006,\"retMsg\":\"Too many visits!\",\"result\":{}}");
        run.answer(HOST + PATH, page(perpetual("BTC"), "two"));
        // Then
        assertThat(run.events(InstrumentDelisted.class)).isEmpty();
    }

    @Test
    void doesNotGoRoundInPagesThatNameOneAnother() {
        // When
        run.answer(HOST + PATH, page(perpetual("BTC"), "two"));
        run.answer(HOST + PATH + "&cursor=two", page(perpetual("ETH"), "two"));
        run.answer(HOST + PATH + "&cursor=two", page(perpetual("ETH"), "two"));
        // Then
        assertThat(run.requests()).hasSize(1);
    }

    private void round(String first, String second) {
        run.answer(HOST + PATH, page(first, "two"));
        run.answer(HOST + PATH + "&cursor=two", page(second, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"retCode\":10006,\"retMsg\":\"Too many visits!\",\"result\":{},\"time\":1672051897447}",
                "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"linear\",\"list\":[]},\"time\":1672712495660}",
                "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{},\"time\":1672712495660}",
                "{\"retMsg\":\"OK\",\"result\":{\"category\":\"linear\",\"list\":[]},\"time\":1672712495660}",
                "<html>403 Forbidden</html>"
            })
    void delistsNothingBecauseOfAnAnswerWithStatus200ThatIsAnErrorOrEmpty(String error) {
        // Given
        run.answer(HOST + PATH, page(perpetual("BTC"), ""));
        // When
        run.answer(HOST + PATH, error);
        // Then
        assertThat(run.events(InstrumentDelisted.class)).isEmpty();
        assertThat(run.push(trade("BTCUSDT"))).hasSize(1);
    }

    @Test
    void datesAnInstrumentByItsLaunch() {
        // When
        run.answer(HOST + PATH, page(perpetual("BTC"), ""));
        // Then
        assertThat(run.events(InstrumentListed.class).getFirst().eventTime()).isEqualTo(1_585_526_400_000_000L);
    }

    @Test
    void leavesTheEmptyBookOfAClosedSymbolAlone() {
        // When
        run.answer(HOST + "/v5/market/orderbook?category=linear&symbol=LUNAUSDT", """
                {"retCode":0,"retMsg":"OK","result":{"s":"LUNAUSDT","b":[],"a":[],"ts":0,"u":0},"time":1672712495660}""");
        // Then
        assertThat(run.table()).containsExactly("REST orderbook: 1 frames, 0 events, 0 unknown, 0 rejected");
    }

    @Test
    void tellsEachPaidRateOnceHoweverOftenItAsksAndMeasuresItsInterval() {
        // Given
        String address = HOST + "/v5/market/funding/history?limit=10&category=linear&symbol=BTCUSDT";
        String row = "{\"symbol\":\"BTCUSDT\",\"fundingRate\":\"%s\",\"fundingRateTimestamp\":\"%d\"}";
        String second = row.formatted("0.0002", 1_703_073_600_000L);
        // When
        run.answer(address, page(second + ',' + row.formatted("0.0001", 1_703_059_200_000L), ""));
        run.answer(address, page(row.formatted("0.0003", 1_703_080_800_000L) + ',' + second, ""));
        // Then
        assertThat(run.events(FundingRate.class))
                .extracting(FundingRate::kind, FundingRate::rate, FundingRate::interval)
                .containsExactly(
                        tuple(FundingRate.Kind.SETTLED, 0.0002, Optional.of(Duration.ofHours(4))),
                        tuple(FundingRate.Kind.SETTLED, 0.0003, Optional.of(Duration.ofHours(2))));
    }

    @Test
    void prefersTheMeasuredFundingIntervalToTheOneThatIsTold() {
        // Given
        String ticker = "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"snapshot\",\"data\":{\"symbol\":\"BTCUSDT\","
                + "\"fundingIntervalHour\":\"8\",\"nextFundingTime\":\"%d\",\"fundingRate\":\"0.0001\"},\"ts\":1786310818834}";
        // When
        run.push(ticker.formatted(1_786_320_000_000L));
        run.push(ticker.formatted(1_786_320_000_000L + Duration.ofHours(4).toMillis()));
        // Then
        assertThat(run.events(FundingRate.class))
                .extracting(FundingRate::interval)
                .containsExactly(Optional.of(Duration.ofHours(8)), Optional.of(Duration.ofHours(4)));
    }

    @Test
    void takesAnEmptyTextForNoValueAndNotForZero() {
        // When
        run.push(
                "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"snapshot\",\"data\":{\"symbol\":\"BTCUSDT\",\"markPrice\":\"\","
                        + "\"openInterest\":\"\",\"openInterestValue\":\"\",\"fundingRate\":\"\",\"nextFundingTime\":\"\","
                        + "\"preOpenPrice\":\"\",\"bid1Price\":\"\",\"ask1Price\":\"\"},\"ts\":1786310818834}");
        // Then
        assertThat(run.table()).containsExactly("tickers: 1 frames, 0 events, 0 unknown, 0 rejected");
    }

    @Test
    void letsATickerDeltaWithoutOpenInterestLeaveItAsOldAsItIs() {
        // Given
        run.push(
                "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"snapshot\",\"data\":{\"symbol\":\"BTCUSDT\",\"markPrice\":\"30000\","
                        + "\"openInterest\":\"500\",\"openInterestValue\":\"15000000\",\"nextFundingTime\":\"1786320000000\","
                        + "\"fundingRate\":\"0.0001\"},\"ts\":1786310818834}");
        // When
        run.push(
                "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"delta\",\"data\":{\"symbol\":\"BTCUSDT\",\"markPrice\":\"30001\"},"
                        + "\"ts\":1786310819834}");
        // Then
        assertThat(run.events(OpenInterest.class)).hasSize(1);
        assertThat(run.events(FundingRate.class)).hasSize(1);
    }
}
