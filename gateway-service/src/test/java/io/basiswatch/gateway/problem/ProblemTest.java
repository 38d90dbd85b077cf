package io.basiswatch.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Client.Answer;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no resource answers is answered with a problem too. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ProblemTest {
    @TestHTTPResource
    URL gateway;

    private static final List<List<String>> WRONG = List.of(
            List.of("GET", "/nothing", "404"),
            List.of("GET", "/v1", "404"),
            List.of("GET", "/v1/nothing", "404"),
            List.of("GET", "/q/health", "404"),
            List.of("GET", "/q/metrics", "404"),
            List.of("GET", "/v1/indicators/a/b/c", "404"),
            List.of("GET", "/META-INF/openapi.yaml", "404"),
            List.of("POST", "/v1/indicators", "405"),
            List.of("DELETE", "/v1/assets", "405"),
            List.of("PUT", "/v1/stream", "405"),
            List.of("PUT", "/v1/indicators/x/history", "405"),
            List.of("DELETE", "/v1/indicators/x/receipt", "405"),
            List.of("PATCH", "/webhook/indicators", "405"),
            List.of("POST", "/docs", "405"),
            List.of("DELETE", "/openapi", "405"),
            List.of("POST", "/openapi.json", "405"));

    @Test
    void unknownPathsAndWrongMethodsAreProblems() {
        for (List<String> wrong : WRONG) {
            // When
            Answer answer = Client.admitted(gateway).send(wrong.get(0), wrong.get(1), "");
            // Then
            assertThat(answer.status()).as(wrong.toString()).isEqualTo(Integer.parseInt(wrong.get(2)));
            assertProblem(answer);
            if (answer.status() == 405) {
                assertThat(answer.header("Allow")).as(wrong.toString()).startsWith("GET, HEAD");
            }
        }
    }

    @Test
    void whatCannotBeRepresentedIsAProblem() {
        for (String path : List.of("/v1/indicators", "/v1/assets", "/webhook/indicators?indicator=a_b", "/v1/stream")) {
            // When
            Answer answer = Client.admitted(gateway).with("Accept", "text/csv").get(path);
            // Then
            assertThat(answer.status()).as(path).isEqualTo(406);
            assertProblem(answer);
        }
    }

    @Test
    void theRequestIdOfTheClientIsKeptWhereItIsSane() {
        assertThat(Client.admitted(gateway)
                        .with("X-Request-Id", "trace-1.a_B")
                        .get("/nothing")
                        .json()
                        .getString("request_id"))
                .isEqualTo("trace-1.a_B");
        assertThat(Client.admitted(gateway)
                        .with("X-Request-Id", "<script>")
                        .get("/nothing")
                        .header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
    }

    private static void assertProblem(Answer answer) {
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonObject problem = answer.json();
        assertThat(problem.fieldNames())
                .contains("type", "title", "status", "detail", "instance", "code", "request_id");
        assertThat(problem.getInteger("status")).isEqualTo(answer.status());
        assertThat(problem.getString("request_id")).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.body()).doesNotContainPattern("Exception|io\\.basiswatch|java|SELECT|\\tat ");
    }
}
