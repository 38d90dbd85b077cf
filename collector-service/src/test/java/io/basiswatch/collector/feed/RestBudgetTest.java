package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A limit of 100 in a minute, of which 80 may be used. */
class RestBudgetTest {
    private static final long SECOND = 1_000_000;
    private static final int TOO_MANY = 429;

    private final RestBudget budget = new RestBudget(RestLimits.requests(100, Duration.ofMinutes(1)));

    @Test
    void letsRequestsGoUntilItsPartOfTheLimitIsUsedUp() {
        // Given
        budget.spend(50, 0);

        // Then
        assertThat(budget.delay(30, SECOND)).isZero();
        assertThat(budget.delay(31, SECOND)).isEqualTo(59 * SECOND);
    }

    @Test
    void waitsOnlyUntilEnoughOfTheOldestIsForgotten() {
        // Given
        budget.spend(10, 0);
        budget.spend(40, 10 * SECOND);
        budget.spend(30, 20 * SECOND);

        // Then
        assertThat(budget.delay(10, 30 * SECOND)).isEqualTo(30 * SECOND);
        assertThat(budget.delay(11, 30 * SECOND)).isEqualTo(40 * SECOND);
        assertThat(budget.delay(80, 80 * SECOND)).isZero();
    }

    @Test
    void letsOneThatIsLargerThanTheLimitGoAlone() {
        // Given
        assertThat(budget.delay(500, 0)).isZero();

        // When
        budget.spend(500, 0);

        // Then
        assertThat(budget.delay(1, SECOND)).isEqualTo(59 * SECOND);
    }

    @Test
    void believesTheVenueWhereItCountsMore() {
        // Given
        budget.spend(10, 0);

        // When: somebody else behind our address has spent too
        budget.answered(OptionalInt.of(75), SECOND);

        // Then
        assertThat(budget.delay(5, SECOND)).isZero();
        assertThat(budget.delay(6, SECOND)).isPositive();
    }

    @Test
    void doesNotBelieveItWhereItCountsLess() {
        // Given
        budget.spend(75, 0);

        // When
        budget.answered(OptionalInt.of(1), SECOND);

        // Then
        assertThat(budget.delay(6, SECOND)).isPositive();
    }

    @Test
    void obeysTheTimeThatARefusalNames() {
        // When
        budget.refused(TOO_MANY, Optional.of(Duration.ofSeconds(7)), 0);

        // Then
        assertThat(budget.delay(1, SECOND)).isEqualTo(6 * SECOND);
        assertThat(budget.delay(1, 7 * SECOND)).isZero();
    }

    @Test
    void waitsLongerAfterEachRefusalThatNamesNone() {
        // When
        budget.refused(TOO_MANY, Optional.empty(), 0);
        long first = budget.delay(1, 0);
        budget.refused(TOO_MANY, Optional.empty(), first);
        long second = budget.delay(1, first);

        // Then
        assertThat(first).isEqualTo(16 * SECOND);
        assertThat(second).isEqualTo(32 * SECOND);
    }

    @Test
    void startsAgainWithTheFirstWaitOnceTheVenueHasAnswered() {
        // Given
        budget.refused(TOO_MANY, Optional.empty(), 0);
        budget.answered(OptionalInt.empty(), 20 * SECOND);

        // When
        budget.refused(TOO_MANY, Optional.empty(), 100 * SECOND);

        // Then
        assertThat(budget.delay(1, 100 * SECOND)).isEqualTo(16 * SECOND);
    }

    @Test
    void isNotStoppedByAnswersThatAreNoRefusal() {
        // When
        budget.refused(404, Optional.empty(), 0);

        // Then
        assertThat(budget.delay(1, 0)).isZero();
    }

    @Test
    void staysAwayFromAVenueThatHasLockedUsOut() {
        // When
        budget.refused(418, Optional.empty(), 0);

        // Then
        assertThat(budget.delay(1, 0)).isEqualTo(120 * SECOND);
    }

    @Test
    void givesHistoryNoMoreThanHalfOfWhatMayBeUsed() {
        // Given
        budget.spendOnPast(25, 0);
        budget.spendOnPast(10, 10 * SECOND);

        // Then: 5 are left of 40, while all else may still have 45
        assertThat(budget.delayOfPast(5, 20 * SECOND)).isZero();
        assertThat(budget.delayOfPast(6, 20 * SECOND)).isEqualTo(40 * SECOND);
        assertThat(budget.delay(45, 20 * SECOND)).isZero();
    }

    @Test
    void givesHistoryNothingThatIsUsedUpOtherwise() {
        // Given
        budget.spend(78, 0);

        // Then
        assertThat(budget.delayOfPast(2, SECOND)).isZero();
        assertThat(budget.delayOfPast(3, SECOND)).isEqualTo(59 * SECOND);
    }
}
