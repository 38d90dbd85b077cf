package io.basiswatch.collector.venue.bitmex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class LevelIdsTest {
    private final LevelIds ids = new LevelIds();

    @Test
    void agreesWithATableOfObjectsThroughAHundredThousandChanges() {
        // Given: ids a fixed step apart, as the venue's are
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        Map<Long, Double> expected = new HashMap<>();
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            all.add(8_796_381_000L + i * 50L);
        }
        // When
        for (int i = 0; i < 100_000; i++) {
            long id = all.get(random.nextInt(all.size()));
            if (random.nextInt(3) == 0) {
                ids.remove(id);
                expected.remove(id);
            } else {
                double price = 1 + random.nextInt(100);
                ids.put(id, price);
                expected.put(id, price);
            }
        }
        // Then
        assertThat(ids.size()).isEqualTo(expected.size()).isGreaterThan(1_000);
        assertThat(all).allSatisfy(id -> assertThat(ids.get(id)).isEqualTo(expected.getOrDefault(id, LevelIds.NONE)));
    }

    @Test
    void knowsNothingOnceCleared() {
        // Given
        ids.put(5, -3);
        // When
        ids.clear();
        // Then
        assertThat(ids.get(5)).isEqualTo(LevelIds.NONE);
        assertThat(ids.size()).isZero();
    }
}
