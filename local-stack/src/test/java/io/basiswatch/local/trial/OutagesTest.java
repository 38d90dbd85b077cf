package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.local.CommandFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutagesTest {
    @Test
    void withoutACodeAllAreMeant() {
        assertThat(Outages.of(List.of(), 100))
                .extracting(Outage::code)
                .contains("F8", "F9", "F10", "F16", "F17", "F21", "F22", "F23", "F24", "F25")
                .doesNotHaveDuplicates();
    }

    @Test
    void theOrderOfTheTableIsKept() {
        assertThat(Outages.of(List.of("F16", "F9"), 7)).extracting(Outage::code).containsExactly("F9", "F16");
    }

    @Test
    void anUnknownCodeIsRefusedByNameWithThoseThatThereAre() {
        assertThatThrownBy(() -> Outages.of(List.of("F9", "F99"), 100))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("'F99'")
                .hasMessageContaining("F25");
    }

    @Test
    void spansAreToldByTheirMedianTheirP95AndTheLongest() {
        assertThat(Percentiles.text(List.of())).isEqualTo("–");
        assertThat(Percentiles.text(List.of(1_500_000L))).isEqualTo("1.5 s");
        assertThat(Percentiles.text(List.of(3_000_000L, 1_000_000L, 2_000_000L)))
                .isEqualTo("median 2.0 s, p95 3.0 s, most 3.0 s");
    }
}
