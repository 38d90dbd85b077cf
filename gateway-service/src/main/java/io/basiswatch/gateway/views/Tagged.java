package io.basiswatch.gateway.views;

import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.model.View;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The definitions by the views that they belong in. */
@ApplicationScoped
class Tagged {
    private final Catalogue catalogue;

    Tagged(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Id → definition of those that belong in {@code view}, by id. */
    Uni<Map<String, JsonObject>> in(View view) {
        return catalogue.definitions().map(all -> in(view, all));
    }

    static Map<String, JsonObject> in(View view, List<JsonObject> definitions) {
        Map<String, JsonObject> found = new LinkedHashMap<>();
        definitions.stream()
                .filter(definition ->
                        definition.getJsonArray("views", new JsonArray()).contains(view.code()))
                .forEach(definition -> found.put(definition.getString("id"), definition));
        return found;
    }
}
