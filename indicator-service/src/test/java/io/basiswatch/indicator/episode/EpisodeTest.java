package io.basiswatch.indicator.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeTest {
    private static final double NONE = Double.NaN;

    /** Signs of days: + and 0 are at or above zero, − is below, . is a day without a value. */
    private static List<Episode> of(String days) {
        return Episode.of(DayRow.of(days.chars()
                .mapToDouble(day -> switch (day) {
                    case '+' -> 1;
                    case '0' -> 0;
                    case '-' -> -1;
                    default -> NONE;
                })
                .toArray()));
    }

    @Test
    void opensOnACloseBelowZeroAndEndsOnTheThirdThatIsNot() {
        assertThat(of("+++++++--")).containsExactly(new Episode(7, 8, -1, true));
        assertThat(of("+++++++--++")).containsExactly(new Episode(7, 8, -1, true));
        assertThat(of("+++++++--+0+")).containsExactly(new Episode(7, 8, 11, true));
        assertThat(of("+++++++--++-++")).containsExactly(new Episode(7, 11, -1, true));
    }

    @Test
    void isTheSameOneAgainWithFewerThanSevenClosesBetween() {
        assertThat(of("+++++++-++++++-")).containsExactly(new Episode(7, 14, -1, true));
        assertThat(of("+++++++-+++++++-")).containsExactly(new Episode(7, 7, 10, true), new Episode(15, 15, -1, true));
    }

    @Test
    void saysThatItsBeginningIsNotKnownWhereTooLittleCameBefore() {
        assertThat(of("--+++")).containsExactly(new Episode(0, 1, 4, false));
        assertThat(of("++++++-")).containsExactly(new Episode(6, 6, -1, false));
    }

    @Test
    void doesNotTakeADayWithoutAValueForAClose() {
        assertThat(of("+++++++-..+.")).containsExactly(new Episode(7, 7, -1, true));
        assertThat(of("+++++++-.++.+")).containsExactly(new Episode(7, 7, 12, true));
        assertThat(of("+++++++-.........-")).containsExactly(new Episode(7, 17, -1, true));
    }

    @Test
    void tellsTheLowestOfItsDays() {
        // Given a row with a hole, and lower days outside of the episode
        DayRow row = DayRow.of(1, 1, 1, 1, 1, 1, 1, -0.5, NONE, -2, -1, 3, 3, 3);

        // When its episode is asked
        // Then the lowest of its own days counts
        assertThat(Episode.of(row).getFirst().lowest(row)).isEqualTo(-2);
        assertThat(Arrays.stream(row.present(7, 10)).sum()).isEqualTo(-3.5);
    }
}
