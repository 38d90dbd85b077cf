package io.basiswatch.collector.venue.bitfinex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Bitfinex is asked about the past, and what becomes of the answers. */
class BitfinexPastTest {
    private static final String REST = "https://api-pub.bitfinex.com";
    private static final String CANDLES = REST + "/v2/candles/trade:1m:tBTCUSD/hist?start=0&end=1&limit=10000&sort=1";
    private static final String TRADES = REST + "/v2/trades/tBTCUSD/hist?start=0&end=1&limit=10000&sort=1";
    private static final String STATUSES = REST + "/v2/status/deriv/tBTCF0:USTF0/hist?start=0&end=1&limit=5000";
    private static final VenueSettings SETTINGS = new VenueSettings("wss://api-pub.bitfinex.com", REST, Map.of());
    private static final long MINUTE = 60_000;
    private static final long EIGHT_HOURS = 8 * 60 * MINUTE;
    private static final long DUE = 1_596_153_600_000L;

    private final BitfinexFeed feed = new BitfinexFeed();
    private final Decoding decoding = Decoding.of(feed, "wss://api-pub.bitfinex.com/ws/2");

    @BeforeEach
    void list() {
        decoding.answer(
                REST + "/v2/conf/pub:map:currency:sym,pub:list:pair:exchange,pub:list:pair:futures",
                "[[],[\"BTCUSD\",\"USTUSD\"],[\"BTCF0:USTF0\"]]");
    }

    private Past past(Past.Kind kind, boolean ofPerpetual) {
        return feed.past(SETTINGS, decoding.events(InstrumentListed.class)).stream()
                .filter(past -> past.kind() == kind && past.instrument().isPerpetual() == ofPerpetual)
                .findFirst()
                .orElseThrow();
    }

    private static String status(long time, long due, double rate, double open) {
        return "[" + time + ",null,0.9,0.8,null,1,null," + due + ",0.0001,6,null," + rate + ",null,null,100,null,null,"
                + open + ",null,null,null,-0.0005,0.0025]";
    }

    @Test
    void readsTheCloseOfACandleBeforeItsHighAndLow() {
        // When
        decoding.answer(CANDLES, "[[1654074420000,31633,31631,31640,31630,0.11289119]]");
        // Then
        Candle candle = decoding.only(Candle.class);
        assertThat(candle.openTime()).isEqualTo(1_654_074_420_000_000L);
        assertThat(candle.closeTime()).isEqualTo(1_654_074_480_000_000L);
        assertThat(candle.open()).isEqualTo(31_633);
        assertThat(candle.close()).isEqualTo(31_631);
        assertThat(candle.high()).isEqualTo(31_640);
        assertThat(candle.low()).isEqualTo(31_630);
        assertThat(candle.volume()).isEqualTo(0.11289119);
        assertThat(candle.takerBuyVolume()).isEmpty();
    }

    @Test
    void neverTellsTheCandleThatStillRuns() {
        // Given
        long minute = Decoding.NOW / 1_000 / MINUTE * MINUTE;
        // When
        decoding.answer(CANDLES, "[[" + minute + ",1,1,1,1,1],[" + (minute - MINUTE) + ",1,1,1,1,1]]");
        // Then
        assertThat(decoding.only(Candle.class).openTime()).isEqualTo((minute - MINUTE) * 1_000);
    }

    @Test
    void knowsTheTradesOfTheStreamAgain() {
        // Given: a trade over the stream
        decoding.push("[{\"channel\":\"trades\",\"symbol\":\"tBTCUSD\"},\"te\",[637771131,1615232733999,-0.5,51351]]");
        // When: the venue tells it again among those that were missed
        decoding.answer(TRADES, "[[637771130,1615232733897,0.11546588,51350],[637771131,1615232733999,-0.5,51351]]");
        // Then
        assertThat(decoding.events(Trade.class))
                .extracting(Trade::tradeId, Trade::price, Trade::aggressor)
                .containsExactly(tuple("637771131", 51_351.0, Side.SELL), tuple("637771130", 51_350.0, Side.BUY));
    }

