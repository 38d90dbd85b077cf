package io.basiswatch.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.benchmarks.compare.round.Tally;
import org.junit.jupiter.api.Test;

class RoundTest {
    @Test
    void aResultIsReadWithItsCounts() {
        // When
        Round round = Round.parse(
                "result frames=1000 nanos=500000000 cpu=250000000 trades=1 quotes=2 books=3 others=4 refused=5");

        // Then
        assertThat(round.tally()).isEqualTo(new Tally(1, 2, 3, 4, 5));
        assertThat(round.rate()).isEqualTo(2_000);
        assertThat(round.cpuRate()).isEqualTo(4_000);
    }

    @Test
    void whatIsNoResultIsRefused() {
        assertThatThrownBy(() -> Round.parse("Exception in thread main"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Exception in thread main");
    }
}
