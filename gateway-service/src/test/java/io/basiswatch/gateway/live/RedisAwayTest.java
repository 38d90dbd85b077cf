package io.basiswatch.gateway.live;

import static io.basiswatch.gateway.testing.Values.SPREAD;
import static io.basiswatch.gateway.testing.Values.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.EventReader;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import org.junit.jupiter.api.Test;

/** Redis goes away, empty, and comes back under open streams. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class RedisAwayTest {
    private static final long TIME = 1_723_161_600_000L;

    @TestHTTPResource
    URL gateway;

    @TestHTTPResource(management = true)
    URL management;

    private int ready() {
        try {
            URL readiness = URI.create("http://localhost:" + management.getPort() + "/q/health/ready")
                    .toURL();
            return ((HttpURLConnection) readiness.openConnection()).getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void streamsStayOpenAndStartAnewOverTheNewLog() {
        // Given
        Client client = Client.admitted(gateway);
        try (RedisWire redis = Servers.redis()) {
            Values values = new Values(redis);
            values.clear();
            values.publish(live(SPREAD, TIME, 1));
        }
        try (EventReader stream = client.stream("/v1/stream")) {
            stream.next("snapshot");
            // When
            Servers.stopRedis();
            // Then
            stream.next("degraded");
            assertThat(client.get("/v1/indicators").status()).isEqualTo(503);
            assertThat(client.get("/v1/indicators").json().getString("code")).isEqualTo("data_unavailable");
            assertThat(ready()).isEqualTo(200);
            try (EventReader opened = client.stream("/v1/stream")) {
                opened.next("degraded");
                // When
                Servers.startRedis();
                try (RedisWire redis = Servers.redis()) {
                    Values values = new Values(redis);
                    values.clear();
                    String id = values.publish(live(SPREAD, TIME + 1_000, 2));
                    // Then
                    assertThat(stream.next("reset").json().getString("reason")).isEqualTo("log_lost");
                    assertThat(stream.until(event -> event.json().getDouble("value", 0.0) == 2))
                            .isNotEmpty();
                    assertThat(opened.until(event ->
                                    !event.data().isEmpty() && event.json().getDouble("value", 0.0) == 2))
                            .isNotEmpty();
                    String next = values.publish(live(SPREAD, TIME + 2_000, 3));
                    assertThat(next).isNotEqualTo(id);
                    stream.until(event -> event.id().endsWith('-' + next));
                    opened.until(event -> event.id().endsWith('-' + next));
                }
            }
        }
    }
}
