package io.basiswatch.collector.venue.bitmex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Mutations;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitmexDecoderTest {
    private static final String SOCKET = "wss://ws.bitmex.com/realtime";
    private static final String ACTIVE = "https://www.bitmex.com/api/v1/instrument/active";
    private static final String XBTUSD = BitmexRows.XBTUSD;
    private static final String ETHUSD = BitmexRows.ETHUSD;
    private static final String XBTUSDT = BitmexRows.XBTUSDT;
    private static final String XBTM21 = BitmexRows.XBTM21;

    private final Decoding decoding = Decoding.of(new BitmexFeed(), SOCKET);

    private Decoding message(String test) {
        Decoding.messages("bitmex", test).forEach(decoding::push);
        return decoding;
    }

    private Decoding withMetadata() {
        return decoding.answer(ACTIVE, '[' + String.join(",", XBTUSD, ETHUSD, XBTUSDT, XBTM21) + ']');
    }

    @Test
    void readsAnInverseTrade() {
        // When
        Trade trade = message("trade::inverse_swap").only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("bitmex:BTC-USD-PERP");
        assertThat(trade.tradeId()).isEqualTo("d1b82d61-d902-349c-936c-2588b8204aff");
        assertThat(trade.eventTime()).isEqualTo(1_615_514_404_608_000L);
        assertThat(trade.price()).isEqualTo(56927);
        assertThat(trade.quantity()).isEqualTo(0.015813);
        assertThat(trade.notional()).isEqualTo(900);
        assertThat(trade.aggressor()).isEqualTo(Side.SELL);
    }

    @Test
    void readsAQuantoTradeInBothCurrenciesAsTheVenueCountsThem() {
        // Given
        withMetadata();
        // When
        Trade trade = message("trade::quanto_swap").only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("bitmex:ETH-USD-PERP:BTC");
        assertThat(trade.quantity()).isEqualTo(0.058513750731421885);
        assertThat(trade.notional()).isEqualTo(106.00351082504389);
    }

    @Test
    void takesTheExpiryOfADatedFutureFromTheMetadata() {
        // Given
        message("trade::inverse_future");
        Outcome before = decoding.last();
        // When
        withMetadata();
        message("trade::inverse_future");
        // Then
        assertThat(before).isEqualTo(Outcome.UNKNOWN);
        assertThat(decoding.only(Trade.class).instrument()).hasToString("bitmex:BTC-USD-20210625T1200Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trade::quanto_swap",
                "trade::linear_future",
                "trade::quanto_future",
                "bbo::linear_swap",
                "order_book_l2_25::linear_future_delete"
            })
    void guessesNothingFromASymbol(String test) {
        assertThat(message(test).last()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void makesNoTradeOfASettlement() {
        assertThat(message("trade::inverse_future_2").last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void countsATradeThatTheNextSnapshotRepeatsOnce() {
        // Given
        message("trade::inverse_swap");
        // When
        decoding.push(
                Decoding.messages("bitmex", "trade::inverse_swap").getFirst().replace("insert", "partial"));
        // Then
        assertThat(decoding.events(Trade.class)).hasSize(1);
    }

    @Test
    void readsQuotesInContracts() {
        // When
        message("bbo::inverse_swap");
        // Then
        assertThat(decoding.events(Quote.class))
                .extracting(Quote::bidPrice, Quote::bidQuantity, Quote::askPrice, Quote::askQuantity)
                .containsExactly(
                        tuple(19917.5, 2100 / 19917.5, 19918.0, 3600 / 19918.0),
                        tuple(19917.5, 2100 / 19917.5, 19923.0, 33900 / 19923.0));
    }

    @Test
    void countsLinearContractsInCoins() {
        // Given
        withMetadata();
        // When
        message("bbo::linear_swap");
        // Then
        assertThat(decoding.events(Quote.class).getFirst().bidQuantity()).isEqualTo(0.16, within(1e-12));
    }

    @Test
    void neverGoesBackToAnOlderQuote() {
        // Given
        message("bbo::inverse_swap");
        // When
        decoding.push(
                "{\"table\":\"quote\",\"action\":\"partial\",\"data\":[{\"timestamp\":\"2022-07-01T00:00:07.100Z\","
                        + "\"symbol\":\"XBTUSD\",\"bidSize\":2100,\"bidPrice\":19910,\"askPrice\":19918,\"askSize\":3600}]}");
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void makesNoQuoteOfAnEmptySide() {
        // When
        decoding.push(
                "{\"table\":\"quote\",\"action\":\"insert\",\"data\":[{\"timestamp\":\"2022-07-01T00:00:07.100Z\","
                        + "\"symbol\":\"XBTUSD\",\"bidSize\":null,\"bidPrice\":null,\"askPrice\":19918,\"askSize\":3600}]}");
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void readsQuotesFromTenLevelsWhereThereIsNoQuoteStream() {
        // When
        message("l2_topk::inverse_swap");
        message("bbo::inverse_swap");
        message("l2_topk::inverse_swap");
        // Then
        assertThat(decoding.events(Quote.class)).extracting(Quote::bidPrice).containsExactly(30715.5, 19917.5, 19917.5);
    }

    @Test
    void listsEveryKindOfContractWithItsSize() {
        // When
        withMetadata();
        // Then
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(listed -> listed.symbol() + ' ' + listed.instrument())
                .containsExactly(
                        "XBTUSD bitmex:BTC-USD-PERP",
                        "ETHUSD bitmex:ETH-USD-PERP:BTC",
                        "XBTUSDT bitmex:BTC-USDT-PERP",
                        "XBTM21 bitmex:BTC-USD-20210625T1200Z");
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(InstrumentListed::contractSize)
                .containsExactly(1.0, 100 / 3108.0, 1e-6, 1.0);
    }

    @Test
    void listsSpotPairsOfTheFixture() {
        // When
        decoding.answer(ACTIVE, Decoding.resource("captures/bitmex/xchange-api_v1_instrument_active.json"));
        // Then
        assertThat(decoding.events(InstrumentListed.class))
                .extracting(listed -> listed.instrument() + " " + listed.contractSize())
                .contains("bitmex:BTC-USDT 1.0E-8", "bitmex:ETH-USDT 1.0E-9", "bitmex:ETH-BTC 1.0E-9");
        assertThat(decoding.events(MarkPrice.class)).isEmpty();
    }

    @Test
    void delistsWhatIsNoLongerActive() {
        // Given
        withMetadata();
        // When
        decoding.answer(ACTIVE, '[' + String.join(",", XBTUSD, ETHUSD, XBTUSDT) + ']');
        // Then
        assertThat(decoding.only(InstrumentDelisted.class).symbol()).isEqualTo("XBTM21");
    }

    @Test
    void readsMarkIndexInterestAndFundingOfAnInversePerpetual() {
        // When
        decoding.push(
                "{\"table\":\"instrument\",\"action\":\"partial\",\"keys\":[\"symbol\"],\"data\":[" + XBTUSD + "]}");
        // Then
        assertThat(decoding.only(MarkPrice.class).price()).isEqualTo(32184.89);
        assertThat(decoding.only(IndexPrice.class).instrument()).hasToString("bitmex:BTC-USD-INDEX");
        assertThat(decoding.only(IndexPrice.class).price()).isEqualTo(32182.72);
        assertThat(decoding.only(OpenInterest.class).notional()).isEqualTo(574264600);
        assertThat(decoding.only(OpenInterest.class).quantity()).isEqualTo(1784268825430L / 1e8, within(0.1));
        FundingRate rate = decoding.only(FundingRate.class);
        assertThat(rate.kind()).isEqualTo(FundingRate.Kind.PREDICTED);
        assertThat(rate.rate()).isEqualTo(0.0001);
        assertThat(rate.interval()).contains(Duration.ofHours(8));
        assertThat(rate.fundingTime()).isEqualTo(1_627_012_800_000_000L);
        assertThat(rate.eventTime()).isEqualTo(1_626_993_365_000_000L);
    }

    @Test
    void readsOnlyWhatAnUpdateChanged() {
        // Given
        withMetadata();
        int before = decoding.events().size();
        // When
        decoding.push(
                "{\"table\":\"instrument\",\"action\":\"update\",\"data\":[{\"symbol\":\"XBTUSD\",\"openInterest\":321850,"
                        + "\"timestamp\":\"2021-07-22T22:36:10.000Z\"}]}");
        // Then
        assertThat(decoding.events()).hasSize(before + 1);
        OpenInterest interest = (OpenInterest) decoding.events().getLast();
        assertThat(interest.notional()).isEqualTo(321850);
        assertThat(interest.quantity()).isEqualTo(321850 / 32184.89);
    }

    @Test
    void ignoresAnUpdateBeforeThePartial() {
        // When
        decoding.push(
                "{\"table\":\"instrument\",\"action\":\"update\",\"data\":[{\"symbol\":\"XBTUSD\",\"markPrice\":32185,"
                        + "\"timestamp\":\"2021-07-22T22:36:10.000Z\"}]}");
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void followsTheSizeOfAQuantoContract() {
        // Given
        withMetadata();
        // When
        decoding.push(
                "{\"table\":\"instrument\",\"action\":\"update\",\"data\":[{\"symbol\":\"ETHUSD\",\"openInterest\":2000,"
                        + "\"quoteToSettleMultiplier\":4000,\"timestamp\":\"2021-07-22T22:36:10.000Z\"}]}");
        // Then
        OpenInterest interest = (OpenInterest) decoding.events().getLast();
        assertThat(interest.quantity()).isEqualTo(50);
        assertThat(interest.notional()).isEqualTo(50 * 2003.93);
    }

    @Test
    void takesNoIndexFromTheAverageOfADatedFuture() {
        // When
        decoding.answer(ACTIVE, '[' + XBTM21 + ']');
        // Then
        assertThat(decoding.events(IndexPrice.class)).isEmpty();
        assertThat(decoding.events(MarkPrice.class)).hasSize(1);
    }

    @Test
    void readsFundingAsPaidWithItsInterval() {
        // When
        FundingRate rate = message("funding_rate::inverse_swap").only(FundingRate.class);
        // Then
        assertThat(rate.kind()).isEqualTo(FundingRate.Kind.SETTLED);
        assertThat(rate.rate()).isEqualTo(0.000817);
        assertThat(rate.interval()).contains(Duration.ofHours(8));
        assertThat(rate.fundingTime()).isEqualTo(1_617_307_200_000_000L);
    }

    @Test
    void readsAFundingHistoryOldestFirst() {
        // When
        decoding.answer("https://www.bitmex.com/api/v1/funding?symbol=XBTUSD&count=500&reverse=true", """
                [{"timestamp":"2021-04-01T20:00:00.000Z","symbol":"XBTUSD","fundingInterval":"2000-01-01T08:00:00.000Z",
                "fundingRate":0.000817,"fundingRateDaily":0.002451},{"timestamp":"2021-04-01T12:00:00.000Z","symbol":"XBTUSD",
                "fundingInterval":"2000-01-01T08:00:00.000Z","fundingRate":0.0003,"fundingRateDaily":0.0009}]""");
        // Then
        assertThat(decoding.events(FundingRate.class))
                .extracting(FundingRate::rate)
                .containsExactly(0.0003, 0.000817);
    }

    @Test
    void closesALongByAForcedSaleAsItEntersTheBook() {
        // Given
        String rows =
                "{\"table\":\"liquidation\",\"action\":\"%s\",\"data\":[{\"orderID\":\"b4\",\"symbol\":\"XBTUSD\","
                        + "\"side\":\"Sell\",\"price\":30000,\"leavesQty\":900}]}";
        // When
        decoding.push(rows.formatted("partial")).push(rows.formatted("insert")).push(rows.formatted("update"));
        decoding.push(
                "{\"table\":\"liquidation\",\"action\":\"delete\",\"data\":[{\"orderID\":\"b4\",\"symbol\":\"XBTUSD\"}]}");
        // Then
        Liquidation liquidation = decoding.only(Liquidation.class);
        assertThat(liquidation.closedPosition()).isEqualTo(Liquidation.Position.LONG);
        assertThat(liquidation.notional()).isEqualTo(900);
        assertThat(liquidation.quantity()).isEqualTo(0.03);
    }

    @ParameterizedTest
    @ValueSource(strings = {"candlestick::spot", "candlestick::inverse_swap"})
    void knowsWhatItDoesNotUse(String test) {
        assertThat(message(test).last()).isEqualTo(Outcome.UNUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pong",
                "{\"info\":\"Welcome to the BitMEX Realtime API.\",\"version\":\"2021-07-14T01:26:29.000Z\"}",
                "{\"success\":true,\"subscribe\":\"quote:ETH_USDT\",\"request\":{\"op\":\"subscribe\"}}"
            })
    void knowsTheConversationAboutTheConnection(String frame) {
        assertThat(decoding.push(frame).last()).isEqualTo(Outcome.CONTROL);
    }

    @Test
    void showsARefusedSubscription() {
        assertThat(decoding.push("{\"status\":400,\"error\":\"Unknown table: trades\",\"meta\":{}}")
                        .last())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void refusesAnError() {
        assertThatThrownBy(() -> decoding.answer(
                        ACTIVE, "{\"error\":{\"message\":\"Rate limit exceeded\",\"name\":\"RateLimitError\"}}"))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("Rate limit exceeded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"price\":0",
                "\"price\":-5",
                "\"price\":1e400",
                "\"price\":null",
                "\"price\":[1]",
                "\"prize\":1",
                "\"price\":1,\"price\":1",
                "\"price\":1,\"homeNotional\":0",
                "\"price\":1,\"timestamp\":\"2021-02-30T00:00:00.000Z\"",
                "\"price\":1,\"timestamp\":\"2021-02-03 00:00:00\""
            })
    void refusesWhatCannotBe(String price) {
        // Given
        String frame = "{\"table\":\"trade\",\"action\":\"insert\",\"data\":[{\"symbol\":\"XBTUSD\",\"side\":\"Sell\","
                + price
                + (price.contains("timestamp") ? "" : ",\"timestamp\":\"2021-03-12T02:00:04.608Z\"")
                + (price.contains("home") ? "" : ",\"homeNotional\":0.015813")
                + ",\"trdMatchID\":\"d1b82d61\",\"foreignNotional\":900}]}";
        // When // Then
        assertThatThrownBy(() -> decoding.push(frame)).isInstanceOf(FrameException.class);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void survivesDamagedFrames() {
        withMetadata();
        List<String> frames = Decoding.messages("bitmex").stream()
                .filter(message -> message.startsWith("{"))
                .toList();
        Mutations.of(frames, 20_000, decoding);
    }
}
