package io.basiswatch.indicator.composite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Closings;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Verification;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryChecklistTest {
    private static final long NOON = Market.micros("2025-11-17T12:00:00Z");
    private static final long TODAY = Market.micros("2025-11-17T00:00:00Z");
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long DAY = Resolution.DAY.micros();
    private static final String WEEK = "BTC:futures_spot_basis_sma_7d:";

    private final Closings closings = new Closings(new RecoveryChecklist(), "BTC");

    private void day(String series, int back, double number) {
        closings.tell(series, Resolution.DAY, TODAY - back * DAY, number);
    }

    private void minute(String series, int back, double number) {
        closings.tell(series, Resolution.MINUTE, NOON - back * MINUTE, number);
    }

    /** The market as it was described on the seventeenth of November 2025. */
    private void november() {
        day(WEEK + "perp", 3, 0.002);
        day(WEEK + "perp", 2, -0.001);
        day(WEEK + "perp", 1, -0.004);
        minute("BTC:liquidity_state:spot.usd", 1, 1);
        minute("BTC:funding_rate_oi_weighted", 1, 0.004);
        minute("BTC:short_squeeze_setup", 1, 0);
        day("BTC:taker_imbalance_z_90d", 1, -1.81);
        day("BTC:taker_imbalance_index", 1, -0.0917);
        day("BTC:taker_imbalance_index", 2, -0.05);
        day("BTC:taker_imbalance_index", 3, -0.04);
        day("BTC:taker_imbalance_index", 4, -0.06);
        minute("BTC:coinbase_premium_adj_pct", 1, -0.027);
        minute("BTC:estimated_leverage_ratio", 1, 0.3);
    }

    private IndicatorValue perp() {
        return closings.close(NOON).get("perp");
    }

    @Test
    void findsNoneOfTheFirstFourSignsInNovember2025() {
        // Given that market
        november();

        // When the list is read
        IndicatorValue list = perp();

        // Then none of the signs of its structure has appeared, though leverage had been reset
        assertThat(list.attributes())
                .containsEntry("structure_met", 0L)
                .containsEntry("structure_known", 4L)
                .containsEntry("structure_total", 4L)
                .containsEntry("demand_met", 0L)
                .containsEntry("demand_known", 2L)
                .containsEntry("leverage_met", 1L)
                .containsEntry("leverage_known", 1L)
                .containsEntry("leverage_total", 2L)
                .containsEntry("recovery_started", false)
                .containsEntry("recovery_confirmed", false)
                .containsEntry("known", 7L);
        assertThat(list.value()).hasValue(1);
        assertThat(list.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(list.reasons()).containsExactly("unknown: c8");
        assertThat(closings.verify(list).outcome()).isEqualTo(Verification.Outcome.HOLDS);
    }

    @Test
    void tellsOfEachItemHowFarOffItIsAndSinceWhen() {
        // Given that market
        november();

        // When items are read
        Map<String, Object> items = perp().attributes();

        // Then each has its number, its threshold and the time of its answer
        assertThat(items)
                .containsEntry("c1_met", false)
                .containsEntry("c1_value", -0.004)
                .containsEntry("c1_threshold", 0.0)
                .containsEntry("c1_distance", -0.004)
                .containsEntry("c1_since", "2025-11-15")
                .containsEntry("c7_met", true)
                .containsEntry("c7_distance", 0.0);
        assertThat((double) items.get("c2_value")).isCloseTo(-0.003, within(1e-15));
        assertThat((double) items.get("c4_distance")).isCloseTo(-0.014, within(1e-15));
        assertThat((double) items.get("c5_distance")).isCloseTo(-1.31, within(1e-15));
        assertThat(items).doesNotContainKey("c7_since");
    }

    @Test
    void doesNotCountWhatIsUnknownAsMissed() {
        // Given nothing but a basis that is above zero and rises
        day(WEEK + "perp", 2, 0.1);
        day(WEEK + "perp", 1, 0.2);

        // When the list is read
        IndicatorValue list = perp();

        // Then two are met, and of the others nothing is claimed
        assertThat(list.value()).hasValue(2);
        assertThat(list.attributes())
                .containsEntry("c3_known", false)
                .containsEntry("structure_known", 2L)
                .containsEntry("structure_met", 2L)
                .doesNotContainKeys("c3_met", "c3_value", "c4_met", "c8_met");
        assertThat(list.reasons()).containsExactly("unknown: c3, c4, c5, c6, c7, c8");
    }

    @Test
    void doesNotKnowAboutASqueezeBecauseFundingIsPositive() {
        // Given funding of which alone not much follows
        minute("BTC:funding_rate_oi_weighted", 1, 0.004);
        assertThat(perp().attributes()).containsEntry("c4_known", false).containsEntry("c4_value", 0.004);

        // When it becomes deeply negative
        minute("BTC:funding_rate_oi_weighted", 1, -0.02);

        // Then the item is met, whatever there is to say of a squeeze
        assertThat(perp().attributes()).containsEntry("c4_known", true).containsEntry("c4_met", true);
    }

    @Test
    void knowsThatTakersAreNotNeutralWithoutKnowingTheirCourse() {
        // Given an unusual day of which the days before are not known
        day("BTC:taker_imbalance_z_90d", 1, -1.81);
        assertThat(perp().attributes()).containsEntry("c5_met", false);

        // When it is a usual one
        day("BTC:taker_imbalance_z_90d", 1, -0.2);

        // Then it depends on the days before
        assertThat(perp().attributes()).containsEntry("c5_known", false);
        day("BTC:taker_imbalance_index", 1, -0.01);
        day("BTC:taker_imbalance_index", 2, 0.02);
        day("BTC:taker_imbalance_index", 3, -0.03);
        day("BTC:taker_imbalance_index", 4, -0.04);
        assertThat(perp().attributes()).containsEntry("c5_met", true);
    }

    @Test
    void readsOlderMinutesForAWhileAndNoOlderDays() {
        // Given a premium of five minutes before, and of six
        minute("BTC:coinbase_premium_adj_pct", 6, 0.01);
        assertThat(perp().attributes()).containsEntry("c6_met", true);
        assertThat(closings.close(NOON + MINUTE)).isEmpty();

        // When only the day before yesterday has a basis
        day(WEEK + "perp", 2, 0.1);

        // Then today's list does not know it
        assertThat(perp().attributes()).containsEntry("c1_known", false);
    }

    @Test
    void tellsSinceWhichMinuteWithinADay() {
        // Given a premium that was negative up to two hours ago, with holes since
        for (int back = 1; back < 1_400; back++) {
            if (back % 3 != 2) {
                minute("BTC:coinbase_premium_adj_pct", back, back <= 120 ? 0.01 : -0.01);
            }
        }

        // When the list is read
        // Then it is met since the first minute of which that was known
        assertThat(perp().attributes()).containsEntry("c6_since", "2025-11-17T10:00:00Z");
    }

    @Test
    void isMadeForEachScopeOfWhichTheBasisIsKnown() {
        // Given two scopes that differ
        november();
        day(WEEK + "dated", 2, 0.6);
        day(WEEK + "dated", 1, 0.7);

        // When the lists are read
        Map<String, IndicatorValue> lists = closings.close(NOON);

        // Then each has its own basis
        assertThat(lists).containsOnlyKeys("perp", "dated");
        assertThat(lists.get("dated").value()).hasValue(3);
        assertThat(lists.get("dated").attributes())
                .containsEntry("recovery_confirmed", true)
                .containsEntry("structure_met", 2L);
        assertThat(closings.verify(lists.get("dated")).outcome()).isEqualTo(Verification.Outcome.HOLDS);
    }

    @Test
    void readsBooksInTetherWhereThereAreNoneInDollars() {
        minute("BTC:liquidity_state:spot.usdt", 1, 0);
        assertThat(perp().attributes()).containsEntry("c3_met", true);
        minute("BTC:liquidity_state:spot.usd", 1, 1);
        assertThat(perp().attributes()).containsEntry("c3_met", false);
    }
}
