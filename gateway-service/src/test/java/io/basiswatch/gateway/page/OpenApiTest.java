package io.basiswatch.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The written contract against what is served. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class OpenApiTest {
    @TestHTTPResource
    URL gateway;

    @Inject
    Router router;

    @Inject
    PublicPaths publicPaths;

    private JsonObject document;

    @BeforeEach
    void read() {
        try (RedisWire redis = Servers.redis()) {
            new Values(redis).clear();
        }
        document = new Client(gateway).get("/openapi?format=json").json();
    }

    private Stream<JsonObject> operations() {
        return document.getJsonObject("paths").stream()
                .map(path -> (JsonObject) path.getValue())
                .flatMap(path -> path.stream())
                .map(operation -> (JsonObject) operation.getValue());
    }

    @Test
    void isOpenApi31InBothForms() {
        assertThat(document.getString("openapi")).startsWith("3.1");
        assertThat(new Client(gateway).get("/openapi").body())
                .contains("openapi: 3.1")
                .contains("operationId:");
    }

    @Test
    void servedRoutesAreTheDocumentedOnes() {
        // Given
        Set<String> served = new TreeSet<>();
        router.getRoutes().stream()
                .filter(Route::isExactPath)
                .map(Route::getPath)
                .filter(path -> path != null)
                .filter(path -> path.startsWith("/v1") || path.startsWith("/webhook"))
                .map(path -> path.replaceAll(":(\\w+)", "{$1}"))
                .forEach(served::add);
        resources().forEach(served::add);
        // Then
        assertThat(served).isEqualTo(document.getJsonObject("paths").fieldNames());
    }

    private static Stream<String> resources() {
        return Stream.of(
                        "io.basiswatch.gateway.indicators.AssetResource",
                        "io.basiswatch.gateway.indicators.IndicatorResource",
                        "io.basiswatch.gateway.indicators.HistoryResource",
                        "io.basiswatch.gateway.live.TicketResource",
                        "io.basiswatch.gateway.receipt.ReceiptResource",
                        "io.basiswatch.gateway.receipt.VerifyResource",
                        "io.basiswatch.gateway.catalog.CatalogResource",
                        "io.basiswatch.gateway.assets.AssetOverviewResource",
                        "io.basiswatch.gateway.assets.SnapshotResource",
                        "io.basiswatch.gateway.views.TermStructureResource",
                        "io.basiswatch.gateway.views.EpisodeResource",
                        "io.basiswatch.gateway.views.StudyResource",
                        "io.basiswatch.gateway.views.ChecklistResource",
                        "io.basiswatch.gateway.digests.DigestResource",
                        "io.basiswatch.gateway.markets.MarketResource",
                        "io.basiswatch.gateway.markets.VenueResource",
                        "io.basiswatch.gateway.webhook.WebhookResource")
                .flatMap(OpenApiTest::paths);
    }

    private static Stream<String> paths(String name) {
        try {
            Class<?> resource = Class.forName(name);
            String root = resource.getAnnotation(jakarta.ws.rs.Path.class).value();
            return Arrays.stream(resource.getMethods())
                    .filter(method -> method.isAnnotationPresent(jakarta.ws.rs.GET.class)
                            || method.isAnnotationPresent(jakarta.ws.rs.POST.class))
                    .map(method -> method.getAnnotation(jakarta.ws.rs.Path.class))
                    .map(path -> path == null ? root : root + path.value());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyRouteTakesExactlyTheDocumentedParameters() {
        document.getJsonObject("paths").forEach(entry -> {
            // Given
            String path = entry.getKey()
                    .replace("{indicator}", "futures_basis")
                    .replace("{asset}", "ETH")
                    .replace("{venue}", "alpha");
            JsonObject methods = (JsonObject) entry.getValue();
            String method = methods.fieldNames().iterator().next();
            JsonArray parameters = methods.getJsonObject(method).getJsonArray("parameters", new JsonArray());
            Set<String> documented = parameters.stream()
                    .map(each -> resolved((JsonObject) each))
                    .filter(each -> each.getString("in").equals("query"))
                    .map(each -> each.getString("name"))
                    .collect(Collectors.toCollection(TreeSet::new));
            // When
            String detail = Client.admitted(gateway)
                    .with("Content-Type", "application/json")
                    .send(
                            method.toUpperCase(Locale.ROOT),
                            path + "?no-such-parameter=1",
                            method.equals("get") ? "" : "{}")
                    .json()
                    .getString("detail");
            // Then
            String accepted = documented.isEmpty() ? "none" : String.join(", ", documented);
            assertThat(detail).as(path).endsWith("Accepted: " + accepted + ".");
        });
    }

    private JsonObject resolved(JsonObject part) {
        String reference = part.getString("$ref");
        if (reference == null) {
            return part;
        }
        JsonObject at = document;
        for (String name : reference.substring(2).split("/")) {
            at = at.getJsonObject(name);
        }
        return resolved(at);
    }

    @Test
    void everyOperationIsDescribedTaggedAndHasItsProblems() {
        assertThat(operations()).hasSize(20).allSatisfy(operation -> {
            assertThat(operation.getString("operationId")).isNotBlank();
            assertThat(operation.getString("summary")).isNotBlank();
            assertThat(operation.getString("description")).isNotBlank();
            assertThat(operation.getJsonArray("tags")).hasSize(1);
            JsonObject responses = operation.getJsonObject("responses");
            assertThat(responses.fieldNames())
                    .contains("400", "401", "406", "503")
                    .containsAnyOf("200", "201");
            String success = responses.containsKey("200") ? "200" : "201";
            assertThat(responses.getJsonObject(success).getJsonObject("content").stream())
                    .allSatisfy(media -> assertThat(((JsonObject) media.getValue()).getJsonObject("examples"))
                            .isNotEmpty());
            responses.stream()
                    .filter(response -> response.getKey().compareTo("400") >= 0)
                    .map(response -> resolved((JsonObject) response.getValue()))
                    .forEach(response -> assertThat(
                                    response.getJsonObject("content").fieldNames())
                            .containsExactly("application/problem+json"));
        });
    }

    @Test
    void theCodesOfProblemsAreTheReasons() {
        JsonArray codes = document.getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("Problem")
                .getJsonObject("properties")
                .getJsonObject("code")
                .getJsonArray("enum");
        assertThat(codes.stream().map(Object::toString))
                .containsExactly(
                        Arrays.stream(Reason.values()).map(Reason::code).toArray(String[]::new));
    }

    @Test
    void pagesAskForNothingOutsideOfThisServer() {
        for (StaticFile file : StaticFile.ALL) {
            Client.Answer answer = new Client(gateway).get(file.path());
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(answer.body().replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://", "https://");
            assertThat(new Client(gateway)
                            .with("If-None-Match", answer.header("ETag"))
                            .get(file.path())
                            .status())
                    .isEqualTo(304);
        }
        assertThat(publicPaths.all()).hasSize(StaticFile.ALL.size() + 4);
    }
}
