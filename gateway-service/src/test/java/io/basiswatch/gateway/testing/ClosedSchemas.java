package io.basiswatch.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The schemas of a contract as the gateway's own tests want them: a client must put up with fields that it does not know, but an
 * answer of ours that holds a field which is not documented is a fault.
 */
final class ClosedSchemas {
    private static final String COMPONENTS = "#/components/schemas/";

    private final Set<JsonNode> parts = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> partNames = new HashSet<>();

    private ClosedSchemas() {}

    /** A copy of the document in which no object has more properties than are named. */
    static JsonNode of(JsonNode document) {
        JsonNode copy = document.deepCopy();
        ClosedSchemas closed = new ClosedSchemas();
        closed.collectParts(copy);
        closed.partNames.forEach(
                name -> closed.parts.add(copy.at("/components/schemas").path(name)));
        closed.close(copy);
        return copy;
    }

    /** What is put together with others by {@code allOf} stays open: the whole is closed. */
    private void collectParts(JsonNode node) {
        node.path("allOf").forEach(part -> {
            String reference = part.path("$ref").asText();
            if (reference.startsWith(COMPONENTS)) {
                partNames.add(reference.substring(COMPONENTS.length()));
            } else {
                parts.add(part);
            }
        });
        node.forEach(this::collectParts);
    }

    private void close(JsonNode node) {
        boolean whole = node.path("type").asText().equals("object") && node.has("properties") || node.has("allOf");
        if (whole && !node.has("additionalProperties") && !parts.contains(node)) {
            ((ObjectNode) node).put("unevaluatedProperties", false);
        }
        node.forEach(this::close);
    }
}