    @Test
    void tellsTradesOldestFirstInWhicheverOrderTheyCame() {
        // When
        decoding.answer(TRADES, "[[3,3000,1,50],[2,2000,1,50],[1,1000,1,50]]");
        decoding.answer(TRADES, "[[4,4000,1,50],[5,5000,1,50]]");
        // Then
        assertThat(decoding.events(Trade.class)).extracting(Trade::tradeId).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void makesPaymentsOfTheLastStatusBeforeEach() {
        // When: the payment before the first only says when the interval began
        decoding.answer(
                STATUSES + "&sort=1",
                '['
                        + status(DUE - MINUTE, DUE, 0.0001, 5)
                        + ','
                        + status(DUE + MINUTE, DUE + EIGHT_HOURS, 0.0002, 5)
                        + ','
                        + status(DUE + EIGHT_HOURS - MINUTE, DUE + EIGHT_HOURS, 0.0003, 5)
                        + ','
                        + status(DUE + EIGHT_HOURS, DUE + 2 * EIGHT_HOURS, 0.0004, 5)
                        + ']');
        // Then
        FundingRate paid = decoding.only(FundingRate.class);
        assertThat(paid.kind()).isEqualTo(FundingRate.Kind.SETTLED);
        assertThat(paid.rate()).isEqualTo(0.0003);
        assertThat(paid.interval()).contains(Duration.ofHours(8));
        assertThat(paid.fundingTime()).isEqualTo((DUE + EIGHT_HOURS) * 1_000);
        assertThat(decoding.events(OpenInterest.class)).isEmpty();
    }

    @Test
    void makesNoPaymentOfARateThatWasSeenLongBefore() {
        // When: nothing is told of the hour before the payment
        decoding.answer(
                STATUSES + "&sort=1",
                '['
                        + status(DUE - MINUTE, DUE, 0.0001, 5)
                        + ','
                        + status(DUE + MINUTE, DUE + EIGHT_HOURS, 0.0002, 5)
                        + ','
                        + status(DUE + EIGHT_HOURS + MINUTE, DUE + 2 * EIGHT_HOURS, 0.0004, 5)
                        + ']');
        // Then
        assertThat(decoding.events(FundingRate.class)).isEmpty();
    }

    @Test
    void tellsOpenInterestOnceInFiveMinutes() {
        // When: newest first, a row a minute
        decoding.answer(
                STATUSES,
                '['
                        + status(DUE + 5 * MINUTE + 22, DUE, 0, 7)
                        + ','
                        + status(DUE + 4 * MINUTE + 22, DUE, 0, 6)
                        + ','
                        + status(DUE + 22, DUE, 0, 5)
                        + ']');
        // Then
        assertThat(decoding.events(OpenInterest.class))
                .extracting(OpenInterest::quantity, OpenInterest::notional)
                .containsExactly(tuple(7.0, 700.0), tuple(5.0, 500.0));
        assertThat(decoding.events(FundingRate.class)).isEmpty();
    }

    @Test
    void refusesAnErrorWhateverTheStatusOfHttp() {
        assertThatThrownBy(() -> decoding.answer(CANDLES, "[\"error\",10020,\"limit: invalid\"]"))
                .isInstanceOf(FrameException.class);
        assertThatThrownBy(() -> decoding.answer(TRADES, "{\"error\":\"ERR_RATE_LIMIT\"}"))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void asksForRangesWithBothBoundsInclusive() {
        // When
        String trades = past(Past.Kind.TRADES, false).page().url(1_000_500, 9_000_000, Optional.empty());
        String days = past(Past.Kind.DAYS, true).page().url(0, 86_400_000_000L, Optional.empty());
        // Then: from the first whole millisecond to the last one before the end
        assertThat(trades).isEqualTo(REST + "/v2/trades/tBTCUSD/hist?start=1001&end=8999&limit=10000&sort=1");
        assertThat(days)
                .isEqualTo(REST + "/v2/candles/trade:1D:tBTCF0:USTF0/hist?start=0&end=86399999&limit=10000&sort=1");
    }

    @Test
    void asksForPaymentsFromOneIntervalEarlierOn() {
        // When
        Past payments = past(Past.Kind.FUNDING, true);
        long from = DUE * 1_000;
        long window = payments.step().multipliedBy(payments.rows()).toMillis();
        // Then: what is asked for fits into a page of one status a minute
        assertThat(payments.page().url(from, from + window * 1_000, Optional.empty()))
                .contains("start=" + (DUE - EIGHT_HOURS - 5 * MINUTE))
                .contains("end=" + (DUE + window - 1) + "&limit=5000&sort=1");
        assertThat((window + EIGHT_HOURS) / MINUTE + 5).isLessThanOrEqualTo(5_000);
    }

    @Test
    void weighsAQuestionByTheLimitOfItsAddress() {
        // 90, 30 and 15 a minute
        assertThat(feed.limits().weight().applyAsInt(STATUSES)).isEqualTo(1);
        assertThat(feed.limits().weight().applyAsInt(CANDLES)).isEqualTo(3);
        assertThat(feed.limits().weight().applyAsInt(TRADES)).isEqualTo(6);
    }

    @Test
    void asksNothingOfThePastOfStablecoins() {
        assertThat(feed.past(SETTINGS, decoding.events(InstrumentListed.class)))
                .extracting(past -> past.instrument().base())
                .containsOnly("BTC");
    }
}
