package io.basiswatch.indicator.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConsensusTest {
    @Test
    void matchesGoldenVector() {
        // Given the published example of a capped median index
        double[] prices = {100, 101, 120};
        double[] weights = {0.25, 0.5, 0.25};

        // When it is computed
        double index = Consensus.of(prices, weights);

        // Then 100.495, 101 and 101.505 give 101
        assertThat(index).isEqualTo(101.0, within(1e-12));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddleAsMedian() {
        assertThat(Consensus.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    }

    @Test
    void isThePriceItselfWhereThereIsOnlyOne() {
        assertThat(Consensus.of(new double[] {42})).isEqualTo(42);
    }
}
