package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Days;
import io.basiswatch.model.IndicatorValue;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BasisSignTest {
    private static final String PAIR = ":binance-usdm~binance-spot.USDT";
    private static final String SIGN = "BTC:basis_sign" + PAIR;
    private static final String WEEK = "BTC:basis_sign_sma_7d" + PAIR;

    private static int day(String date) {
        return (int) ChronoUnit.DAYS.between(LocalDate.of(2024, 1, 1), LocalDate.parse(date));
    }

    private static void fill(Days days, String from, String to, double percent) {
        for (int day = day(from); day <= day(to); day++) {
            days.basis(day, percent);
        }
    }

    /** Below spot in March 2025, above it until the middle of November, below it since. */
    private static Days november() {
        Days days = new Days("BTC");
        fill(days, "2025-03-01", "2025-03-31", -0.02);
        fill(days, "2025-04-01", "2025-11-16", 0.02);
        fill(days, "2025-11-17", "2025-11-19", -0.008);
        return days;
    }

    @Test
    void theFlipOfNovemberIsTheFirstNegativeDaySinceMarch() {
        // Given the year of the golden example
        // When its days are imported
        IndicatorValue flip = november().on(SIGN, day("2025-11-17"));

        // Then the day says when it flipped, and since when it had not been so
        assertThat(flip.value()).isEqualTo(OptionalDouble.of(-1));
        assertThat(flip.attributes())
                .containsEntry("state", "negative")
                .containsEntry("flipped_at", "2025-11-17")
                .containsEntry("streak_days", 1L)
                .containsEntry("previous_opposite_end", "2025-03-31")
                .containsEntry("window_start", "2025-03-31");
        assertThat(november().on(SIGN, day("2025-11-19")).attributes()).containsEntry("streak_days", 3L);
    }

    @Test
    void theFirstSpellHasNoFlipAndIsAtLeastAsLongAsItIsKnown() {
        // Given the same year
        // When its first spell is looked at
        IndicatorValue first = november().on(SIGN, day("2025-03-10"));

        // Then nobody knows when it began
        assertThat(first.attributes())
                .doesNotContainKeys("flipped_at", "previous_opposite_end")
                .containsEntry("streak_days", 10L);
    }

    @Test
    void withinTheDeadBandTheSecondDayInARowFlips() {
        // Given days above spot
        Days days = new Days("BTC");
        for (int day = 0; day < 5; day++) {
            days.basis(day, 0.02);
        }

        // When two follow that are hardly below it, and then one above it and two of nothing
        days.basis(5, -0.0005).basis(6, -0.0005).basis(7, 0.0005).basis(8, 0).basis(9, 0.0005);

        // Then the second one flips, and no single one does
        assertThat(days.on(SIGN, 5).attributes()).containsEntry("state", "positive");
        assertThat(days.on(SIGN, 6).attributes()).containsEntry("flipped_at", "2024-01-07");
        assertThat(days.on(SIGN, 9).attributes())
                .containsEntry("state", "negative")
                .containsEntry("streak_days", 4L);
    }

    @Test
    void anEarlierSpellOfLastWeekIsNotWorthAFirstSince() {
        // Given a negative spell, ten positive days, and a negative one again
        Days days = new Days("BTC");
        days.basis(0, -1);
        for (int day = 1; day < 11; day++) {
            days.basis(day, 1);
        }

        // When the sign flips back
        days.basis(11, -1);

        // Then the day is told without it
        assertThat(days.on(SIGN, 11).attributes())
                .containsEntry("flipped_at", "2024-01-12")
                .doesNotContainKey("previous_opposite_end");
    }

    @Test
    void theSignOfTheWeekIsThatOfItsMean() {
        // Given the same year
        // When the mean of seven days turns negative later than the day
        Days days = november();

        // Then the two series are apart
        assertThat(days.on(SIGN, day("2025-11-19")).value()).isEqualTo(OptionalDouble.of(-1));
        assertThat(days.on(WEEK, day("2025-11-19")).value()).isEqualTo(OptionalDouble.of(1));
        fill(days, "2025-11-20", "2025-11-24", -0.05);
        assertThat(days.on(WEEK, day("2025-11-24")).attributes())
                .containsEntry("flipped_at", "2025-11-20")
                .containsKey("previous_opposite_end");
    }

    @Test
    void aLateDayChangesTheSpellsThatLookBackOnIt() {
        // Given the same year
        Days days = november();

        // When a day of June turns out to have been far below spot
        days.basis(day("2025-06-10"), -0.5);

        // Then November is no longer the first since March
        assertThat(days.on(SIGN, day("2025-11-17")).attributes()).containsEntry("previous_opposite_end", "2025-06-10");
    }
}
