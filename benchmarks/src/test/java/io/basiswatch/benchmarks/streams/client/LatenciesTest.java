package io.basiswatch.benchmarks.streams.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreThoseOfTheSortedTimesWithinABucket() {
        // Given
        Random random = new Random(3);
        long[] times = random.longs(20_000, 0, 3_000_000).toArray();
        Latencies latencies = new Latencies();
        // When
        Arrays.stream(times).forEach(latencies::add);
        // Then
        Arrays.sort(times);
        for (double percent : new double[] {1, 50, 90, 99, 99.9}) {
            double exact = times[(int) Math.ceil(percent / 100 * times.length) - 1] / 1_000.0;
            assertThat(latencies.millisAt(percent)).isCloseTo(exact, Percentage.withPercentage(1.6));
        }
        assertThat(latencies.greatestMillis()).isEqualTo(times[times.length - 1] / 1_000.0);
        assertThat(latencies.millisAt(100)).isEqualTo(latencies.greatestMillis());
    }

    @Test
    void ofNothingAllIsZero() {
        assertThat(new Latencies().millisAt(99)).isCloseTo(0, within(0.0));
    }
}
