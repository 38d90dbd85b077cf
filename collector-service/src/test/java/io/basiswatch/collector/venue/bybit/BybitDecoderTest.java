package io.basiswatch.collector.venue.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BybitDecoderTest {
    private static final String LINEAR = "wss://stream.bybit.com/v5/public/linear";
    private static final String INVERSE = "wss://stream.bybit.com/v5/public/inverse";
    private static final String SPOT = "wss://stream.bybit.com/v5/public/spot";
    private static final String REST = "https://api.bybit.com/v5/market/";
    private static final String TRADE = Decoding.resource("captures/bybit/xchange-tradeResponse.json");
    private static final String SNAPSHOT = """
            {"topic":"tickers.BTCUSDT","type":"snapshot","data":{"symbol":"BTCUSDT","markPrice":"30000","indexPrice":"30003",
            "openInterest":"500","openInterestValue":"15000000","fundingIntervalHour":"4","singleOpenInterest":"250",
            "singleOpenInterestValue":"7500000","nextFundingTime":"1786320000000","fundingRate":"-0.0001",
            "bid1Price":"29999","bid1Size":"3","ask1Price":"30001","ask1Size":"2","preOpenPrice":""},"cs":7,"ts":1786310818834}
            """;

    private final Decoding decoding = Decoding.of(new BybitFeed(), LINEAR);

    private static String delta(String fields) {
        return "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"delta\",\"data\":{\"symbol\":\"BTCUSDT\"," + fields
                + "},\"cs\":8,\"ts\":1786310819000}";
    }

    private static String book(String symbol, String bids, String asks) {
        return "{\"topic\":\"orderbook.1." + symbol + "\",\"ts\":1786310819000,\"type\":\"snapshot\",\"data\":{\"s\":\""
                + symbol + "\",\"b\":" + bids + ",\"a\":" + asks
                + ",\"u\":24042997,\"seq\":209972815373},\"cts\":1786310818998}";
    }

    @Test
    void readsALinearTrade() {
        // When
        Trade trade = decoding.push(TRADE).only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("bybit:BTC-USDT-PERP");
        assertThat(trade.tradeId()).isEqualTo("20f43950-d8dd-5b31-9112-a178eb6023af");
        assertThat(trade.eventTime()).isEqualTo(1_672_304_486_865_000L);
        assertThat(trade.price()).isEqualTo(16578.50);
        assertThat(trade.quantity()).isEqualTo(0.001);
        assertThat(trade.notional()).isEqualTo(0.001 * 16578.50);
        assertThat(trade.aggressor()).isEqualTo(Side.BUY);
    }

    @Test
    void tellsThePairFromThePerpetualByTheAddress() {
        // When
        decoding.pushFrom(SPOT, TRADE);
        // Then
        assertThat(decoding.only(Trade.class).instrument()).hasToString("bybit:BTC-USDT");
    }

    @Test
    void doesNotKnowWhatASymbolIsWithoutAnAddress() {
        assertThat(decoding.pushFrom("", TRADE).last()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void countsInverseContractsInDollars() {
        // When
        decoding.pushFrom(INVERSE, TRADE.replace("BTCUSDT", "BTCUSD").replace("0.001", "300"));
        // Then
        Trade trade = decoding.only(Trade.class);
        assertThat(trade.instrument()).hasToString("bybit:BTC-USD-PERP");
        assertThat(trade.notional()).isEqualTo(300);
        assertThat(trade.quantity()).isEqualTo(300 / 16578.50);
    }

    @Test
    void leavesBlockTradesOut() {
        assertThat(decoding.push(TRADE.replace("\"BT\": false", "\"BT\": true")).last())
                .isEqualTo(Outcome.UNUSED);
    }

    @Test
    void readsQuotesFromTheBookOfDepthOneAtTheEnginesTime() {
        // When
        decoding.pushFrom(INVERSE, book("BTCUSD", "[[\"30000\",\"600\"]]", "[[\"30010\",\"900\"]]"));
        // Then
        Quote quote = decoding.only(Quote.class);
        assertThat(quote.eventTime()).isEqualTo(1_786_310_818_998_000L);
        assertThat(quote.bidPrice()).isEqualTo(30000);
        assertThat(quote.bidQuantity()).isEqualTo(0.02);
        assertThat(quote.askPrice()).isEqualTo(30010);
        assertThat(quote.stamp().sequence()).isEqualTo(24042997);
    }

    @Test
    void makesNoQuoteOfAOneSidedBook() {
        assertThat(decoding.push(book("BTCUSDT", "[]", "[[\"1\",\"1\"]]")).last())
                .isEqualTo(Outcome.UNUSED);
    }

    @Test
    void readsABookDeeperThanOneLevel() {
        // When
        decoding.push(Decoding.resource("captures/bybit/xchange-orderBookSnapshotResponse.json"));
        // Then
        DepthProfile profile = decoding.only(DepthProfile.class);
        assertThat(profile.instrument()).hasToString("bybit:BTC-USDT-PERP");
        assertThat(profile.mid()).isEqualTo((16493.50 + 16611.00) / 2);
        assertThat(decoding.events(Quote.class)).isEmpty();
    }

    @Test
    void refusesTheBookDeltaWhoseFixtureLacksAComma() {
        assertThatThrownBy(() -> decoding.push(Decoding.resource("captures/bybit/xchange-orderBookDeltaResponse.json")))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void readsEverythingOfATickerSnapshot() {
        // When
        decoding.push(SNAPSHOT);
        // Then
        assertThat(decoding.only(Quote.class))
                .extracting(Quote::bidPrice, Quote::bidQuantity, Quote::askPrice, Quote::askQuantity)
                .containsExactly(29999.0, 3.0, 30001.0, 2.0);
        assertThat(decoding.only(MarkPrice.class).price()).isEqualTo(30000);
        assertThat(decoding.only(IndexPrice.class).instrument()).hasToString("bybit:BTC-USDT-INDEX");
        assertThat(decoding.only(IndexPrice.class).price()).isEqualTo(30003);
        FundingRate rate = decoding.only(FundingRate.class);
        assertThat(rate.kind()).isEqualTo(FundingRate.Kind.PREDICTED);
        assertThat(rate.rate()).isEqualTo(-0.0001);
        assertThat(rate.interval()).contains(Duration.ofHours(4));
        assertThat(rate.fundingTime()).isEqualTo(1_786_320_000_000_000L);
    }

    @Test
    void countsOneSideOfTheOpenInterest() {
        // When
        decoding.push(SNAPSHOT);
        // Then
        assertThat(decoding.only(OpenInterest.class))
                .extracting(OpenInterest::quantity, OpenInterest::notional)
                .containsExactly(250.0, 7_500_000.0);
    }

    @Test
    void halvesTheClassicOpenInterestWhichCountsBothSides() {
        // When
        decoding.push(Decoding.jkorf("bybit", "Subscriptions/V5/Linear/Ticker.txt", "\n="));
        // Then
        OpenInterest interest = decoding.only(OpenInterest.class);
        assertThat(interest.quantity()).isEqualTo(68744.761 / 2);
        assertThat(interest.notional()).isEqualTo(1183601235.91 / 2);
    }

    @Test
    void readsInverseOpenInterestAsDollarsWithItsValueInCoins() {
        // When
        decoding.answer(
                REST + "tickers?category=inverse", Decoding.resource("captures/bybit/xchange-getTickerInverse.json"));
        // Then
        OpenInterest interest = decoding.only(OpenInterest.class);
        assertThat(interest.instrument()).hasToString("bybit:BTC-USD-PERP");
        assertThat(interest.quantity()).isEqualTo(22505.67 / 2);
        assertThat(interest.notional()).isEqualTo(373504107 / 2.0);
        assertThat(decoding.only(FundingRate.class).interval()).isEmpty();
    }

    @Test
    void completesTheQuoteFromWhatTheTickerSaidBefore() {
        // Given
        decoding.push(SNAPSHOT);
        // When
        decoding.push(delta("\"ask1Price\":\"30002\",\"ask1Size\":\"5\""));
        // Then
        assertThat(decoding.events(Quote.class).getLast())
                .extracting(Quote::bidPrice, Quote::bidQuantity, Quote::askPrice, Quote::askQuantity)
                .containsExactly(29999.0, 3.0, 30002.0, 5.0);
    }

    @Test
    void doesNotMakeFundingAndOpenInterestYoungByAQuoteAlone() {
        // Given
        decoding.push(SNAPSHOT);
        int before = decoding.events().size();
        // When
        decoding.push(delta("\"bid1Size\":\"4\""));
        // Then
        assertThat(decoding.events().subList(before, decoding.events().size()))
                .hasSize(1)
                .first()
                .isInstanceOf(Quote.class);
    }

    @Test
    void keepsTheFundingTimeWhenOnlyTheRateChanges() {
        // Given
        decoding.push(SNAPSHOT);
        // When
        decoding.push(delta("\"fundingRate\":\"0.0002\""));
        // Then
        assertThat(decoding.events(FundingRate.class).getLast())
                .extracting(FundingRate::rate, FundingRate::fundingTime, FundingRate::interval)
                .containsExactly(0.0002, 1_786_320_000_000_000L, Optional.of(Duration.ofHours(4)));
    }

    @Test
    void valuesOpenInterestAtTheMarkWhenItsValueDidNotChange() {
        // Given
        decoding.push(SNAPSHOT);
        // When
        decoding.push(delta("\"openInterest\":\"502\",\"singleOpenInterest\":\"251\""));
        // Then
        assertThat(decoding.events(OpenInterest.class).getLast())
                .extracting(OpenInterest::quantity, OpenInterest::notional)
                .containsExactly(251.0, 251.0 * 30000);
    }

    @Test
    void makesNothingOfADeltaThatNoSnapshotPreceded() {
        assertThat(decoding.push(delta("\"bid1Price\":\"29998\",\"bid1Size\":\"1\""))
                        .last())
                .isEqualTo(Outcome.UNUSED);
    }

    @Test
    void forgetsWhatAnEarlierSnapshotSaid() {
        // Given
        decoding.push(SNAPSHOT);
        // When
        decoding.push(SNAPSHOT.replace("\"bid1Price\":\"29999\"", "\"bid1Price\":\"\""));
        decoding.push(delta("\"ask1Price\":\"30002\""));
        // Then
        assertThat(decoding.events(Quote.class)).hasSize(1);
    }

    @Test
    void takesNoQuotesFromTheTickerWhereTheBookSpeaks() {
        // Given
        decoding.push(book("BTCUSDT", "[[\"29999\",\"3\"]]", "[[\"30001\",\"2\"]]"));
        // When
        decoding.push(SNAPSHOT);
        // Then
        assertThat(decoding.events(Quote.class)).hasSize(1);
        assertThat(decoding.events(MarkPrice.class)).hasSize(1);
    }

    @Test
    void closesALongWhereThePositionWasABuy() {
        // When
        decoding.push("{\"topic\":\"allLiquidation.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1791091285551,\"data\":["
                + "{\"T\":1791091285156,\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"0.5\",\"p\":\"30000\"},"
                + "{\"T\":1791091285157,\"s\":\"BTCUSDT\",\"S\":\"Sell\",\"v\":\"0.5\",\"p\":\"30002\"}]}");
        // Then
        assertThat(decoding.events(Liquidation.class))
                .extracting(Liquidation::closedPosition, Liquidation::notional, Liquidation::completeness)
                .containsExactly(
                        tuple(Liquidation.Position.LONG, 15000.0, Liquidation.Completeness.COMPLETE),
                        tuple(Liquidation.Position.SHORT, 15001.0, Liquidation.Completeness.COMPLETE));
    }

    @Test
    void listsInstrumentsAndTakesTheExpiryFromTheirDeliveryTime() {
        // When
        decoding.answer(REST + "instruments-info?category=inverse", instruments("inverse", "", """
                {"symbol":"BTCUSD","contractType":"InversePerpetual","status":"Trading","baseCoin":"BTC","quoteCoin":"USD",
                "deliveryTime":"0","settleCoin":"BTC"},{"symbol":"BTCUSDH27","contractType":"InverseFutures",
                "status":"Trading","baseCoin":"BTC","quoteCoin":"USD","deliveryTime":"1806048000000","settleCoin":"BTC"}"""));
        decoding.pushFrom(INVERSE, TRADE.replace("BTCUSDT", "BTCUSDH27"));
        // Then
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(listed -> listed.symbol() + ' ' + listed.instrument() + ' ' + listed.contractSize())
                .containsExactly("BTCUSD bybit:BTC-USD-PERP 1.0", "BTCUSDH27 bybit:BTC-USD-20270326T0800Z 1.0");
        assertThat(decoding.only(Trade.class).instrument()).hasToString("bybit:BTC-USD-20270326T0800Z");
    }

    @Test
    void readsTheInstrumentsOfTheFixture() {
        // When
        decoding.answer(
                REST + "instruments-info?category=inverse",
                Decoding.resource("captures/bybit/xchange-getInstrumentInverse.json"));
        // Then
        assertThat(decoding.only(InstrumentListed.class).instrument()).hasToString("bybit:BTC-USD-PERP");
    }

    private static String instruments(String category, String nextPage, String rows) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"" + category + "\",\"list\":[" + rows
                + "],\"nextPageCursor\":\"" + nextPage + "\"},\"retExtInfo\":{},\"time\":1672712495660}";
    }

    @Test
    void delistsWhatIsNoLongerTradedButNotWhatIsOnAnotherPage() {
        // Given
        String rows = "{\"symbol\":\"%s\",\"contractType\":\"LinearPerpetual\",\"status\":\"%s\",\"baseCoin\":\"BTC\","
                + "\"quoteCoin\":\"USDT\",\"deliveryTime\":\"0\",\"settleCoin\":\"USDT\"}";
        String question = REST + "instruments-info?category=linear";
        decoding.answer(question, instruments("linear", "", rows.formatted("BTCUSDT", "Trading")));
        // When
        decoding.answer(question, instruments("linear", "page2", rows.formatted("BTCUSDC", "Trading")));
        int before = decoding.events(InstrumentDelisted.class).size();
        decoding.answer(question, instruments("linear", "", rows.formatted("BTCUSDT", "Closed")));
        // Then
        assertThat(before).isZero();
        assertThat(decoding.only(InstrumentDelisted.class).symbol()).isEqualTo("BTCUSDT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC-26DEC25", "BTCUSDT-26DEC25", "BTCUSDH26"})
    void guessesNoExpiry(String symbol) {
        assertThat(decoding.push(TRADE.replace("BTCUSDT", symbol)).last()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void readsPaidFundingRatesWithTheirMeasuredIntervals() {
        // When
        decoding.answer(REST + "funding/history?category=linear", """
                {"retCode":0,"retMsg":"OK","result":{"category":"linear","list":[
                {"symbol":"ETHPERP","fundingRate":"0.0001","fundingRateTimestamp":"1672041600000"},
                {"symbol":"ETHPERP","fundingRate":"-0.0002","fundingRateTimestamp":"1672012800000"}]},"time":1672051897447}""");
        // Then
        assertThat(decoding.events(FundingRate.class))
                .extracting(
                        rate -> rate.instrument().toString(),
                        FundingRate::kind,
                        FundingRate::rate,
                        FundingRate::interval)
                .containsExactly(tuple(
                        "bybit:ETH-USDC-PERP", FundingRate.Kind.SETTLED, 0.0001, Optional.of(Duration.ofHours(8))));
    }

    @Test
    void halvesTheOpenInterestOfTheHistoryAndValuesItAtTheMark() {
        // Given
        decoding.answer(
                REST + "tickers?category=inverse", Decoding.resource("captures/bybit/xchange-getTickerInverse.json"));
        // When
        decoding.answer(
                REST + "open-interest?category=inverse",
                Decoding.jkorf("bybit", "Endpoints/V5Api/ExchangeData/GetOpenInterest.txt", "false"));
        // Then
        OpenInterest interest = decoding.events(OpenInterest.class).get(1);
        assertThat(interest.notional()).isEqualTo(461134384 / 2.0);
        assertThat(interest.quantity()).isEqualTo(461134384 / 2.0 / 16596.0);
    }

    @Test
    void refusesAnErrorInsideOfA200() {
        assertThatThrownBy(() -> decoding.answer(
                        REST + "tickers?category=linear",
                        "{\"retCode\":10006,\"retMsg\":\"Too many visits!\",\"result\":{},\"time\":1672051897447}"))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("Too many visits!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"0970e817\",\"op\":\"ping\"}",
                "{\"req_id\":\"\",\"op\":\"pong\",\"args\":[\"1675418560633\"],\"conn_id\":\"cfcb4ocs\"}",
                "{\"success\":true,\"ret_msg\":\"subscribe\",\"conn_id\":\"d9avt8\",\"op\":\"subscribe\"}",
                "{\"success\":true,\"conn_id\":\"aa01\",\"data\":{\"failTopics\":[]},\"type\":\"COMMAND_RESP\"}"
            })
    void knowsBothPongsAndOtherAnswers(String frame) {
        assertThat(decoding.push(frame).last()).isEqualTo(Outcome.CONTROL);
    }

    @Test
    void showsARefusedSubscription() {
        assertThat(decoding.push("{\"success\":false,\"ret_msg\":\"error:handler not found\",\"op\":\"subscribe\"}")
                        .last())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void readsTheTradesOfTheRetiredProtocol() {
        // When
        Decoding.messages("bybit", "trade::inverse_swap").forEach(decoding::push);
        Decoding.messages("bybit", "trade::linear_swap").forEach(decoding::push);
        // Then
        assertThat(decoding.events(Trade.class))
                .extracting(trade -> trade.instrument().toString(), Trade::notional, Trade::eventTime)
                .containsExactly(
                        tuple("bybit:BTC-USD-PERP", 237.0, 1_616_304_710_061_000L),
                        tuple("bybit:BTC-USDT-PERP", 0.04 * 57170, 1_616_304_737_092_000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "l2_orderbook::inverse_swap_snapshot",
                "l2_orderbook::linear_swap_update",
                "ticker::linear_swap_snapshot",
                "candlestick::linear_swap"
            })
    void knowsTheRestOfTheRetiredProtocol(String test) {
        Decoding.messages("bybit", test).forEach(decoding::push);
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"v\":\"0\"",
                "\"v\":\"-1\"",
                "\"v\":\"NaN\"",
                "\"v\":\"1e400\"",
                "\"v\":\"\"",
                "\"v\":1",
                "\"V\":\"0.001\"",
                "\"v\":\"1\",\"v\":\"1\"",
                "\"v\":\"0.001\",\"S\":\"Long\""
            })
    void refusesQuantitiesAndSidesThatCannotBe(String quantity) {
        assertThatThrownBy(() -> decoding.push(TRADE.replace("\"v\": \"0.001\"", quantity)))
                .isInstanceOf(FrameException.class);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void keepsTheTickerAsItWasWhenAMessageIsBroken() {
        // Given
        decoding.push(SNAPSHOT);
        // When
        assertThatThrownBy(() -> decoding.push(delta("\"bid1Price\":\"29990\",\"ask1Price\":\"-1\"")))
                .isInstanceOf(FrameException.class);
        decoding.push(delta("\"ask1Size\":\"9\""));
        // Then
        assertThat(decoding.events(Quote.class).getLast().bidPrice()).isEqualTo(29999);
    }

    @Test
    void survivesDamagedFrames() {
        List<String> frames = List.of(
                TRADE,
                SNAPSHOT,
                delta("\"ask1Price\":\"30002\",\"ask1Size\":\"5\",\"markPrice\":\"30000\""),
                book("BTCUSDT", "[[\"29999\",\"3\"]]", "[[\"30001\",\"2\"]]"),
                book("BTCUSDT", "[[\"29999\",\"3\"]]", "[[\"30001\",\"2\"]]").replace("orderbook.1", "orderbook.50"),
                book("BTCUSDT", "[[\"29999\",\"0\"]]", "[]")
                        .replace("orderbook.1", "orderbook.50")
                        .replace("snapshot", "delta")
                        .replace("24042997", "24042998"),
                Decoding.messages("bybit", "trade::linear_swap").getFirst(),
                Decoding.messages("bybit", "ticker::linear_swap_snapshot").getFirst());
        Mutations.of(frames, 20_000, decoding);
    }
}
