package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A gateway behind a proxy that takes no key in any URL. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(StrictGateTest.Strict.class)
class StrictGateTest {
    @TestHTTPResource
    URL gateway;

    @Inject
    KeyRegister register;

    /** What differs from the other tests. */
    public static final class Strict implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gateway.webhook-query-keys", "false", "gateway.trusted.proxies", "127.0.0.0/8,::1");
        }
    }

    @Test
    void aKeyInTheQueryIsRefusedAtTheWebhookToo() {
        // Given
        String webhook = "/webhook/indicators?indicator=btc_futures_basis";
        // When
        Client.Answer inQuery = new Client(gateway).get(webhook + "&api_key=" + Servers.key());
        Client.Answer inHeader = Client.admitted(gateway).get(webhook);
        // Then
        assertThat(inQuery.status()).isEqualTo(400);
        assertThat(inQuery.json().getString("code")).isEqualTo("key_in_url");
        assertThat(inHeader.status()).isNotIn(400, 401);
    }

    @Test
    void theNetworkOfAClientBehindTheProxyCounts() {
        // Given
        KeyTerms terms = KeyParts.terms(EnumSet.allOf(Scope.class), List.of("192.0.2.0/24"), Optional.empty());
        String key = register.create(terms, "test")
                .await()
                .atMost(Duration.ofSeconds(5))
                .text();
        Client client = new Client(gateway).with("X-API-Key", key);
        String path = "/v1/assets?x=1";
        // When, Then
        assertThat(client.with("X-Forwarded-For", "192.0.2.9").get(path).status())
                .isEqualTo(400);
        assertThat(client.with("X-Forwarded-For", "198.51.100.1, 192.0.2.9")
                        .get(path)
                        .status())
                .isEqualTo(400);
        for (String elsewhere : List.of("198.51.100.1", "192.0.2.9, 198.51.100.1", "192.0.2.9, nonsense")) {
            assertThat(client.with("X-Forwarded-For", elsewhere).get(path).status())
                    .as(elsewhere)
                    .isEqualTo(403);
        }
        assertThat(client.get(path).status()).isEqualTo(403);
    }
}
