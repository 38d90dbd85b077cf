package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away under the running gateway. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class DatabaseAwayTest {
    @TestHTTPResource
    URL gateway;

    @AfterEach
    void reopen() {
        Servers.postgresDoor().reopen();
    }

    @Test
    void rememberedKeysGoOnWorkingAndOthersCannotBeChecked() {
        // Given
        Client known = Client.admitted(gateway);
        assertThat(known.get("/v1/assets").status()).isEqualTo(200);
        // When
        Servers.postgresDoor().shut();
        // Then
        assertThat(known.get("/v1/assets").status()).isEqualTo(200);
        Client.Answer unknown = new Client(gateway)
                .with("X-API-Key", ApiKey.random(new SecureRandom()).text())
                .get("/v1/assets");
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.json().getString("code")).isEqualTo("keys_unavailable");
        assertThat(unknown.header("Retry-After")).isNotEmpty();
        Client.Answer malformed =
                new Client(gateway).with("X-API-Key", "bw_live_nonsense").get("/v1/assets");
        assertThat(malformed.status()).isEqualTo(401);
        // When
        Servers.postgresDoor().reopen();
        // Then
        assertThat(new Client(gateway)
                        .with("X-API-Key", ApiKey.random(new SecureRandom()).text())
                        .get("/v1/assets")
                        .status())
                .isEqualTo(401);
    }
}
