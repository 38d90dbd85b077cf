package io.basiswatch.benchmarks.streams.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeardTest {
    @Test
    void countsWhatIsMissingAndWhatCameTwice() {
        // Given
        List<String> lines = List.of(
                "hello\t-\t-",
                "snapshot\t1-0\t999",
                "update\t2-0\t1000",
                "update\t3-0\t1001",
                "hello\t-\t-",
                "update\t3-0\t1001",
                "resumed\t-\t-",
                "update\t5-0\t1003",
                "given up");
        // When
        Heard heard = Heard.of(lines);
        // Then
        assertThat(heard.hellos()).isEqualTo(2);
        assertThat(heard.resumed()).isEqualTo(1);
        assertThat(heard.missing()).isEqualTo(1);
        assertThat(heard.duplicates()).isEqualTo(1);
        assertThat(heard.lastNumber()).isEqualTo(1003);
        assertThat(heard.strange()).containsExactly("given up");
    }
}
