package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.access.KeyRegister.Issued;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keys look like in great numbers, and what it costs to check them. Prints its figures. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class KeyCostTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SAMPLES = 20_000;

    @Inject
    KeyParts.Database database;

    private KeyParts parts;

    @BeforeEach
    void start() {
        parts = database.parts(Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        parts.close();
    }

    @Test
    void noTwoOfAHundredThousandKeysAreAlikeAndNoCharacterIsPreferred() {
        // Given
        SecureRandom random = new SecureRandom();
        Set<String> ids = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        int[] counts = new int[128];
        // When
        for (int i = 0; i < 100_000; i++) {
            ApiKey key = ApiKey.random(random);
            ids.add(key.id());
            secrets.add(key.secret());
            key.secret().chars().forEach(character -> counts[character]++);
        }
        // Then
        assertThat(ids).hasSize(100_000);
        assertThat(secrets).hasSize(100_000);
        double expected = 100_000.0 * 43 / ALPHABET.length();
        double chiSquare = ALPHABET.chars()
                .mapToDouble(character -> Math.pow(counts[character] - expected, 2) / expected)
                .sum();
        System.out.printf("100,000 keys: chi-square of their characters %.1f (61 degrees of freedom)%n", chiSquare);
        // Beyond 150 lies less than one in a hundred million.
        assertThat(chiSquare).isLessThan(150);
    }

    @Test
    void typingErrorsAreRefusedWithoutAskingTheDatabase() {
        // Given
        Random random = new Random(7);
        String key = parts.issue().text();
        long before = parts.store.calls.get();
        int errors = 0;
        // When
        for (int i = 0; i < 100_000; i++) {
            int at = random.nextInt(key.length());
            char typed = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            if (typed != key.charAt(at)) {
                errors++;
                assertThat(parts.verdict(key.substring(0, at) + typed + key.substring(at + 1)))
                        .isInstanceOf(Verdict.Refused.class);
            }
        }
        // Then
        System.out.printf("%,d typing errors: %d look-ups%n", errors, parts.store.calls.get() - before);
        assertThat(parts.store.calls.get()).isEqualTo(before);
    }

    @Test
    void theTimeOfACheckDoesNotTellWhatIsWrong() {
        // Given: all three remembered, as an attacker would have them
        Issued known = parts.issue();
        List<String> keys = List.of(
                ApiKey.random(new SecureRandom()).text(),
                new ApiKey(known.told().id(), ApiKey.random(new SecureRandom()).secret()).text(),
                known.text());
        keys.forEach(parts::verdict);
        double[][] nanos = new double[3][SAMPLES];
        measure(keys, nanos, new Random(1));
        // When
        measure(keys, nanos, new Random(2));
        // Then
        double[] medians =
                Arrays.stream(nanos).mapToDouble(each -> percentile(each, 50)).toArray();
        System.out.printf(
                "check of an unknown id, a wrong secret, the right key: medians %.3f, %.3f, %.3f µs; Welch t %.2f,"
                        + " %.2f; of the fastest 95 %% %.2f, %.2f%n",
                medians[0] / 1e3,
                medians[1] / 1e3,
                medians[2] / 1e3,
                welch(nanos[0], nanos[1]),
                welch(nanos[1], nanos[2]),
                welch(cropped(nanos[0]), cropped(nanos[1])),
                welch(cropped(nanos[1]), cropped(nanos[2])));
        assertThat(Math.abs(medians[0] - medians[1])).isLessThan(5_000);
        assertThat(Math.abs(medians[1] - medians[2])).isLessThan(5_000);
    }

    /** In random order, so that whatever else the machine does hits all three alike. */
    private void measure(List<String> keys, double[][] nanos, Random random) {
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
        for (int sample = 0; sample < SAMPLES; sample++) {
            Collections.shuffle(order, random);
            for (int kind : order) {
                long start = System.nanoTime();
                parts.verdict(keys.get(kind));
                nanos[kind][sample] = System.nanoTime() - start;
            }
        }
    }

    private static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) * percent / 100];
    }

    /** What is slower than the fastest 95 % tells of the machine, not of the check. */
    private static double[] cropped(double[] values) {
        return Arrays.stream(values).sorted().limit(values.length * 95L / 100).toArray();
    }

    private static double welch(double[] one, double[] other) {
        double spread = Math.sqrt(variance(one) / one.length + variance(other) / other.length);
        return Math.abs(mean(one) - mean(other)) / spread;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }

    @Test
    void aCheckCostsLittle() {
        // Given
        String key = parts.issue().text();
        double[] hits = new double[SAMPLES];
        double[] misses = new double[1_000];
        for (int round = 0; round < 2; round++) {
            // When
            for (int i = 0; i < misses.length; i++) {
                String unseen = ApiKey.random(new SecureRandom()).text();
                long start = System.nanoTime();
                parts.verdict(unseen);
                misses[i] = System.nanoTime() - start;
            }
            for (int i = 0; i < hits.length; i++) {
                long start = System.nanoTime();
                parts.verdict(key);
                hits[i] = System.nanoTime() - start;
            }
        }
        // Then: the bars, with room for a machine that does something else as well
        System.out.printf(
                "check of a remembered key: p50 %.1f µs, p99 %.1f µs; of one that is looked up: p50 %.2f ms, p99 %.2f"
                        + " ms%n",
                percentile(hits, 50) / 1e3,
                percentile(hits, 99) / 1e3,
                percentile(misses, 50) / 1e6,
                percentile(misses, 99) / 1e6);
        assertThat(percentile(hits, 50)).isLessThan(20_000);
        assertThat(percentile(misses, 50)).isLessThan(Duration.ofMillis(2).toNanos());
    }
}
