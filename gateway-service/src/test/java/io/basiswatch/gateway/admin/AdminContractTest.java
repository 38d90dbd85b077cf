package io.basiswatch.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.basiswatch.gateway.testing.Keys;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The written contract of the admin plane against what is served. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AdminContractTest {
    @Inject
    AdminRoutes routes;

    @Inject
    AdminServer server;

    private JsonNode document;

    @BeforeEach
    void read() throws IOException {
        document =
                new YAMLMapper().readTree(Path.of("../docs/admin-openapi.yaml").toFile());
    }

    private JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void servedRoutesAreTheDocumentedOnes() {
        // Given
        Set<String> documented = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> names(path.getValue())
                        .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        // When
        Set<String> served = routes.all().stream()
                .map(route -> route.method().name() + " " + route.path().replace(":id", "{id}"))
                .collect(Collectors.toCollection(TreeSet::new));
        // Then
        assertThat(served).isEqualTo(documented);
    }

    @Test
    void answersHaveTheDocumentedFields() {
        // Given
        Keys operator = Keys.operator(server.port().orElseThrow());
        // When
        JsonObject made = operator.create(new JsonObject().put("name", "contract"));
        String key = "/admin/v1/keys/" + made.getString("id");
        // Then
        assertThat(new JsonObject(operator.get(key).body()).fieldNames())
                .isEqualTo(names(schema("Key").path("properties")));
        assertThat(new JsonObject(operator.get(key + "/usage").body()).fieldNames())
                .isEqualTo(names(schema("Usage").path("properties")));
        assertThat(new JsonObject(operator.get("/admin/v1/audit?limit=1").body())
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .fieldNames())
                .isEqualTo(names(schema("Entry").path("properties")));
    }

    @Test
    void theFieldsOfAWishAreTheDocumentedOnes() {
        // When
        String detail = new JsonObject(Keys.operator(server.port().orElseThrow())
                        .send("POST", "/admin/v1/keys", "{\"none\":1}", "x")
                        .body())
                .getString("detail");
        // Then
        assertThat(detail)
                .endsWith("Accepted: " + String.join(", ", names(schema("Terms").path("properties"))) + ".");
    }
}
