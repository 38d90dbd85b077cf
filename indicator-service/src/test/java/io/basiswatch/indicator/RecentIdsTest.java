package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
    private static final long SECOND = 1_000_000;

    private final RecentIds ids = new RecentIds();

    @Test
    void agreesWithASetWithinAGeneration() {
        // Given random ids, many of them twice
        Set<String> seen = new HashSet<>();
        Random random = new Random(3);

        // When they are added
        // Then each is new exactly once
        for (int i = 0; i < 20_000; i++) {
            String id = (i % 2 == 0 ? "id-" : "") + random.nextInt(12_000);
            assertThat(ids.add(id, 1_000_000L + i)).isEqualTo(seen.add(id));
        }
    }

    @Test
    void remembersAnIdForAtLeastOneGenerationAndForgetsItAfterTwo() {
        // Given an id
        assertThat(ids.add("a", 0)).isTrue();

        // When one generation has passed, and then two
        // Then it is known first and forgotten then
        assertThat(ids.add("a", RecentIds.GENERATION)).isFalse();
        assertThat(ids.add("a", 2 * RecentIds.GENERATION)).isTrue();
    }

    @Test
    void anIdIsNewOnceForThreeMinutesHoweverManyOthersThereAre() {
        // Given ten thousand trades a second for three minutes
        int perSecond = 10_000;
        long first = 4_000_000_000L;
        for (int i = 0; i < 180 * perSecond; i++) {
            ids.add(Long.toString(first + i), i * SECOND / perSecond);
        }

        // When the first and the last second come again
        long again = 180 * SECOND;
        int passed = 0;
        for (int i = 0; i < perSecond; i++) {
            passed += ids.add(Long.toString(first + i), again) ? 1 : 0;
            passed += ids.add(Long.toString(first + 179L * perSecond + i), again) ? 1 : 0;
        }

        // Then none passes
        assertThat(passed).isZero();
    }

    @Test
    void whatIsWrittenOtherwiseIsAnotherId() {
        for (String id :
                List.of("7", "07", "007", "0", "00", "-7", "7a", "999999999999999999", "9999999999999999999")) {
            assertThat(ids.add(id, 0)).as(id).isTrue();
            assertThat(ids.add(id, 0)).as(id).isFalse();
        }
        assertThat(RecentIds.number("999999999999999999")).isEqualTo(999_999_999_999_999_999L);
        assertThat(RecentIds.number("07")).isNegative();
    }

    @Test
    void idsThatAreNoNumbersAreKnownAgainToo() {
        // Given
        Random random = new Random(1);
        List<String> texts = random.longs(5_000)
                .mapToObj(bits -> new UUID(bits, bits * 31).toString())
                .toList();

        // When
        texts.forEach(id -> ids.add(id, 170 * SECOND));

        // Then they are known in the next generation, and forgotten in the one after it
        assertThat(texts).noneMatch(id -> ids.add(id, 190 * SECOND));
        assertThat(texts).allMatch(id -> ids.add(id, 550 * SECOND));
    }
}
