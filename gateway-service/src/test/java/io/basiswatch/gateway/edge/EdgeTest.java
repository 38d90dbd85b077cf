package io.basiswatch.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.RawHttp;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes on their way out, clients that are slow, and origins: with limits that a test can wait for. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(EdgeTest.ShortLimits.class)
class EdgeTest {
    private static final String ORIGIN = "https://app.example.org";

    /** One second each. */
    public static final class ShortLimits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gateway.deadline.request", "1s",
                    "gateway.connections.head", "1s",
                    "gateway.addresses.failed-keys-per-minute", "40",
                    "gateway.quotas.default.requests-per-minute", "3000",
                    "gateway.retired.hello.path", "/test/hel*",
                    "gateway.retired.hello.deprecated", "2026-01-01T00:00:00Z",
                    "gateway.retired.hello.sunset", "2026-07-01T00:00:00Z",
                    "gateway.retired.hello.explained", "https://docs.example.org/retired",
                    "gateway.retired.hello.successor", "/v2/hello");
        }
    }

    @TestHTTPResource
    URL gateway;

    /** The first request of all, which a gateway on a known port sends itself. */
    @BeforeEach
    void knock() {
        new Client(gateway).get("/docs");
    }

    @Test
    void aRouteOnItsWayOutSaysSinceWhenUntilWhenAndWhatInstead() {
        // When
        Answer answer = Client.admitted(gateway).get("/test/hello");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Deprecation")).isEqualTo("@1767225600");
        assertThat(answer.header("Sunset")).isEqualTo("Wed, 01 Jul 2026 00:00:00 GMT");
        assertThat(answer.response().headers().allValues("Link"))
                .containsExactly(
                        "</test/next>; rel=\"next\"",
                        "<https://docs.example.org/retired>; rel=\"deprecation\"; type=\"text/html\", "
                                + "<https://docs.example.org/retired>; rel=\"sunset\"; type=\"text/html\", "
                                + "</v2/hello>; rel=\"successor-version\"");
        assertThat(new Client(gateway).get("/test/hello").header("Deprecation"))
                .as("on a refusal too")
                .isEqualTo("@1767225600");
        assertThat(Client.admitted(gateway).get("/v1/assets").header("Deprecation"))
                .isEmpty();
    }

    @Test
    void whatIsNotAnsweredInTimeIsAProblem() {
        // When
        Answer answer = Client.admitted(gateway).with("Origin", ORIGIN).get("/test/never");
        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("code")).isEqualTo("deadline_exceeded");
        assertThat(answer.json().getString("type")).endsWith("#temporary-reduced-capacity");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() {
        try (RawHttp connection = new RawHttp(gateway.getPort())) {
            // When
            connection.write("POST /test/body HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + Servers.key()
                    + "\r\nContent-Length: 100\r\n\r\nab");
            RawHttp.Answer answer = connection.read();
            // Then
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.headers().get("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("request_timeout");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void aHeadThatDripsIsCutOffAndOthersDoNotNotice() {
        // Given
        List<RawHttp> slow = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            RawHttp connection = new RawHttp(gateway.getPort());
            connection.write(i % 2 == 0 ? "GET /v1/assets HTTP/1.1\r\nHost: localhost\r\n" : "G");
            slow.add(connection);
        }
        // When: a header every now and then, which would keep an idle timeout from ever ending
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (slow.getFirst().write("X-Drip: 1\r\n") && System.nanoTime() < giveUp) {
            assertThat(Client.admitted(gateway).get("/v1/assets").status()).isNotEqualTo(503);
        }
        // Then
        for (int i = 1; i < slow.size(); i++) {
            assertThat(slow.get(i).read().status()).as("connection %d", i).isEqualTo(408);
            assertThat(slow.get(i).isClosed()).isTrue();
        }
        slow.forEach(RawHttp::close);
    }

    @Test
    void aConnectionThatIsUsedAgainHasANewDeadlineForEachHead() {
        try (RawHttp connection = new RawHttp(gateway.getPort())) {
            String request = "GET /test/hello HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + Servers.key() + "\r\n\r\n";
            for (int i = 0; i < 3; i++) {
                // When
                connection.write(request.substring(0, 30));
                connection.write(request.substring(30));
                // Then
                assertThat(connection.read().status()).isEqualTo(200);
            }
            connection.write(request + request);
            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(connection.read().status()).isEqualTo(200);
            // When
            connection.write("GET ");
            // Then
            assertThat(connection.read().status()).isEqualTo(408);
        }
    }

    @Test
    void everyAnswerToAListedOriginCanBeReadByItsPage() {
        // Given
        Client page = new Client(gateway).with("Origin", ORIGIN);
        for (Answer answer : List.of(
                page.with("X-API-Key", Servers.key()).get("/test/hello"),
                page.with("X-API-Key", "wrong").get("/v1/assets"),
                page.get("/v1/assets"),
                page.with("X-API-Key", Servers.key()).get("/v1/nothing"))) {
            // Then
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(answer.header("Access-Control-Expose-Headers").split(", "))
                    .contains(
                            "ETag",
                            "Link",
                            "RateLimit",
                            "RateLimit-Policy",
                            "Retry-After",
                            "X-Request-Id",
                            "Deprecation",
                            "Sunset");
            assertThat(String.join(",", answer.response().headers().allValues("Vary")))
                    .contains("Origin");
        }
        Answer other = page.with("X-API-Key", Servers.key()).get("/test/hello");
        assertThat(other.header("Access-Control-Allow-Origin")).isNotEqualTo("*");
        assertThat(new Client(gateway)
                        .with("Origin", "https://evil.example.org")
                        .get("/v1/assets")
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void aPreflightNeedsNoKeyAndIsKeptForAWhile() {
        // When
        Answer preflight = new Client(gateway)
                .with("Origin", ORIGIN)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "x-api-key, content-type")
                .send("OPTIONS", "/v1/verify", "");
        // Then
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, POST");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("X-API-Key", "Content-Type");
        assertThat(Integer.parseInt(preflight.header("Access-Control-Max-Age"))).isGreaterThanOrEqualTo(600);
    }
}
