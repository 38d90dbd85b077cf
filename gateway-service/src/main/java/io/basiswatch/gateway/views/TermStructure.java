package io.basiswatch.gateway.views;

import io.basiswatch.gateway.reading.Reading;
import io.basiswatch.model.View;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the curves of an asset together from its newest values: the points of a curve are its inputs, and what belongs to it
 * besides has a dimension that begins with the curve's.
 */
final class TermStructure {
    private final Map<String, JsonObject> newest;
    private final List<JsonObject> definitions;
    private final long now;

    /**
     * @param newest series → newest value
     * @param definitions all of them
     * @param now milliseconds since the epoch
     */
    TermStructure(Map<String, JsonObject> newest, List<JsonObject> definitions, long now) {
        this.newest = newest;
        this.definitions = definitions;
        this.now = now;
    }

    /** One object per curve, by series. */
    JsonArray curves() {
        JsonArray curves = new JsonArray();
        of(View.TERM_STRUCTURE).stream().map(this::curve).forEach(curves::add);
        return curves;
    }

    private List<JsonObject> of(View view) {
        Set<String> indicators = Tagged.in(view, definitions).keySet();
        return newest.values().stream()
                .filter(value -> indicators.contains(value.getString("indicator")))
                .toList();
    }

    private JsonObject curve(JsonObject value) {
        return new JsonObject()
                .put("dimension", value.getString("dimension"))
                .put("curve", Reading.of(value, now))
                .put("points", points(value))
                .put("forwards", belonging(View.TERM_STRUCTURE_FORWARD, value))
                .put("maturities", belonging(View.TERM_STRUCTURE_MATURITY, value));
    }

    /** The inputs of a curve by their source: what each said when the curve was computed, and what it says now. */
    private JsonArray points(JsonObject curve) {
        Map<String, JsonObject> points = new LinkedHashMap<>();
        curve.getJsonArray("inputs", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .forEach(input -> enter(input, points));
        return new JsonArray(List.copyOf(points.values()));
    }

    private void enter(JsonObject input, Map<String, JsonObject> points) {
        String source = input.getString("source");
        JsonObject point = points.computeIfAbsent(source, series -> {
            JsonObject value = newest.get(series);
            return new JsonObject()
                    .put("series", series)
                    .put("excluded", input.getString("excluded"))
                    .put("inputs", new JsonObject())
                    .put("newest", value == null ? null : Reading.of(value, now));
        });
        point.getJsonObject("inputs").put(input.getString("kind"), input.getDouble("value"));
    }

    private JsonArray belonging(View view, JsonObject curve) {
        String start = curve.getString("dimension") + '.';
        Collection<JsonObject> found = of(view).stream()
                .filter(value -> value.getString("dimension").startsWith(start))
                .map(value -> Reading.of(value, now))
                .toList();
        return new JsonArray(List.copyOf(found));
    }
}
