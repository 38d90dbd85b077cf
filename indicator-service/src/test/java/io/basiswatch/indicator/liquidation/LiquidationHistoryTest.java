package io.basiswatch.indicator.liquidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Rechecked;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Liquidation.Completeness;
import io.basiswatch.model.Liquidation.Position;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of both sides of liquidations: the share of longs, the largest, and cascades. */
class LiquidationHistoryTest {
    private static final String PERP = "deribit:BTC-USD-PERP";
    private static final String THROTTLED = "binance-coinm:BTC-USD-PERP";
    private static final String OF_PERP = ":deribit.BTC-USD-PERP";
    private static final String LONG = "BTC:liquidations_long_usd";
    private static final String SHORT = "BTC:liquidations_short_usd";
    private static final String SHARE = "BTC:liquidation_long_share";
    private static final String LARGEST = "BTC:liquidations_largest_usd";
    private static final String CASCADE = "BTC:liquidation_cascade";
    private static final String INTEREST = "BTC:open_interest_base" + OF_PERP;
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long HOUR = Resolution.HOUR.micros();
    private static final int MONTH = 720;
    private static final int QUARTER = 2_160;

    private static Market liquidate(Market market, double second, Position side, double notional) {
        return liquidate(market, second, PERP, side, notional, Completeness.COMPLETE);
    }

    private static Market liquidate(
            Market market,
            double second,
            String instrument,
            Position side,
            double notional,
            Completeness completeness) {
        return market.take(new Liquidation(
                Instrument.parse(instrument),
                market.stamp(second),
                50_000,
                notional / 50_000,
                notional,
                side,
                completeness));
    }

    private static Market open(Market market, double second, double quantity) {
        return market.take(new OpenInterest(Instrument.parse(PERP), market.stamp(second), quantity, quantity * 50_000));
    }

    /** Heard by its mark price from {@code from} to {@code to}. */
    private static Market heard(Market market, int from, int to) {
        for (int second = from; second < to; second += 10) {
            market.mark(second + 0.5, PERP, 50_000);
        }
        return market;
    }

    /**
     * So many hours in each of which 1, 2 … dollars of longs and as many of shorts were liquidated, and the 59 minutes before the
     * start, in each of which {@code dollars} of longs were.
     */
    private static Rechecked history(int hours, int minutes, double dollars) {
        Rechecked history = new Rechecked(new Market().until(0));
        for (int hour = hours; hour >= 1; hour--) {
            long time = Market.START - (hour + 1) * HOUR;
            history.tell(LONG, Resolution.HOUR, time, hour).tell(SHORT, Resolution.HOUR, time, hour);
        }
        for (int minute = minutes; minute >= 1; minute--) {
            long time = Market.START - minute * MINUTE;
            history.tell(LONG, Resolution.MINUTE, time, dollars).tell(SHORT, Resolution.MINUTE, time, 0);
        }
        return history.tell(INTEREST, Resolution.MINUTE, Market.START - 60 * MINUTE, 100);
    }

    /** The minute from the start on: a liquidation of 41 dollars, and so many coins open at its end. */
    private static IndicatorValue cascade(Rechecked history, double open) {
        liquidate(history.market(), 30, Position.SHORT, 41);
        open(history.market(), 58.5, open).until(60);
        return history.market().minute(CASCADE, 0).getFirst();
    }

    @Test
    void theShareOfLongsIsThatOfBothSides() {
        // Given three quarters longs
        Market market = liquidate(new Market().until(0).mark(0, PERP, 50_000), 10, Position.LONG, 300);
        liquidate(market, 20, Position.SHORT, 100).until(60);

        IndicatorValue minute = market.minute(SHARE + OF_PERP, 0).getFirst();
        assertThat(minute.value()).hasValue(0.75);
        assertThat(minute.attributes())
                .containsEntry("long_usd", 300.0)
                .containsEntry("short_usd", 100.0)
                .containsEntry("completeness", "complete");
        assertThat(market.minute(SHARE, 0).getFirst().value()).hasValue(0.75);
    }

