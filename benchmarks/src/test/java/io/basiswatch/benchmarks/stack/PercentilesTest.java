package io.basiswatch.benchmarks.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void aPercentileIsAMeasuredTimeThatSoManyDoNotExceed() {
        // Given
        List<Double> times =
                DoubleStream.iterate(200, time -> time - 1).limit(200).boxed().toList();

        // When
        Percentiles spread = Percentiles.of(times);

        // Then
        assertThat(spread.at(50)).isEqualTo(100);
        assertThat(spread.at(99)).isEqualTo(198);
        assertThat(spread.at(100)).isEqualTo(200);
    }

    @Test
    void nothingMeasuredIsNoResult() {
        assertThatIllegalArgumentException().isThrownBy(() -> Percentiles.of(List.of()));
    }
}
