package io.basiswatch.gateway.indicators;

import static io.basiswatch.gateway.testing.Values.SPREAD;
import static io.basiswatch.gateway.testing.Values.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Newest values that were read a moment ago, which here never ends. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(NewestFromMemoryTest.LongMemory.class)
class NewestFromMemoryTest {
    /** Nothing is read twice. */
    public static final class LongMemory implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gateway.view.catalogue-cache", "1H",
                    "gateway.view.latest-cache", "1H",
                    "gateway.key-cache", "30S");
        }
    }

    private static final long TIME = 1_723_161_600_000L;
    private static final String LATEST = "/v1/indicators/test_spread_pct?asset=ETH";

    @TestHTTPResource
    URL gateway;

    @Test
    void aValueFromMemoryIsAnsweredAsTheOneThatWasRead() {
        try (RedisWire redis = Servers.redis()) {
            // Given
            Values values = new Values(redis);
            values.clear();
            values.publish(live(SPREAD, TIME, 1));
            Client client = Client.admitted(gateway);
            Answer read = client.get(LATEST);
            values.publish(live(SPREAD, TIME + 1_000, 2));
            // When
            Answer remembered = client.get(LATEST);
            // Then
            assertThat(remembered.status()).isEqualTo(200);
            assertThat(first(remembered, "time")).isEqualTo(TIME).isEqualTo(first(read, "time"));
            assertThat(first(remembered, "as_of")).isGreaterThanOrEqualTo(first(read, "as_of"));
            for (String field : new String[] {"ETag", "Vary", "Cache-Control", "Content-Type", "RateLimit-Policy"}) {
                assertThat(remembered.header(field)).as(field).isNotEmpty().isEqualTo(read.header(field));
            }
            assertThat(client.with("If-None-Match", read.header("ETag"))
                            .get(LATEST)
                            .status())
                    .isEqualTo(304);
            assertThat(client.with("Accept", "text/csv").get(LATEST).status()).isEqualTo(406);
            assertThat(client.get(LATEST + "&dimension=nowhere").json().getString("code"))
                    .isEqualTo("unknown_dimension");
        }
    }

    private static long first(Answer answer, String field) {
        return answer.json().getJsonArray("data").getJsonObject(0).getLong(field);
    }
}
