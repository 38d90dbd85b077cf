package io.basiswatch.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.RawHttp;
import io.basiswatch.gateway.testing.RawHttp.Answer;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that can be wrong with a request, on every kind of route, byte by byte: the answer is always a problem. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class BadRequestsTest {
    private static final String HISTORY = "/v1/indicators/test_spread_pct/history";
    private static final Set<String> MEMBERS =
            Set.of("type", "title", "status", "detail", "instance", "code", "request_id");
    private static final String LEAKS =
            "Exception|io\\.basiswatch|io\\.vertx|io\\.quarkus|netty|jakarta|java\\.|org\\.|"
                    + "SELECT|postgres|redis|Redis|\\tat |\\.java|stack";

    @TestHTTPResource
    URL gateway;

    @BeforeEach
    void fill() {
        try (RedisWire redis = Servers.redis()) {
            new Values(redis).clear();
        }
        // The first request of all, which a gateway on a known port sends itself.
        new Client(gateway).get("/docs");
    }

    /**
     * A wrong request.
     *
     * @param name for people
     * @param status that it is answered with
     * @param code of the problem
     * @param text as it is sent
     */
    private record Wrong(String name, int status, String code, String text) {}

    private static Wrong get(int status, String code, String path) {
        return new Wrong("GET " + path, status, code, request("GET", path, ""));
    }

    private static Wrong method(String method, String path) {
        return new Wrong(method + " " + path, 405, "method_not_allowed", request(method, path, ""));
    }

    private static Wrong accept(String path) {
        return new Wrong(
                "Accept of " + path, 406, "not_acceptable", request("GET", path, "Accept: application/x-nothing\r\n"));
    }

    private static String request(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + Servers.key() + "\r\n" + headers
                + "\r\n";
    }

    private static String bare(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static Stream<Wrong> paths() {
        return Stream.of(
                get(404, "not_found", "/nothing"),
                get(404, "not_found", "/v1"),
                get(404, "not_found", "/v1/"),
                get(404, "not_found", "/v1/nothing"),
                get(404, "not_found", "/q/health"),
                get(404, "not_found", "/../etc/passwd"),
                get(404, "not_found", "/META-INF/openapi.yaml"),
                get(404, "unknown_indicator", "/v1/indicators/no_such_thing"),
                get(404, "unknown_asset", HISTORY + "?asset=NOPE"),
                method("POST", "/v1/indicators"),
                method("PUT", HISTORY),
                method("DELETE", "/v1/assets"),
                method("PATCH", "/v1/stream"),
                method("PUT", "/webhook/indicators"),
                method("POST", "/docs"),
                method("DELETE", "/openapi"),
                method("TRACE", "/v1/assets"),
                method("BREW", "/v1/assets"),
                accept("/v1/indicators"),
                accept("/v1/assets"),
                accept("/v1/stream"),
                accept("/webhook/indicators?indicator=btc_futures_basis"));
    }

    private static Stream<Wrong> parameters() {
        return Stream.of(
                get(400, "bad_request", "/v1/assets?x=%zz"),
                get(400, "bad_request", "/v1/%"),
                get(400, "unknown_parameter", "/v1/assets?no=1"),
                get(400, "unknown_parameter", "/v1/stream?no=1"),
                get(400, "invalid_parameter", HISTORY),
                get(400, "invalid_parameter", HISTORY + "?asset=ETH&from=yesterday"),
                get(400, "invalid_parameter", HISTORY + "?asset=ETH&from=1&from=2"),
                get(400, "invalid_parameter", HISTORY + "?asset=ETH&limit=0"),
                get(400, "invalid_parameter", HISTORY + "?asset=ETH&limit=9999999999999999999"),
                get(400, "invalid_parameter", HISTORY + "?asset=ETH&resolution=1y"),
                get(422, "resolution_not_stored", HISTORY + "?asset=ETH&resolution=1s"),
                get(422, "range_not_possible", HISTORY + "?asset=ETH&from=2&to=1"),
                get(422, "range_not_possible", HISTORY + "?asset=ETH&from=0&to=1723161600000"),
                get(422, "range_not_possible", HISTORY + "?asset=ETH&asOf=2999-01-01T00:00:00Z"),
                get(400, "invalid_parameter", "/webhook/indicators"),
                get(400, "invalid_parameter", "/webhook/indicators?indicator=%00"),
                get(400, "key_in_url", "/v1/assets?api_key=x"),
                get(400, "key_in_url", "/v1/assets?a=" + Servers.key()));
    }

    private static Wrong body(int status, String code, String path, String type, String body) {
        String headers = "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n";
        return new Wrong(type + " " + body + " to " + path, status, code, request("POST", path, headers) + body);
    }

    private static Stream<Wrong> bodies() {
        return Stream.of(
                body(400, "not_a_receipt", "/v1/verify", "application/json", "{\"time\": "),
                body(400, "not_a_receipt", "/v1/verify", "application/json", "[1, 2]"),
                body(415, "unsupported_media_type", "/v1/verify", "text/plain", "x"),
                body(400, "bad_request", "/v1/stream-tickets", "application/json", "{"),
                body(400, "invalid_parameter", "/v1/stream-tickets", "application/json", "{\"topics\": 7}"),
                body(415, "unsupported_media_type", "/v1/stream-tickets", "application/xml", "<x/>"));
    }

    private static Stream<Wrong> keys() {
        return Stream.of(
                new Wrong("no key", 401, "key_missing", bare("/v1/assets", "")),
                new Wrong("rubbish", 401, "key_invalid", bare("/v1/assets", "X-API-Key: rubbish\r\n")),
                new Wrong("Basic", 401, "key_invalid", bare("/v1/assets", "Authorization: Basic eDp5\r\n")),
                new Wrong("no key, no path", 401, "key_missing", bare("/nothing", "")),
                new Wrong("two keys", 401, "key_invalid", bare("/v1/assets", "X-API-Key: a\r\nX-API-Key: b\r\n")));
    }

    private static Stream<Wrong> bytes() {
        String large = "x".repeat(70_000);
        return Stream.of(
                new Wrong("long path", 414, "uri_too_long", bare("/" + "x".repeat(5_000), "")),
                new Wrong(
                        "large header",
                        431,
                        "headers_too_large",
                        bare("/v1/assets", "X: " + "x".repeat(20_000) + "\r\n")),
                new Wrong(
                        "large body",
                        413,
                        "body_too_large",
                        request("POST", "/test/body", "Content-Length: 70000\r\n")),
                new Wrong(
                        "large body in chunks",
                        413,
                        "body_too_large",
                        request("POST", "/test/body", "Transfer-Encoding: chunked\r\n") + "11170\r\n" + large
                                + "\r\n0\r\n\r\n"),
                new Wrong(
                        "no body in chunks",
                        400,
                        "bad_request",
                        request("POST", "/v1/verify", "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n")
                                + "0\r\n\r\n"),
                new Wrong(
                        "large body of a resource",
                        413,
                        "body_too_large",
                        request("POST", "/v1/verify", "Content-Type: text/plain\r\nContent-Length: 70000\r\n")),
                new Wrong("no HTTP", 400, "bad_request", "HELO localhost\r\n\r\n"),
                new Wrong("no method", 400, "bad_request", " / HTTP/1.1\r\n\r\n"),
                new Wrong(
                        "no host",
                        400,
                        "bad_request",
                        "GET /v1/assets HTTP/1.1\r\nX-API-Key: " + Servers.key() + "\r\n\r\n"),
                new Wrong("no version", 400, "bad_request", "GET /v1/assets HTTP/x\r\nHost: localhost\r\n\r\n"),
                new Wrong("another version", 400, "bad_request", "GET /v1/assets HTTP/3.7\r\nHost: localhost\r\n\r\n"),
                new Wrong("NUL in header", 400, "bad_request", bare("/v1/assets", "X: a\0b\r\n")),
                new Wrong("bad length", 400, "bad_request", bare("/v1/assets", "Content-Length: many\r\n")),
                new Wrong(
                        "two lengths",
                        400,
                        "bad_request",
                        bare("/v1/assets", "Content-Length: 1\r\nContent-Length: 2\r\n")));
    }

    @Test
    void whateverIsWrongTheAnswerIsAProblem() {
        // Given
        List<Wrong> all = Stream.of(paths(), parameters(), bodies(), keys(), bytes())
                .flatMap(each -> each)
                .toList();
        assertThat(all).hasSizeGreaterThan(50);
        for (Wrong wrong : all) {
            // When
            try (RawHttp connection = new RawHttp(gateway.getPort())) {
                connection.write(wrong.text());
                Answer answer = connection.read();
                // Then
                assertProblem(wrong, answer);
            }
        }
    }

    private static void assertProblem(Wrong wrong, Answer answer) {
        String name = wrong.name();
        Map<String, String> headers = answer.headers();
        assertThat(answer.status()).as(name + ": " + answer.body()).isEqualTo(wrong.status());
        assertThat(headers.get("Content-Type")).as(name).isEqualTo("application/problem+json");
        assertThat(headers.get("Cache-Control")).as(name).isEqualTo("no-store");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.fieldNames()).as(name).containsAll(MEMBERS);
        assertThat(problem.getString("code")).as(name).isEqualTo(wrong.code());
        assertThat(problem.getInteger("status")).as(name).isEqualTo(answer.status());
        assertThat(problem.getString("type")).as(name).endsWith("#problem-" + wrong.code());
        assertThat(problem.getString("request_id")).as(name).isEqualTo(headers.get("X-Request-Id"));
        assertThat(problem.getString("title")).as(name).isNotBlank();
        assertThat(problem.getString("detail")).as(name).isNotBlank();
        assertThat(answer.body()).as(name).doesNotContainPattern(LEAKS);
        assertThat(headers.getOrDefault("Server", "")).as(name).isEmpty();
        if (wrong.text().contains("application/json")) {
            assertThat(problem.getJsonArray("errors"))
                    .as(name)
                    .allSatisfy(each ->
                            assertThat(((JsonObject) each).getString("pointer")).startsWith("#"))
                    .isNotEmpty();
        }
        if (answer.status() == 405) {
            assertThat(headers.get("Allow")).as(name).contains("GET");
        }
        if (answer.status() == 401) {
            assertThat(headers.get("WWW-Authenticate")).as(name).startsWith("Bearer");
        }
    }
}
