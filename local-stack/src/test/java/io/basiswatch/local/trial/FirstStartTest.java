package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From nothing to the whole history, at a few of the simulated venues: all of them would take minutes. */
class FirstStartTest {
    @ParameterizedTest
    @ValueSource(strings = {"binance-spot", "binance-usdm", "binance-coinm", "okx"})
    void theWholeHistoryIsToldWithoutExceedingTheVenuesLimit(String venue) {
        // When
        FirstStart.Outcome outcome = new FirstStart(venue).run(1);

        // Then
        System.out.print(outcome.row());
        assertThat(outcome.took()).isPresent();
        assertThat(outcome.candles()).isPositive();
        assertThat(outcome.usage().refusals()).isZero();
        assertThat(outcome.usage().mostWeight())
                .isLessThanOrEqualTo(outcome.usage().limit());
        assertThat(outcome.usage().violations()).isEmpty();
    }
}
