package io.basiswatch.indicator.depth;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Rechecked;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiquidityStateTest {
    private static final String BOOK = "coinbase:BTC-USD";
    private static final String OF_BOOK = ":coinbase.BTC-USD";
    private static final String STATE = "BTC:liquidity_state";
    private static final long HOUR = Resolution.HOUR.micros();
    private static final int WEEK = 7 * 24;

    /**
     * The same hour of the weeks before, of the book and of its group: depths of 100, 200 … dollars, half of them bids, and
     * spreads of 1, 2 … basis points. All other hours are of a million and of a thousand.
     */
    private static Rechecked weeks(int count) {
        Rechecked history = new Rechecked(new Market().until(0));
        for (int hour = count * WEEK; hour >= 1; hour--) {
            boolean isSame = hour % WEEK == 0;
            double depth = isSame ? hour / WEEK * 50 : 500_000;
            double spread = isSame ? hour / (double) WEEK : 1_000;
            for (String dimension : List.of(OF_BOOK, ":spot.usd")) {
                hour(history, "BTC:depth_1pct_bid_usd" + dimension, hour, depth);
                hour(history, "BTC:depth_1pct_ask_usd" + dimension, hour, depth);
                hour(history, "BTC:spread_bps" + dimension, hour, spread);
            }
        }
        return history;
    }

    private static void hour(Rechecked history, String series, int back, double value) {
        history.tell(series, Resolution.HOUR, Market.START - back * HOUR, value);
    }

    /** A minute of a book. */
    private static IndicatorValue minute(Rechecked history, double bids, double asks, double spread) {
        Market market = history.market();
        for (int second = 0; second < 60; second += 5) {
            market.take(new DepthProfile(
                    Instrument.parse(BOOK),
                    market.stamp(second + 0.5),
                    50_000,
                    spread,
                    List.of(new DepthProfile.Band(1, bids, asks)),
                    List.of()));
        }
        return market.until(60).minute(STATE + OF_BOOK, 0).getFirst();
    }

    @Test
    void isThinWhereLessRestsAndTheSpreadIsWiderThanUsual() {
        // Given twelve weeks, of which the 25th percentile of the depth is 300 and the 75th of the spread 9
        Rechecked history = weeks(12);

        // When less rests and the spread is wider
        IndicatorValue value = minute(history, 100, 199, 9.1);

        // Then the book is thin, and says by which measure
        assertThat(value.value()).hasValue(1);
        assertThat(value.attributes())
                .containsEntry("depth_usd", 299.0)
                .containsEntry("depth_p25_usd", 300.0)
                .containsEntry("spread_bps", 9.1)
                .containsEntry("spread_p75_bps", 9.0)
                .containsEntry("reference", "mid")
                .containsEntry("n_obs", 12L);
        assertThat(value.reasons()).noneMatch(reason -> reason.endsWith("weeks"));

        // And so is the group that it is all of
        assertThat(history.market().minute(STATE + ":spot.usd", 0).getFirst().value())
                .hasValue(1);
        history.holds("liquidity_state", "spread_bps", "depth_1pct_bid_usd");
    }

    @Test
    void isNotThinWhereOnlyOneOfBothIsUnusual() {
        assertThat(minute(weeks(12), 100, 200, 9.1).value()).hasValue(0);
        assertThat(minute(weeks(12), 100, 199, 9).value()).hasValue(0);
    }

    @Test
    void isUnknownBeforeSixWeeksAndPartialBeforeTen() {
        IndicatorValue early = minute(weeks(5), 1, 1, 900);
        assertThat(early.value()).isEmpty();
        assertThat(early.reasons()).contains("fewer than 6 weeks are known", "5 of 12 weeks");

        IndicatorValue partial = minute(weeks(9), 1, 1, 900);
        assertThat(partial.value()).hasValue(1);
        assertThat(partial.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(partial.reasons()).contains("9 of 12 weeks");
        assertThat(minute(weeks(10), 1, 1, 900).reasons()).noneMatch(reason -> reason.endsWith("weeks"));
    }

    @Test
    void isUnknownWhereTheBookDoesNotReachAndTheSpreadIsWide() {
        // Given a book whose feed does not reach one percent
        Rechecked history = weeks(12);
        Market market = history.market();
        market.take(new DepthProfile(Instrument.parse(BOOK), market.stamp(58.5), 50_000, 50, List.of(), List.of()))
                .until(60);

        IndicatorValue value = market.minute(STATE + OF_BOOK, 0).getFirst();
        assertThat(value.value()).isEmpty();
        assertThat(value.reasons()).contains("the feed of the book does not reach that far");
    }

    @Test
    void saysNothingOfPerpetuals() {
        Market market = new Market().until(0);
        market.take(new DepthProfile(
                        Instrument.parse("deribit:BTC-USD-PERP"), market.stamp(58.5), 50_000, 1, List.of(), List.of()))
                .until(60);

        assertThat(market.minute("BTC:spread_bps:deribit.BTC-USD-PERP", 0)).isNotEmpty();
        assertThat(market.minute(STATE + ":deribit.BTC-USD-PERP", 0)).isEmpty();
    }
}
