package io.basiswatch.indicator.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Days;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import org.junit.jupiter.api.Test;

class TakerImbalanceZTest {
    private static final String Z = "BTC:taker_imbalance_z_90d:binance-usdm.BTC-USDT-PERP";

    /** Days whose imbalance alternates by {@code s} around -0.0012, as in the golden vectors. */
    private static Days alternating(int days, double s) {
        Days history = new Days("BTC");
        for (int day = 0; day < days; day++) {
            history.imbalance(day, -0.0012 + (day % 2 == 0 ? -s : s));
        }
        return history;
    }

    @Test
    void theDaysOfTheGoldenVectorsHaveTheirScore() {
        // Given both histories of ninety days
        // When the day of -0.0917 follows
        Days one = alternating(90, 0.04972144630058767).imbalance(90, -0.0917);
        Days other = alternating(90, 0.05).imbalance(90, -0.0917);

        // Then the score excludes the day itself and takes the deviation of a sample
        assertThat(one.on(Z, 90).value().orElseThrow()).isCloseTo(-1.81, within(1e-9));
        assertThat(other.on(Z, 90).value().orElseThrow()).isCloseTo(-1.799916356081273, within(1e-9));
        assertThat(other.on(Z, 90).quality()).isEqualTo(Quality.OK);
        assertThat(other.on(Z, 90).attributes())
                .containsEntry("z_convention", "exclude-current, sample")
                .containsEntry("zone", "sell_dominant")
                .containsEntry("n_obs", 90L)
                .containsEntry("derived_from", "candle");
    }

    @Test
    void theRobustScoreIsOfMedianAndAbsoluteDeviations() {
        // Given a history around -0.0012, half of it 0.05 away on each side
        // When the day of -0.0917 follows
        Days days = alternating(90, 0.05).imbalance(90, -0.0917);

        // Then the median is the middle, and every deviation 0.05
        double robust = (double) days.on(Z, 90).attributes().get("robust_z");
        assertThat(robust).isCloseTo((-0.0917 + 0.0012) / (1.4826 * 0.05), within(1e-9));
    }

    @Test
    void itIsAbsentBelowThirtyDaysAndPartialBelowNinety() {
        // Given ninety-one days
        // When each follows those before
        Days days = alternating(91, 0.05);

        // Then the first thirty have none, the next sixty a partial one
        assertThat(days.newest(Z)).hasSize(61).doesNotContainKey(Days.time(29));
        assertThat(days.on(Z, 30).value()).isPresent();
        assertThat(days.on(Z, 30).reasons()).contains("30 of 90 days");
        assertThat(days.on(Z, 89).quality()).isEqualTo(Quality.PARTIAL);
        assertThat(days.on(Z, 90).quality()).isEqualTo(Quality.OK);
    }

    @Test
    void afterAnOutageItIsAbsentUntilThereAreThirtyDaysAgain() {
        // Given a history, and then nothing for eighty days
        Days days = alternating(50, 0.05);

        // When the next day comes
        days.imbalance(130, 0.1);

        // Then it is absent, and says how many days there are
        assertThat(days.on(Z, 130).value()).isEmpty();
        assertThat(days.on(Z, 130).reasons()).contains("10 of 90 days", "fewer than 30 days before");
    }

    @Test
    void itIsAbsentWhereTheDaysBeforeDoNotDiffer() {
        // Given forty days of the same imbalance
        // When another one follows
        Days days = alternating(40, 0).imbalance(40, 0.5);

        // Then nothing is divided by zero
        IndicatorValue score = days.on(Z, 40);
        assertThat(score.value()).isEmpty();
        assertThat(score.reasons()).contains("the days before do not differ");
    }

    @Test
    void takersRecoverWhereTheImbalanceIsNeutralAndCameCloserToZeroThreeTimes() {
        // Given an imbalance that narrows from day to day, after a wild history
        Days days =
                alternating(60, 0.05).imbalance(60, -0.04).imbalance(61, -0.03).imbalance(62, 0.02);

        // When the third step follows
        days.imbalance(63, -0.01).imbalance(64, -0.011);

        // Then it is a recovery, and none after a day that did not narrow
        assertThat(days.on(Z, 63).attributes()).containsEntry("taker_recovery", true);
        assertThat(days.on(Z, 64).attributes()).containsEntry("taker_recovery", false);
    }
}