    @Test
    void thereIsNoShareWhereNobodyWasLiquidated() {
        // Given a market that tells, and a quiet minute
        Market market = liquidate(heard(new Market(), 0, 30), 30, Position.LONG, 100);
        heard(market, 40, 180).until(180);

        // Then the share is absent and the largest is 0
        IndicatorValue quiet = market.minute(SHARE + OF_PERP, 120).getFirst();
        assertThat(quiet.value()).isEmpty();
        assertThat(quiet.reasons()).containsExactly("nobody was liquidated");
        assertThat(market.minute(LARGEST + OF_PERP, 120).getFirst().value()).hasValue(0);
    }

    @Test
    void theLargestIsThatOfEitherSideAndAnHourHasTheLargestOfItsMinutes() {
        // Given an hour in which the largest was a short of its first minute
        Market market = liquidate(heard(new Market(), 0, 20), 20, Position.SHORT, 900);
        liquidate(market, 25, Position.LONG, 700);
        for (int second = 30; second < 3_600; second += 10) {
            market.mark(second + 0.5, PERP, 50_000);
        }
        liquidate(market, 3_595.6, Position.LONG, 500).until(3_600);

        // Then minutes and hour say so
        assertThat(market.minute(LARGEST + OF_PERP, 0).getFirst().value()).hasValue(900);
        assertThat(market.minute(LARGEST + OF_PERP, 0).getFirst().attributes()).containsEntry("side", "short");
        IndicatorValue hour = market.interval(LARGEST, Resolution.HOUR, 0).getFirst();
        assertThat(hour.value()).hasValue(900);
        assertThat(hour.quality()).isEqualTo(Quality.OK);

        // And the sums and the share of the hour are made of its minutes
        assertThat(market.interval(LONG, Resolution.HOUR, 0).getFirst().value()).hasValue(1_200);
        assertThat(market.interval(SHORT, Resolution.HOUR, 0).getFirst().value())
                .hasValue(900);
        assertThat(market.interval(SHARE, Resolution.HOUR, 0).getFirst().value().orElseThrow())
                .isEqualTo(1_200 / 2_100.0, within(1e-12));
        new Rechecked(market)
                .holds(
                        "liquidations_long_usd",
                        "liquidations_short_usd",
                        "liquidations_largest_usd",
                        "liquidation_long_share");
    }

    @Test
    void whatAThrottledVenueTellsIsALowerBoundEverywhere() {
        // Given one venue that tells one liquidation a second, and one that tells all
        Market market = new Market().until(0).mark(0, PERP, 50_000).mark(0, THROTTLED, 50_000);
        liquidate(market, 10, THROTTLED, Position.LONG, 2_000, Completeness.LOWER_BOUND);
        liquidate(market, 11, Position.SHORT, 500).until(60);

        // Then all that the first one has a part in says so, and nothing else does
        for (String series : List.of(LONG, SHARE, LARGEST, CASCADE)) {
            assertThat(market.minute(series, 0).getFirst().attributes())
                    .as(series)
                    .containsEntry("completeness", "lower_bound");
        }
        assertThat(market.minute(SHARE + OF_PERP, 0).getFirst().attributes()).containsEntry("completeness", "complete");
        assertThat(market.minute(LARGEST, 0).getFirst().quality()).isEqualTo(Quality.PARTIAL);
    }

    @Test
    void aCascadeIsMoreThanUsualWhileOpenInterestFalls() {
        // Given hours of 2 to 4,320 dollars, of which the 99th percentile is 4,278: and 59 × 72 + 41 = 4,289 within an
        // hour
        // When 3 % less is open than an hour before, then it is a cascade; when 2 % less is, it is none
        for (double[] expected : new double[][] {{97, 1}, {98, 0}, {103, 0}}) {
            Rechecked history = history(QUARTER, 59, 72);
            IndicatorValue value = cascade(history, expected[0]);

            assertThat(value.value()).as("%s", expected[0]).hasValue(expected[1]);
            assertThat(value.attributes())
                    .containsEntry("sum_1h_usd", 4_289.0)
                    .containsEntry("threshold_usd", 4_278.0)
                    .containsEntry("n_obs", (long) QUARTER);
            assertThat((Double) value.attributes().get("interest_change_1h_pct"))
                    .isEqualTo(expected[0] - 100, within(1e-9));
            history.holds("liquidation_cascade");
        }

        // And as much as usual is none, whatever is open
        assertThat(cascade(history(QUARTER, 59, 71), 50).value()).hasValue(0);
    }

