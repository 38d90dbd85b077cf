package io.basiswatch.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.gateway.testing.Contract.Exchange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The check of answers must find what is wrong with them, or it proves nothing. */
class ContractTest {
    private static final JsonObject ASSETS = new JsonObject()
            .put("data", new JsonArray().add(new JsonObject().put("asset", "ETH")))
            .putNull("next");
    private static final JsonObject PROBLEM = new JsonObject()
            .put("type", "/docs#problem-not_found")
            .put("title", "There is nothing here")
            .put("status", 404)
            .put("detail", "No.")
            .put("instance", "/nothing")
            .put("code", "not_found")
            .put("request_id", "1");

    private final Contract contract = Contract.written();

    private static Exchange exchange(String method, String path, int status, String type, String body, String... more) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("content-type", List.of(type));
        headers.put("x-request-id", List.of("1"));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], List.of(more[i + 1]));
        }
        return new Exchange(method, path, status, headers, Optional.of(body));
    }

    private static Exchange assets(String type, String body, String... more) {
        Exchange exchange = exchange("GET", "/v1/assets", 200, type, body, more);
        exchange.headers().putIfAbsent("etag", List.of("\"a\""));
        return exchange;
    }

    @Test
    void whatIsAsDocumentedPasses() {
        assertThat(contract.faults(assets("application/json;charset=UTF-8", ASSETS.encode())))
                .isEmpty();
        assertThat(contract.faults(exchange("GET", "/nothing", 404, "application/problem+json", PROBLEM.encode())))
                .isEmpty();
        assertThat(contract.faults(exchange("GET", "/docs", 200, "text/html", "<html>")))
                .isEmpty();
    }

    @Test
    void everyKindOfDeviationIsFound() {
        String body = ASSETS.encode();
        assertFault(exchange("GET", "/v1/assets", 418, "application/json", body), "status is not documented");
        assertFault(assets("text/plain", body), "media type 'text/plain' is not documented");
        assertFault(assets("application/json", "{"), "no JSON");
        assertFault(assets("application/json", ASSETS.copy().put("next", 1).encode()), "next");
        assertFault(assets("application/json", "{\"data\":[]}"), "next");
        assertFault(assets("application/json", body.replace("ETH", "eth")), "pattern");
        assertFault(assets("application/json", ASSETS.copy().put("more", 1).encode()), "more");
        assertFault(assets("application/json", body, "x-request-id", "<x>"), "X-Request-Id");
        assertFault(assets("application/json", body, "etag", "W"), "ETag");
        assertFault(exchange("GET", "/v1/assets", 200, "application/json", body), "ETag is missing");
        assertFault(exchange("GET", "/v1/assets", 304, "application/json", body, "ETag", "\"a\""), "no body");
        assertFault(
                exchange("GET", "/v1/assets", 503, "application/problem+json", PROBLEM.encode()),
                "Retry-After is missing");
        assertFault(
                exchange("GET", "/v1/assets", 503, "application/problem+json", PROBLEM.encode(), "Retry-After", "soon"),
                "Retry-After");
        assertFault(exchange("GET", "/nothing", 404, "text/html", "no"), "a refusal is application/problem+json");
        assertFault(
                exchange(
                        "DELETE",
                        "/v1/assets",
                        405,
                        "application/problem+json",
                        PROBLEM.copy().put("code", "not_a_code").encode()),
                "code");
        assertFault(
                exchange(
                        "GET",
                        "/v1/indicators/a_b/history",
                        404,
                        "application/problem+json",
                        PROBLEM.copy().put("status", "404").encode()),
                "status");
    }

    private void assertFault(Exchange exchange, String told) {
        assertThat(contract.faults(exchange))
                .as(exchange.toString())
                .anySatisfy(fault -> assertThat(fault).contains(told));
        assertThatThrownBy(() -> contract.require(exchange))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(exchange.path());
    }

    @Test
    void aHeadHasNoBodyAndIsOtherwiseAGet() {
        assertThat(contract.faults(exchange("HEAD", "/v1/assets", 200, "application/json", "", "ETag", "\"a\"")))
                .isEmpty();
        assertThat(contract.faults(exchange("HEAD", "/v1/assets", 200, "application/json", "")))
                .isNotEmpty();
    }

    @Test
    void aPathIsItsOwnTemplateAndNoOther() {
        assertThat(contract.faults(exchange("GET", "/v1/indicators/a_b/nothing", 200, "text/plain", "x")))
                .as("no operation: nothing is known but that refusals are problems")
                .isEmpty();
        assertThat(contract.faults(exchange("GET", "/v1/indicators/a_b", 200, "text/plain", "x")))
                .isNotEmpty();
    }

    @Test
    void eventsOfTheStreamAreKnownByName() {
        contract.requireEvent("resumed", "{\"replayed\":3}");
        assertThatThrownBy(() -> contract.requireEvent("resumed", "{\"replayed\":-1}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> contract.requireEvent("resumed", "{\"replayed\":3,\"more\":1}"))
                .hasMessageContaining("more");
        assertThatThrownBy(() -> contract.requireEvent("news", "{}")).hasMessageContaining("not documented");
    }

    @Test
    void componentsCanBeAskedForByName() {
        assertThat(contract.faults("Problem", PROBLEM.encode())).isEmpty();
        assertThat(contract.faults("Problem", "{}")).isNotEmpty();
    }
}
