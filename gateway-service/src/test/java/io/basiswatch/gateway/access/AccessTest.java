package io.basiswatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.page.PublicPaths;
import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every route, with no key, with wrong keys, and written in every way that might lead around the gate. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AccessTest {
    private static final List<String> ROUTES = List.of(
            "/v1/indicators",
            "/v1/indicators/test_spread_pct",
            "/v1/indicators/test_spread_pct/history?asset=ETH",
            "/v1/assets",
            "/v1/stream",
            "/webhook/indicators?indicator=btc_futures_basis");

    @TestHTTPResource
    URL gateway;

    @Inject
    PublicPaths publicPaths;

    @BeforeEach
    void fill() {
        try (RedisWire redis = Servers.redis()) {
            new Values(redis).clear();
        }
    }

    private static Stream<String> disguised(String route) {
        String path = route.replaceFirst("\\?.*", "");
        String query = route.substring(path.length());
        String rest = path.substring(1);
        return Stream.of(
                        path,
                        path + "/",
                        path + "//",
                        "/" + path,
                        "//" + path,
                        path.replaceFirst("/", "/./"),
                        "/docs/.." + path,
                        "/assets/..%2f" + rest,
                        "/docs;" + path,
                        path + ";x=1",
                        "/;x=1" + path,
                        path.toUpperCase(Locale.ROOT),
                        "/%" + Integer.toHexString(rest.charAt(0)) + rest.substring(1),
                        "/%25" + Integer.toHexString(rest.charAt(0)) + rest.substring(1),
                        path.replace("/", "%2f").replaceFirst("%2f", "/"),
                        path + "%00",
                        path + "%20",
                        "/openapi/.." + path,
                        "/%2e" + path,
                        "/docs/%2e%2e" + path)
                .map(each -> each + query);
    }

    @Test
    void noDisguiseOfARouteIsServedWithoutAKey() {
        for (String route : ROUTES) {
            disguised(route).forEach(path -> {
                for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "DELETE")) {
                    // When
                    Answer answer = new Client(gateway).send(method, path, "");
                    // Then
                    assertThat(answer.status()).as(method + " " + path).isEqualTo(401);
                    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
                    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
                    assertThat(answer.header("X-Request-Id")).isNotEmpty();
                }
            });
        }
    }

    @Test
    void noKindOfWrongKeyIsAcceptedAndNoneIsToldFromAnother() {
        // Given
        String right = Servers.key();
        ApiKey known = ApiKey.parse(right).orElseThrow();
        ApiKey unknown = ApiKey.random(new SecureRandom());
        List<String> wrong = List.of(
                unknown.text(),
                new ApiKey(known.id(), unknown.secret()).text(),
                right.substring(0, 66) + (right.endsWith("0") ? "1" : "0"),
                right + "x",
                right.substring(1),
                right.toLowerCase(Locale.ROOT),
                "",
                "bw_live_",
                "é".repeat(67).replace("é", "~"));
        for (String key : wrong) {
            for (String route : ROUTES.subList(0, 5)) {
                // When
                Answer answer = new Client(gateway).with("X-API-Key", key).get(route);
                Answer bearer = new Client(gateway)
                        .with("Authorization", "Bearer " + key)
                        .get(route);
                // Then
                assertThat(answer.status()).as(route + " " + key).isEqualTo(401);
                assertThat(bearer.status()).isEqualTo(401);
                assertThat(answer.json().getString("code")).isEqualTo("key_invalid");
                assertThat(answer.json().getString("detail"))
                        .isEqualTo(bearer.json().getString("detail"));
            }
        }
    }

    @Test
    void theRightKeyIsTakenFromEitherHeader() {
        assertThat(new Client(gateway)
                        .with("X-API-Key", Servers.key())
                        .get("/v1/assets")
                        .status())
                .isEqualTo(200);
        assertThat(new Client(gateway)
                        .with("Authorization", "bearer " + Servers.key())
                        .get("/v1/assets")
                        .status())
                .isEqualTo(200);
        assertThat(new Client(gateway)
                        .with("Authorization", "Basic " + Servers.key())
                        .get("/v1/assets")
                        .status())
                .isEqualTo(401);
        assertThat(Client.admitted(gateway)
                        .with("X-API-Key", "another")
                        .get("/v1/assets")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aKeyInAUrlIsRefusedEverywhereButAtTheWebhook() {
        String key = Servers.key();
        for (String path : List.of(
                "/v1/assets?api_key=" + key,
                "/v1/stream?key=" + key,
                "/v1/stream?assets=" + key,
                "/v1/indicators/" + key,
                "/v1/assets?x=bw%5flive%5f" + key.substring(8),
                "/v1/assets?x=bw%255flive%255f" + key.substring(8),
                "/?api_key=" + key,
                "/docs?key=" + key,
                "/webhook/indicators/?indicator=btc_futures_basis&api_key=" + key,
                "//webhook/indicators?indicator=btc_futures_basis&api_key=" + key)) {
            // When
            Answer answer = new Client(gateway).get(path);
            // Then
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.json().getString("code")).isEqualTo("key_in_url");
            assertThat(answer.body())
                    .doesNotContain(ApiKey.parse(key).orElseThrow().secret());
        }
    }

    @Test
    void whatIsPublicNeedsNoKey() {
        for (String path : publicPaths.all()) {
            assertThat(new Client(gateway).get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(new Client(gateway).send("POST", "/", "x").status()).isEqualTo(405);
    }

    @Test
    void theSecretIsInNoLogLine() {
        // Given
        StringBuilder log = new StringBuilder();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                log.append(line.getMessage())
                        .append(Arrays.toString(line.getParameters()))
                        .append('\n');
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(listener);
        try {
            // When
            String key = Servers.key();
            Client.admitted(gateway).get("/v1/assets");
            new Client(gateway).get("/webhook/indicators?indicator=btc_futures_basis&api_key=" + key);
            new Client(gateway).get("/v1/" + key);
            new Client(gateway).get("/v1/assets?api_key=" + key);
            // Then
            assertThat(log.toString())
                    .contains("/webhook/indicators")
                    .contains(ApiKey.parse(key).orElseThrow().id())
                    .doesNotContain(ApiKey.parse(key).orElseThrow().secret().substring(0, 12));
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
    }

    @Test
    void crossOriginAnswersFollowTheListAlsoWhenRefused() {
        // Given
        Client other = new Client(gateway).with("X-Test", "1");
        // When
        Answer listed = new Client(gateway).with("X-Forwarded-Host", "x").get("/v1/assets");
        // Then: no origin, no header
        assertThat(listed.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(other.with("Origin", "https://app.example.org")
                        .get("/v1/assets")
                        .header("Access-Control-Allow-Origin"))
                .isEqualTo("https://app.example.org");
        assertThat(other.with("Origin", "https://evil.example.org")
                        .get("/v1/assets")
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
        Answer preflight = other.with("Origin", "https://app.example.org")
                .with("Access-Control-Request-Method", "GET")
                .send("OPTIONS", "/v1/assets", "");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("X-API-Key");
    }
}
