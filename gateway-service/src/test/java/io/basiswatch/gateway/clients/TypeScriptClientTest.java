package io.basiswatch.gateway.clients;

import static io.basiswatch.gateway.testing.Values.SPREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The TypeScript client that openapi-typescript makes of the contract, in the program {@code contract/clients/typescript/try.ts}. Needs
 * Node: {@code contract/check} compiles the program, and {@code TYPESCRIPT_CLIENT} says where it lies.
 */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@EnabledIfEnvironmentVariable(
        named = "TYPESCRIPT_CLIENT",
        matches = ".+",
        disabledReason = "TYPESCRIPT_CLIENT names no compiled program: contract/check makes it")
class TypeScriptClientTest {
    private static final long TIME = 1_723_161_600_000L;

    @TestHTTPResource
    URL gateway;

    @BeforeEach
    void fill() {
        try (RedisWire redis = Servers.redis()) {
            Values values = new Values(redis);
            values.clear();
            values.publish(Values.live(SPREAD, TIME, -0.0517));
            for (int minute = 0; minute < 5; minute++) {
                values.store(SPREAD, TIME + minute * 60_000L, minute);
            }
        }
    }

    @Test
    void readsCatalogueNewestValuesPagesAndProblems() throws IOException, InterruptedException {
        // Given
        ProcessBuilder program = new ProcessBuilder(
                "node",
                System.getenv("TYPESCRIPT_CLIENT"),
                "http://localhost:" + gateway.getPort(),
                "ETH",
                "test_spread_pct");
        program.environment().put("BASISWATCH_KEY", Servers.key());
        // When
        Process process = program.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Then
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(new JsonObject(said))
                .isEqualTo(new JsonObject("{\"assets\":[\"BTC\",\"ETH\"],\"values\":[{\"series\":\"" + SPREAD
                        + "\",\"value\":-0.0517,\"unit\":\"percent\"}],"
                        + "\"times\":[1723161600000,1723161660000,1723161720000,1723161780000,1723161840000],"
                        + "\"problem\":\"unknown_indicator\",\"status\":404}"));
    }
}
