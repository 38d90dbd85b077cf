package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Test
    void isReadBackAsItWasWritten() {
        // Given
        Set<String> seen = new HashSet<>();
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 10_000; i++) {
            // When
            ApiKey key = ApiKey.random(random);
            // Then
            assertThat(ApiKey.parse(key.text())).contains(key);
            assertThat(key.text()).matches("bw_live_[0-9A-Za-z]{59}");
            assertThat(seen.add(key.id())).isTrue();
        }
    }

    @Test
    void aSingleWrongCharacterIsFoundWithoutALookUp() {
        // Given
        Random random = new Random(11);
        String key = ApiKey.random(new SecureRandom()).text();
        for (int i = 0; i < 20_000; i++) {
            int at = 8 + random.nextInt(key.length() - 8);
            char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            String wrong = key.substring(0, at) + other + key.substring(at + 1);
            // When, Then
            assertThat(ApiKey.parse(wrong).isPresent()).isEqualTo(wrong.equals(key));
        }
    }

    @Test
    void everyCharacterIsEquallyLikely() {
        // Given: 62,000 characters, 1,000 expected of each
        int[] counts = new int[128];
        Base62.random(62_000, new SecureRandom()).chars().forEach(character -> counts[character]++);
        // When
        double chiSquare = ALPHABET.chars()
                .mapToDouble(character -> Math.pow(counts[character] - 1_000, 2) / 1_000)
                .sum();
        // Then: 61 degrees of freedom; beyond 150 lies less than one in a hundred million
        assertThat(chiSquare).isLessThan(150);
    }

    @Test
    void saysNothingOfItsSecretInText() {
        ApiKey key = ApiKey.random(new SecureRandom());
        assertThat(key.toString())
                .contains(key.id())
                .doesNotContain(key.secret().substring(0, 4));
    }

    @Test
    void theHashDependsOnThePepper() {
        ApiKey key = ApiKey.random(new SecureRandom());
        assertThat(new KeyHash("one").of(key)).matches("[0-9a-f]{64}").isNotEqualTo(new KeyHash("two").of(key));
        assertThat(new KeyHash("one").matches(key, new KeyHash("one").of(key))).isTrue();
        assertThat(new KeyHash("one").matches(key, new KeyHash("two").of(key))).isFalse();
    }
}
