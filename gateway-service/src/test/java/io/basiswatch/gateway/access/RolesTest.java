package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.page.PublicPaths;
import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Keys;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation of the contract, and what must not be there, asked for in every role. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class RolesTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @TestHTTPResource
    URL gateway;

    @Inject
    KeyRegister register;

    @Inject
    PublicPaths publicPaths;

    private Client nobody;
    private Client reader;
    private Client streamer;
    private Client operator;

    @BeforeEach
    void connect() {
        try (RedisWire redis = Servers.redis()) {
            new Values(redis).clear();
        }
        nobody = new Client(gateway);
        reader = nobody.with("X-API-Key", key(Scope.READ));
        streamer = nobody.with("X-API-Key", key(Scope.STREAM));
        operator = nobody.with("Authorization", "Bearer " + Keys.tokens().getFirst());
    }

    private String key(Scope scope) {
        KeyTerms terms = KeyParts.terms(EnumSet.of(scope), List.of(), Optional.empty());
        return register.create(terms, "test")
                .await()
                .atMost(Duration.ofSeconds(5))
                .text();
    }

    @Test
    void everyOperationNeedsItsScopeAndTheOperatorsCredentialIsNoKey() {
        // Given
        JsonObject paths = nobody.get("/openapi?format=json").json().getJsonObject("paths");
        assertThat(paths.size()).isGreaterThanOrEqualTo(7);
        paths.forEach(entry -> {
            String path = entry.getKey().replaceAll("\\{[^}]*}", "x");
            boolean isPublic = publicPaths.contains(path);
            boolean stream = path.startsWith("/v1/stream");
            ((JsonObject) entry.getValue())
                    .fieldNames().stream().filter(METHODS::contains).forEach(operation -> {
                        String method = operation.toUpperCase(Locale.ROOT);
                        // When: with a parameter that nothing takes, so that no stream is opened
                        String asked = path + "?no-such-parameter=1";
                        // Then
                        if (!isPublic) {
                            assertThat(nobody.send(method, asked, "").status())
                                    .as(method + path)
                                    .isEqualTo(401);
                            assertThat(operator.send(method, asked, "").status())
                                    .as(method + path)
                                    .isEqualTo(401);
                            assertThat((stream ? reader : streamer)
                                            .send(method, asked, "")
                                            .status())
                                    .as(method + path)
                                    .isEqualTo(403);
                            assertThat((stream ? streamer : reader)
                                            .send(method, asked, "")
                                            .status())
                                    .as(method + path)
                                    .isNotIn(401, 403);
                        }
                    });
        });
    }

    /** Swagger UI is in tests only: the test of the whole system asks the service as it is shipped for it. */
    @Test
    void nothingOfTheFrameworkIsServedToClients() {
        for (String path : List.of(
                "/q",
                "/q/health",
                "/q/health/ready",
                "/q/metrics",
                "/q/info",
                "/q/dev",
                "/q/dev-ui",
                "/q/arc",
                "/q/openapi",
                "/swagger-ui",
                "/graphql",
                "/metrics",
                "/health",
                "/admin",
                "/admin/v1/keys",
                "/.env",
                "/.git/config",
                "/actuator",
                "/META-INF/openapi.yaml",
                "/application.properties")) {
            assertThat(nobody.get(path).status()).as(path).isEqualTo(401);
            assertThat(reader.get(path).status()).as(path).isEqualTo(404);
            assertThat(reader.get(path).header("Content-Type")).isEqualTo("application/problem+json");
        }
    }
}
