package io.basiswatch.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.basiswatch.benchmarks.streams.server.Gateway;
import io.basiswatch.benchmarks.streams.server.Haproxy;
import io.basiswatch.benchmarks.streams.server.Nginx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scenarios of several gateways and of proxies, small: what must never happen at any size. Needs the gateway packaged,
 * nginx and haproxy; {@code benchmarks/run} runs them at full size.
 */
class StreamProofTest {
    private static final Path JAR = Path.of("../gateway-service/target/quarkus-app/quarkus-run.jar");

    @TempDir
    private Path folder;

    private Gateway.Setup setup;

    @BeforeEach
    void requireWhatIsStarted() {
        assumeTrue(Files.isReadable(JAR), "the gateway is not packaged");
        assumeTrue(Nginx.isThere() && Haproxy.isThere(), "nginx and haproxy are not installed");
        setup = new Gateway.Setup(
                JAR, List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Gateway.WITHOUT_QUOTAS);
    }

    @Test
    void clientsOfAKilledGatewayGoOnWithAnother() throws IOException {
        // When
        SeveralGateways.Seen seen =
                new SeveralGateways(folder, setup, 90, Duration.ofSeconds(10)).killOne();
        // Then
        assertThat(seen.number("resumed")).isEqualTo(30);
        assertNothingWasLost(seen);
    }

    @Test
    void gatewaysAreRestartedInTurnWithoutARefusal() throws IOException {
        // When
        SeveralGateways.Seen seen =
                new SeveralGateways(folder, setup, 90, Duration.ofSeconds(10)).restartAll();
        // Then
        assertThat(seen.number("not_200")).isZero();
        assertThat(seen.number("resumed")).isGreaterThanOrEqualTo(90);
        assertNothingWasLost(seen);
    }

    private static void assertNothingWasLost(SeveralGateways.Seen seen) {
        assertThat(seen.number("deliveries")).isPositive();
        assertThat(seen.number("missing")).isZero();
        assertThat(seen.number("duplicates")).isZero();
        assertThat(seen.number("resets")).isZero();
        assertThat(seen.number("without_the_last_event")).isZero();
    }

    @Test
    void proxiesPassEventsOnOneByOne() throws IOException {
        // When
        Map<String, Proxies.Way> ways =
                new Proxies(folder, setup, Duration.ofSeconds(4), Duration.ofSeconds(8)).run();
        // Then
        assertThat(ways).containsOnlyKeys("direct", "nginx", "haproxy", "haproxy, http-no-delay");
        assertThat(ways.values()).allSatisfy(way -> {
            assertThat(way.missing()).isZero();
            assertThat(way.ended()).isZero();
            // A proxy that buffers holds dozens of events back, for seconds; how fast it is on a busy machine is no test's matter.
            assertThat(way.p50Millis()).isLessThan(1_000);
        });
    }
}
