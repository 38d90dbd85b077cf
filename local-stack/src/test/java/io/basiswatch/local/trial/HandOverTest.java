package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandOverTest {
    static Iterable<String> venues() {
        return Campaign.venues();
    }

    /** After six seconds it would begin with what it has; in virtual time, so that no machine is too slow for it. */
    @ParameterizedTest
    @MethodSource("venues")
    void theNextOwnerHasItsStreamsBeforeItsPatienceEnds(String venue) {
        // When
        HandOver.Outcome outcome = new HandOver(venue).run(2);

        // Then
        assertThat(outcome.flows())
                .hasValueSatisfying(micros -> assertThat(micros).isLessThan(6_000_000));
        assertThat(outcome.streams()).isPositive();
    }
}
