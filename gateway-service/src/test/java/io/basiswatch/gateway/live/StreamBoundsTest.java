package io.basiswatch.gateway.live;

import static io.basiswatch.gateway.testing.Values.SPREAD;
import static io.basiswatch.gateway.testing.Values.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.EventReader;
import io.basiswatch.gateway.testing.EventReader.Event;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.ValueJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway of few and short streams: what bounds do when they are reached. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(StreamBoundsTest.Small.class)
class StreamBoundsTest {
    private static final long TIME = 1_723_161_600_000L;

    /** Bounds that a test can reach. */
    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gateway.quotas.default.streams", "3",
                    "gateway.live.heartbeat", "1s",
                    "gateway.live.max-age", "6s",
                    "gateway.live.stall", "1s");
        }
    }

    @TestHTTPResource
    URL gateway;

    @Inject
    MeterRegistry registry;

    private RedisWire redis;
    private Values values;
    private Client client;

    @BeforeEach
    void fill() {
        redis = Servers.redis();
        values = new Values(redis);
        values.clear();
        values.publish(live(SPREAD, TIME, 0));
        client = Client.admitted(gateway);
        awaitOpen(0);
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    private void awaitOpen(int count) {
        await(() -> registry.get("basiswatch.streams.open").gauge().value() == count);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private double closed(CloseReason reason) {
        return registry.find("basiswatch.streams.closed").tag("reason", reason.code()).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void oneStreamTooManyIsRefusedBeforeTheHeadAndAPlaceIsGivenBack() {
        List<EventReader> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            EventReader stream = client.stream("/v1/stream");
            assertThat(stream.header("RateLimit-Policy")).isEqualTo("\"streams\";q=3;qu=\"concurrent-requests\"");
            stream.next("hello");
            open.add(stream);
        }
        // When
        Client.Answer refused = client.get("/v1/stream");
        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"streams\";q=3;qu=\"concurrent-requests\"");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(refused.json().getString("code")).isEqualTo("too_many_streams");
        // What is refused for another reason takes no place
        assertThat(client.get("/v1/stream?topics=no_such:BTC").status()).isIn(400, 429);
        // When
        open.removeFirst().close();
        awaitOpen(2);
        assertThat(client.get("/v1/stream?topics=no_such:BTC").status()).isEqualTo(400);
        // Then
        try (EventReader stream = client.stream("/v1/stream")) {
            assertThat(stream.status()).isEqualTo(200);
        }
        open.forEach(EventReader::close);
    }

    @Test
    void anOldStreamIsSentAwayWithAWordAndHasShownLifeUntilThen() {
        // Given
        double aged = closed(CloseReason.AGE);
        try (EventReader stream = client.stream("/v1/stream?heartbeat=event")) {
            // When
            List<Event> events = stream.until(event -> event.name().equals("reconnect"));
            // Then
            assertThat(events)
                    .filteredOn(event -> event.name().equals("heartbeat"))
                    .hasSizeBetween(3, 7);
            assertThat(events.getLast().json().getInteger("after_ms")).isBetween(100, 2_000);
            assertThat(stream.next().name()).isEqualTo("(end)");
            assertThat(closed(CloseReason.AGE)).isEqualTo(aged + 1);
        }
    }

    @Test
    void whoDoesNotReadIsCutOffAndHarmsNobody() throws IOException {
        // Given one that reads and one that does not
        double stalled = closed(CloseReason.STALLED);
        String value =
                ValueJson.write(live(SPREAD, TIME, 1)).replaceFirst("\\{", "{\"pad\":\"" + "x".repeat(60_000) + "\",");
        try (EventReader reader = client.stream("/v1/stream").withAnyData();
                Socket deaf = new Socket()) {
            reader.next("snapshot");
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(new InetSocketAddress("localhost", gateway.getPort()));
            String request = "GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + Servers.key() + "\r\n\r\n";
            deaf.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            awaitOpen(2);
            // When far more is sent than connections hold
            int sent = 0;
            String last = "";
            while (closed(CloseReason.STALLED) == stalled && sent < 2_000) {
                last = (String) redis.send("XADD", SeriesKeys.UPDATES, "*", "a", "ETH", "i", "x", "d", value);
                sent++;
                LockSupport.parkNanos(4_000_000);
                assertThat(registry.get("basiswatch.streams.queued.bytes")
                                .gauge()
                                .value())
                        .isLessThan(262_144);
            }
            String newest = last;
            // Then
            assertThat(closed(CloseReason.STALLED)).isEqualTo(stalled + 1);
            int got = reader.until(event -> event.id().endsWith('-' + newest)).stream()
                    .filter(event -> event.name().equals("update"))
                    .mapToInt(event -> 1 + event.json().getInteger("conflated", 0))
                    .sum();
            assertThat(got).isEqualTo(sent);
        }
    }
}
