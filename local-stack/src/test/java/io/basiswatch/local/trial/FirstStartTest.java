package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.local.venue.KitVenue;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From nothing to the whole history, at every venue that can be simulated. */
class FirstStartTest {
    static Stream<String> venues() {
        return KitVenue.names().stream();
    }

    @ParameterizedTest
    @MethodSource("venues")
    void theWholeHistoryIsToldWithoutExceedingTheVenuesLimit(String venue) {
        // When
        FirstStart.Outcome outcome = new FirstStart(venue).run(1);

        // Then
        System.out.print(outcome.row());
        assertThat(outcome.took()).isPresent();
        assertThat(outcome.candles()).isPositive();
        assertThat(outcome.usage().refusals()).isZero();
        assertThat(outcome.usage().mostWeight()).isLessThanOrEqualTo(outcome.usage().limit());
        assertThat(outcome.usage().violations()).isEmpty();
    }
}
