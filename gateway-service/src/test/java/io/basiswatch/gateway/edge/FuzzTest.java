package io.basiswatch.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.RawHttp;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any parameters on any route, by seed: never an answer of 500 and above, never a slow one. {@code -Dbasiswatch.fuzz.requests}
 * for more of them and {@code -Dbasiswatch.fuzz.seed} for others.
 */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("basiswatch.fuzz.requests", 600);
    private static final long SEED = Long.getLong("basiswatch.fuzz.seed", 20_240_808);
    private static final long SLOW_NANOS = 5_000_000_000L;

    private static final List<String> PATHS = List.of(
            "/v1/indicators",
            "/v1/indicators/test_spread_pct",
            "/v1/indicators/test_spread_pct/history",
            "/v1/indicators/test_spread_pct/receipt",
            "/v1/assets",
            "/webhook/indicators",
            "/v1/indicators/");
    private static final List<String> NAMES = List.of(
            "asset",
            "dimension",
            "from",
            "to",
            "resolution",
            "asOf",
            "detail",
            "limit",
            "cursor",
            "indicator",
            "time",
            "format",
            "x");
    private static final List<String> VALUES = List.of(
            "ETH",
            "eth",
            "none",
            "0",
            "-1",
            "1",
            "5000",
            "5001",
            "1723161600000",
            "253402300800000",
            "9223372036854775808",
            "1e400",
            "NaN",
            "2024-08-09T00:00:00Z",
            "2024-02-30T00:00:00Z",
            "+999999999-01-01T00:00:00Z",
            "1m",
            "1h",
            "1d",
            "1s",
            "full",
            "json",
            "csv",
            "ndjson",
            "",
            " ",
            "*",
            "%",
            "\u0000",
            "\uD83D\uDE00",
            "'; DROP TABLE api_key; --",
            "../../etc/passwd",
            "${jndi:ldap://x}",
            "btc_futures_basis",
            "test_spread_pct");

    @TestHTTPResource
    URL gateway;

    @Test
    void whateverIsAskedForIsAnsweredSoonAndNotByAFault() {
        // Given
        try (RedisWire redis = Servers.redis()) {
            new Values(redis).clear();
        }
        Client client = Client.admitted(gateway);
        Random random = new Random(SEED);
        long before = 0;
        long slowest = 0;
        for (int i = 0; i < REQUESTS; i++) {
            String path = path(random);
            // When
            long started = System.nanoTime();
            int status = client.get(path).status();
            long nanos = System.nanoTime() - started;
            // Then
            assertThat(status).as("seed %d, request %d: %s", SEED, i, path).isLessThan(500);
            assertThat(nanos).as("seed %d, request %d: %s", SEED, i, path).isLessThan(SLOW_NANOS);
            slowest = Math.max(slowest, nanos);
            if (i == REQUESTS / 2) {
                before = residentKilobytes();
            }
        }
        System.out.printf(
                "%,d requests, slowest %,d ms, resident memory grew by %,d MB in the second half%n",
                REQUESTS, slowest / 1_000_000, (residentKilobytes() - before) / 1_024);
    }

    @Test
    void bytesAtRandomAreAnsweredOrCutOffAndNothingBreaks() {
        // Given
        Random random = new Random(SEED);
        String request = "GET /v1/assets?x=1 HTTP/1.1\r\nHost: localhost\r\nX-API-Key: x\r\n\r\n";
        for (int i = 0; i < REQUESTS / 4; i++) {
            StringBuilder broken = new StringBuilder(request);
            for (int change = 0; change <= random.nextInt(8); change++) {
                broken.setCharAt(random.nextInt(broken.length()), (char) random.nextInt(256));
            }
            // When
            try (RawHttp connection = new RawHttp(gateway.getPort())) {
                connection.write(broken + "\r\n\r\n");
                // Then
                assertThat(connection.status())
                        .as("seed %d, request %d: %s", SEED, i, broken)
                        .isLessThan(500);
            }
        }
        // Then
        assertThat(Client.admitted(gateway).get("/v1/assets").status()).isLessThan(500);
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder(pick(PATHS, random));
        if (path.charAt(path.length() - 1) == '/') {
            path.append(encoded(pick(VALUES, random)));
        }
        char separator = '?';
        for (int i = random.nextInt(6); i > 0; i--) {
            path.append(separator).append(pick(NAMES, random)).append('=').append(encoded(value(random)));
            separator = '&';
        }
        return path.toString();
    }

    private static String value(Random random) {
        if (random.nextInt(6) > 0) {
            return pick(VALUES, random);
        }
        return pick(VALUES, random).repeat(random.nextInt(60));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static long residentKilobytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
