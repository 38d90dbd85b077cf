package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
    @Test
    void agreesWithASetWithinAGeneration() {
        // Given random ids, many of them twice
        RecentIds ids = new RecentIds();
        Set<String> seen = new HashSet<>();
        Random random = new Random(3);

        // When they are added
        // Then each is new exactly once
        for (int i = 0; i < 20_000; i++) {
            String id = "id-" + random.nextInt(12_000);
            assertThat(ids.add(id, 1_000_000L + i)).isEqualTo(seen.add(id));
        }
    }

    @Test
    void remembersAnIdForAtLeastOneGenerationAndForgetsItAfterTwo() {
        // Given an id
        RecentIds ids = new RecentIds();
        assertThat(ids.add("a", 0)).isTrue();

        // When one generation has passed, and then two
        // Then it is known first and forgotten then
        assertThat(ids.add("a", RecentIds.GENERATION)).isFalse();
        assertThat(ids.add("a", 2 * RecentIds.GENERATION)).isTrue();
    }
}
