package io.basiswatch.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobsTest {
    private static Globs parsed(String text) {
        MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
        query.putSingle("names", text);
        return Globs.of(Parameters.of(query, "names"), "names");
    }

    @Test
    void everyPatternMatchesWhatTheSameRegularExpressionMatches() {
        // Given all patterns of up to six of two letters and a star
        String[] letters = {"a", "b", "*"};
        for (int code = 0; code < 4_374; code++) {
            StringBuilder text = new StringBuilder();
            for (int rest = code / 6, i = 0; i < 1 + code % 6; i++, rest /= 3) {
                text.append(letters[rest % 3]);
            }
            Globs glob = new Globs(List.of(text.toString()));
            Pattern reference = Pattern.compile(text.toString().replace("*", ".*"));
            // Then they match the same
            for (int bits = 1; bits < 64; bits++) {
                String name = Integer.toBinaryString(bits).replace('0', 'a').replace('1', 'b');
                assertThat(glob.match(name))
                        .as("%s and %s", text, name)
                        .isEqualTo(reference.matcher(name).matches());
            }
        }
    }

    @Test
    void anyOfSeveralIsEnoughAndNoneIsAll() {
        assertThat(parsed("BTC,E*").match("ETH")).isTrue();
        assertThat(parsed("BTC,E*").match("SOL")).isFalse();
        assertThat(Globs.of(Parameters.of(new MultivaluedHashMap<>(), "names"), "names")
                        .match("SOL"))
                .isTrue();
    }

    @Test
    void whatIsNoListOfNamesIsRefused() {
        for (String wrong : List.of(",", "a,,b", "a b", "a;b", "ä", "a".repeat(4_001), "(a|b)", "a\nb")) {
            try {
                parsed(wrong);
            } catch (ProblemException problem) {
                assertThat(problem.param()).contains("names");
                continue;
            }
            assertThat(wrong).as("taken").isNull();
        }
    }
}
