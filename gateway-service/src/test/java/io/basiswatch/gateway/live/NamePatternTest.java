package io.basiswatch.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names with stars, as clients of the stream write them. */
class NamePatternTest {
    @Test
    void aStarStandsForAnyTextAndNothingElseDoes() {
        assertThat(new NamePattern("futures_basis").matches("futures_basis")).isTrue();
        assertThat(new NamePattern("futures_basis").matches("futures_basis_pct"))
                .isFalse();
        assertThat(new NamePattern("futures*").matches("futures")).isTrue();
        assertThat(new NamePattern("*_pct").matches("coinbase_premium_pct")).isTrue();
        assertThat(new NamePattern("*_pct").matches("coinbase_premium_usd")).isFalse();
        assertThat(new NamePattern("*").matches("")).isTrue();
        assertThat(new NamePattern("a*").matches("")).isFalse();
    }

    @Test
    void everyPatternMatchesWhatTheSameRegularExpressionMatches() {
        // Given
        String[] letters = {"a", "b", "*"};
        for (int code = 0; code < 729; code++) {
            StringBuilder text = new StringBuilder();
            for (int rest = code, i = 0; i < 1 + code % 6; i++, rest /= 3) {
                text.append(letters[rest % 3]);
            }
            NamePattern pattern = new NamePattern(text.toString());
            Pattern reference = Pattern.compile(text.toString().replace("*", ".*"));
            for (int bits = 0; bits < 64; bits++) {
                String name = Integer.toBinaryString(bits).replace('0', 'a').replace('1', 'b');
                // When
                boolean matches = pattern.matches(name);
                // Then
                assertThat(matches)
                        .as("%s against %s", text, name)
                        .isEqualTo(reference.matcher(name).matches());
            }
        }
    }

    @Test
    void aPatternOfManyStarsIsDecidedAtOnce() {
        // Given
        NamePattern pattern = new NamePattern("*".repeat(99) + "Z");
        NamePattern sparse = new NamePattern("*a".repeat(49) + "Z");
        // When
        // Then
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(pattern.matches("coinbase_premium_index_pct")).isFalse();
            assertThat(sparse.matches("a".repeat(100))).isFalse();
        });
    }
}
