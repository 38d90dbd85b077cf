package io.basiswatch.gateway.live;

import static io.basiswatch.gateway.testing.Values.SPREAD;
import static io.basiswatch.gateway.testing.Values.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The small clients of the documentation, sent away once each while values come. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(StreamBoundsTest.Small.class)
class ReferenceClientsTest {
    private static final long TIME = 1_723_161_600_000L;
    private static final long MINUTE = 60_000;
    private static final Path CLIENTS = Path.of("../docs/clients");
    private static final Pattern TIME_OF_LINE = Pattern.compile("\"time\":(\\d+)|^\\S+ 1m (\\d+) ");

    @TestHTTPResource
    URL gateway;

    @Inject
    MeterRegistry registry;

    private final ConcurrentHashMap<String, List<Long>> times = new ConcurrentHashMap<>();

    private Process start(String name, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.command().add("http://localhost:" + gateway.getPort() + "/v1/stream?resolutions=1m&topics=*:ETH");
        builder.environment().put("BASISWATCH_KEY", Servers.key());
        Process client = builder.start();
        List<Long> seen = new CopyOnWriteArrayList<>();
        times.put(name, seen);
        Thread.ofPlatform().daemon().start(() -> {
            try (BufferedReader lines = client.inputReader()) {
                lines.lines()
                        .map(TIME_OF_LINE::matcher)
                        .filter(Matcher::find)
                        .forEach(line ->
                                seen.add(Long.parseLong(line.group(1) == null ? line.group(2) : line.group(1))));
            } catch (IOException | UncheckedIOException e) {
                // The client was stopped.
            }
        });
        return client;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private double sentAway() {
        return registry.find("basiswatch.streams.closed").tag("reason", "age").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void missNothingWhenTheyAreSentAway() throws IOException {
        // Given
        assumeTrue(
                Files.exists(Path.of("/usr/bin/python3")) && Files.exists(Path.of("/usr/bin/curl")),
                "NOT RUN: no curl or python3");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        double before = sentAway();
        List<Process> clients = List.of();
        try (RedisWire redis = Servers.redis()) {
            Values values = new Values(redis);
            values.clear();
            values.publish(minute(SPREAD, TIME, 0));
            clients = List.of(
                    start("sh", "bash", CLIENTS.resolve("stream.sh").toString()),
                    start(
                            "python",
                            "python3",
                            CLIENTS.resolve("stream_client.py").toString()),
                    start("java", java, CLIENTS.resolve("StreamClient.java").toString()));
            await(() -> times.values().stream().noneMatch(List::isEmpty));
            // When each of them is sent away while values come
            long[] last = {TIME};
            await(() -> {
                last[0] += MINUTE;
                values.append(minute(SPREAD, last[0], 1));
                return sentAway() >= before + 3;
            });
            long end = last[0] + MINUTE;
            values.append(minute(SPREAD, end, 1));
            // Then
            await(() -> times.values().stream().allMatch(seen -> seen.contains(end)));
            times.forEach((name, seen) -> assertThat(seen)
                    .as(name)
                    .containsExactlyElementsOf(LongStream.iterate(TIME, time -> time <= end, time -> time + MINUTE)
                            .boxed()
                            .toList()));
        } finally {
            clients.forEach(Process::destroyForcibly);
        }
    }
}
