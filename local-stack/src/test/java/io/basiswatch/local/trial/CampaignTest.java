package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs in virtual time, one a venue; {@code -Dtrial.seeds=200} tries more. A seed that fails is its own description. */
class CampaignTest {
    private static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("trial.seeds", 13));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void losesDoublesAndInventsNothingWhateverGoesWrong(long seed) {
        // When
        Verdict verdict = Campaign.run(seed);

        // Then
        assertThat(verdict.errors())
                .as("seed %d at %s:%n%s", seed, Campaign.venues(seed), Campaign.script(seed))
                .isEmpty();
    }

    @org.junit.jupiter.api.Test
    void isTheSameRunForTheSameSeed() {
        // When
        Verdict once = Campaign.run(1);
        Verdict again = Campaign.run(1);

        // Then
        assertThat(again).isEqualTo(once);
    }
}
