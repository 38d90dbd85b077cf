package io.basiswatch.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.access.TestKeys;
import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A flood of wrong keys beside good ones, with PostgreSQL shut off: whatever would have to be looked up would fail. The
 * latencies of good keys are printed, with and without the flood; {@code -Dbasiswatch.flood.rate=50000
 * -Dbasiswatch.flood.seconds=20} for the figures of docs/acceptance.md.
 */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(BadKeysTest.TenWrongKeys.class)
class BadKeysTest {
    private static final int RATE = Integer.getInteger("basiswatch.flood.rate", 1_000);
    private static final int SECONDS = Integer.getInteger("basiswatch.flood.seconds", 2);
    private static final int CONNECTIONS = 4;
    private static final Logger REQUESTS = Logger.getLogger("io.basiswatch.gateway.request");
    /** Requests that are sent before the first answer; the server must drop the others. */
    private static final int AT_ONCE = 50;

    /** As many wrong keys as by default. */
    public static final class TenWrongKeys implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gateway.addresses.failed-keys-per-minute", "10",
                    "gateway.key-cache", "5M",
                    "gateway.unknown-key-cache", "5S");
        }
    }

    @TestHTTPResource
    URL gateway;

    /** The log of requests would be all that is measured. */
    @BeforeEach
    void quiet() {
        REQUESTS.setLevel(Level.OFF);
    }

    @AfterEach
    void reopen() {
        REQUESTS.setLevel(null);
        Servers.postgresDoor().reopen();
    }

    @Test
    void wrongKeysNeverReachTheDatabaseAndGoodOnesGoOn() {
        // Given: the owner's key is in use, and the address is shut by unknown keys
        Client good = Client.admitted(gateway);
        assertThat(good.get("/v1/assets").status()).isEqualTo(200);
        Client stranger = new Client(gateway);
        for (int i = 0; i < 10; i++) {
            stranger.with("X-API-Key", TestKeys.unknown()).get("/v1/assets");
        }
        Servers.postgresDoor().shut();
        List<Long> alone = latencies(good, Duration.ofSeconds(SECONDS));
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong refused = new AtomicLong();
        List<Thread> flood = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            flood.add(Thread.ofPlatform().start(() -> refused.addAndGet(flood(over))));
        }
        // When
        long started = System.nanoTime();
        List<Long> beside = latencies(good, Duration.ofSeconds(SECONDS));
        double seconds = (System.nanoTime() - started) / 1e9;
        over.set(true);
        flood.forEach(BadKeysTest::join);
        // Then
        System.out.printf(
                "wrong keys refused: %,.0f/s; good keys alone p50 %,d us, p99 %,d us; beside p50 %,d us, p99 %,d us (%d, %d)%n",
                refused.get() / seconds,
                percentile(alone, 50),
                percentile(alone, 99),
                percentile(beside, 50),
                percentile(beside, 99),
                alone.size(),
                beside.size());
        assertThat(refused.get()).isPositive();
    }

    /** Microseconds; every answer is 200. */
    private static List<Long> latencies(Client good, Duration time) {
        List<Long> latencies = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long started = System.nanoTime();
            int status = good.get("/v1/assets").status();
            latencies.add((System.nanoTime() - started) / 1_000);
            assertThat(status).isEqualTo(200);
        }
        Collections.sort(latencies);
        return latencies;
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    /** Gives how many were refused; none may be answered in any other way. Each answer is the connection's last. */
    private long flood(AtomicBoolean over) {
        List<String> requests = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> i % 2 == 0 ? TestKeys.unknown() : "bw_live_" + "x".repeat(59))
                .map(key -> "GET /v1/assets HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key + "\r\n\r\n")
                .toList();
        byte[] batch = String.join("", requests).getBytes(StandardCharsets.ISO_8859_1);
        long count = 0;
        long started = System.nanoTime();
        while (!over.get()) {
            try (Socket socket = new Socket("localhost", gateway.getPort())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(batch);
                assertThat(status(new BufferedInputStream(socket.getInputStream())))
                        .isEqualTo(429);
                count++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            long due = started + count * 1_000_000_000L * CONNECTIONS / RATE;
            while (System.nanoTime() < due && !over.get()) {
                LockSupport.parkNanos(100_000);
            }
        }
        return count;
    }

    private static int status(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new IOException("closed");
            }
            if (each != '\r') {
                line.append((char) each);
            }
        }
        return line.toString();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
