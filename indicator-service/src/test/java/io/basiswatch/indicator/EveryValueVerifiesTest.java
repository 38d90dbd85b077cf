package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Definition;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every value that is published can be computed again from its receipt alone, to the last bit: of each indicator, of seconds,
 * minutes, hours and days, of trades and of candles. And none can be computed again whose number was changed.
 */
class EveryValueVerifiesTest {
    private static Map<String, VerifiedValues.Tally> tallies;

    @BeforeAll
    static void publishEverything() {
        VerifiedValues verified = new VerifiedValues();
        for (long seed = 1; seed <= 3; seed++) {
            verified.run(SampleLogs.everythingThatGoesWrong(seed), 1);
        }
        verified.run(SampleLogs.days(), 10);
        verified.run(SampleLogs.candles(), 1);
        tallies = verified.tallies();
    }

    static Stream<String> indicators() {
        return Indicators.definitions().stream().map(Definition::id);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("indicators")
    void everyValueOfItIsWhatItsReceiptGives(String indicator) {
        // Given all that was published of the indicator
        VerifiedValues.Tally tally = tallies.getOrDefault(indicator, new VerifiedValues.Tally());

        // When each was written as a receipt, read again and verified
        // Then there were some with a number, and all hold
        assertThat(tally.failures()).isEmpty();
        assertThat(tally.holding()).isPositive();
    }
}