    @Test
    void aCascadeIsUnknownWithoutHistoryMinutesOrOpenInterest() {
        // Given a fall of open interest
        assertThat(cascade(history(MONTH - 1, 59, 900), 50).reasons())
                .contains("too few minutes or hours of liquidations are known", "719 of 2160 hours");
        assertThat(cascade(history(MONTH, 40, 1), 50).reasons())
                .contains("too few minutes or hours of liquidations are known");

        // But few minutes that are too much are enough, and a month of hours is, with a remark
        IndicatorValue value = cascade(history(MONTH, 40, 900), 50);
        assertThat(value.value()).hasValue(1);
        assertThat(value.quality()).isEqualTo(Quality.PARTIAL);

        // And without open interest then, there is only a value where liquidations were usual
        Rechecked without = history(QUARTER, 59, 72);
        liquidate(without.market(), 30, Position.SHORT, 41).until(60);
        assertThat(without.market().minute(CASCADE, 0).getFirst().reasons())
                .contains("open interest of an hour before is not known");
        Rechecked usual = history(QUARTER, 59, 1);
        liquidate(usual.market(), 30, Position.SHORT, 41).until(60);
        assertThat(usual.market().minute(CASCADE, 0).getFirst().value()).hasValue(0);
    }

    @Test
    void theHoursLookedAtWereOverBeforeTheHourThatIsJudged() {
        // Given an hour with far more than all others, that ends within the hour that is judged
        Rechecked history = history(QUARTER, 59, 72);
        history.tell(LONG, Resolution.HOUR, Market.START - HOUR, 1e9)
                .tell(SHORT, Resolution.HOUR, Market.START - HOUR, 1e9);

        // Then it has no part in what is usual
        assertThat(cascade(history, 97).attributes()).containsEntry("threshold_usd", 4_278.0);
    }

    @Test
    void aHoleIsShownAndIsNoZero() {
        // Given a market that tells, is heard for ten minutes of an hour, and then not for three hours
        Market market = liquidate(heard(new Market(), 0, 30), 30, Position.LONG, 100);
        heard(market, 40, 600).until(4 * 3_600 + 2).until(4 * 3_600 + 4);

        // Then the hour says of how many minutes it is, and the next ones are absent
        IndicatorValue hour = market.interval(LONG, Resolution.HOUR, 0).getFirst();
        assertThat(hour.value()).hasValue(100);
        assertThat(hour.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(hour.reasons()).anyMatch(reason -> reason.matches("1[01] of 60 minutes"));
        for (double later : List.of(3_600.0, 2 * 3_600.0)) {
            assertThat(market.interval(LONG, Resolution.HOUR, later))
                    .allSatisfy(value -> assertThat(value.value()).isEmpty());
        }
    }

    @Test
    void daysAreTheSumsOfTheirHours() {
        // Given liquidations in the first and the last hour of a day
        Market market = liquidate(heard(new Market(), 0, 30), 30, Position.LONG, 100);
        heard(market, 40, 120);
        heard(market, 23 * 3_600, 23 * 3_600 + 60);
        liquidate(market, 23 * 3_600 + 61, Position.LONG, 40).until(86_400 + 300);

        // Then the day has both, the larger one, and as it was hardly heard, it is partial
        IndicatorValue day = market.interval(LONG, Resolution.DAY, 0).getFirst();
        assertThat(day.value()).hasValue(140);
        assertThat(day.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(market.interval(LARGEST, Resolution.DAY, 0).getFirst().value())
                .hasValue(100);
        assertThat(market.interval(SHARE, Resolution.DAY, 0).getFirst().value()).hasValue(1);
        new Rechecked(market).holds("liquidations_long_usd", "liquidation_long_share", "liquidations_largest_usd");
    }
}
