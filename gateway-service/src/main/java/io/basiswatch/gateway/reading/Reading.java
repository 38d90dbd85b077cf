package io.basiswatch.gateway.reading;

import io.basiswatch.model.Resolution;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A value as a part of a larger answer: everything that is said of it but what it was made of, which is a link to its receipt
 * away, with its age and the venues that it rests on.
 */
public final class Reading {
    private static final List<String> SAID = List.of(
            "series",
            "indicator",
            "asset",
            "dimension",
            "time",
            "resolution",
            "value",
            "unit",
            "quality",
            "reasons",
            "version",
            "revision",
            "known_at");

    private Reading() {}

    /**
     * Of a published value.
     *
     * @param value as {@link io.basiswatch.model.wire.ValueJson} writes it
     * @param now milliseconds since the epoch
     */
    public static JsonObject of(JsonObject value, long now) {
        JsonObject reading = new JsonObject();
        SAID.forEach(name -> reading.put(name, value.getValue(name)));
        reading.put("age_ms", Math.max(0, now - value.getLong("time")));
        reading.put("staleness_ms", staleness(value, now).orElse(null));
        Set<String> used = InputVenues.used(value);
        reading.put("venues_used", array(used));
        reading.put("venues_missing", array(InputVenues.leftOut(value, used)));
        reading.put("attributes", value.getJsonObject("attributes", new JsonObject()));
        return reading.put("receipt", receipt(value).orElse(null));
    }

    /** How old the oldest of what the value was made of is; empty where the value does not tell. */
    private static Optional<Long> staleness(JsonObject value, long now) {
        // It is told as of the end of the interval; a live value is of an instant.
        Resolution resolution = Resolution.parse(value.getString("resolution"));
        long end = value.getLong("time") + (resolution == Resolution.SECOND ? 0 : resolution.millis());
        return Optional.ofNullable(
                        value.getJsonObject("attributes", new JsonObject()).getLong("oldest_input_ms"))
                .map(oldest -> Math.max(0, now - end + oldest));
    }

    /** With everything that the value was made of, too. */
    public static JsonObject full(JsonObject value, long now) {
        JsonObject reading = of(value, now).put("inputs", value.getJsonArray("inputs", new JsonArray()));
        JsonArray constituents = value.getJsonArray("constituents");
        return constituents == null ? reading : reading.put("constituents", constituents);
    }

    private static JsonArray array(Set<String> texts) {
        return new JsonArray(List.copyOf(texts));
    }

    /** Where the receipt is; empty for a live value, which is not stored. */
    private static Optional<String> receipt(JsonObject value) {
        String resolution = value.getString("resolution");
        return resolution.equals(Resolution.SECOND.code())
                ? Optional.empty()
                : Optional.of("/v1/indicators/" + value.getString("indicator") + "/receipt?asset="
                        + value.getString("asset") + "&dimension=" + dimension(value) + "&resolution=" + resolution
                        + "&time=" + value.getLong("time"));
    }

    /** As a query takes it. */
    public static String dimension(JsonObject value) {
        String dimension = value.getString("dimension");
        return dimension.isEmpty() ? "none" : dimension;
    }
}
