package io.basiswatch.gateway.views;

import io.basiswatch.gateway.reading.Reading;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A study of what followed a kind of event, with its numbers by horizon: a name of an attribute holds how many days it is of. */
final class Study {
    private static final Pattern HORIZON =
            Pattern.compile("(?<before>[a-z0-9_]+)_(?<days>\\d{1,4})d(?<after>_[a-z0-9_]+)?");

    private Study() {}

    /** The value as a reading, its attributes told apart by horizon. */
    static JsonObject of(JsonObject value, long now) {
        Map<Integer, JsonObject> horizons = new TreeMap<>(Comparator.naturalOrder());
        JsonObject facts = new JsonObject();
        value.getJsonObject("attributes", new JsonObject()).forEach(attribute -> {
            Matcher name = HORIZON.matcher(attribute.getKey());
            if (name.matches()) {
                String after = name.group("after") == null ? "" : name.group("after");
                horizons.computeIfAbsent(Integer.parseInt(name.group("days")), days -> new JsonObject())
                        .put(name.group("before") + after, attribute.getValue());
            } else {
                facts.put(attribute.getKey(), attribute.getValue());
            }
        });
        JsonObject byHorizon = new JsonObject();
        horizons.forEach((days, numbers) -> byHorizon.put(days + "d", numbers));
        JsonObject told = Reading.of(value, now);
        told.remove("attributes");
        return new JsonObject()
                .put("n", value.getValue("value"))
                .put("horizons", byHorizon)
                .put("facts", facts)
                .put("told", told);
    }
}
