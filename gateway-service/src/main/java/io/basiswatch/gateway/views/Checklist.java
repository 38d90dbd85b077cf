package io.basiswatch.gateway.views;

import io.basiswatch.gateway.reading.Reading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** A list of conditions with what is known of each, from the attributes of a value. */
final class Checklist {
    private static final String KNOWN = "_known";
    private static final String MET = "_met";
    private static final String TOTAL = "_total";
    /** What is told of an item, besides whether it is known. */
    private static final List<String> OF_ITEM = List.of("met", "value", "threshold", "distance", "since");

    private static final List<String> PARTS = List.of("met", "value", "threshold", "distance", "since", "total");

    private Checklist() {}

    /** The value as a reading, its attributes told apart by item and set. */
    static JsonObject of(JsonObject value, JsonObject definition, long now) {
        JsonObject attributes = value.getJsonObject("attributes", new JsonObject());
        JsonObject texts = definition.getJsonObject("attributes", new JsonObject());
        JsonArray items = new JsonArray();
        JsonArray sets = new JsonArray();
        JsonObject facts = new JsonObject();
        for (String name : attributes.fieldNames()) {
            if (!name.endsWith(KNOWN)) {
                if (!isOfPart(name, attributes)) {
                    facts.put(name, attributes.getValue(name));
                }
                continue;
            }
            String code = name.substring(0, name.length() - KNOWN.length());
            if (attributes.containsKey(code + TOTAL)) {
                sets.add(set(code, attributes));
            } else {
                items.add(item(code, attributes, texts));
            }
        }
        JsonObject told = Reading.of(value, now);
        told.remove("attributes");
        return new JsonObject()
                .put("met", value.getValue("value"))
                .put("items", items)
                .put("sets", sets)
                .put("facts", facts)
                .put("told", told);
    }

    /** Whether an attribute is of an item or a set: of what it is also told whether it is known. */
    private static boolean isOfPart(String name, JsonObject attributes) {
        return PARTS.stream()
                .filter(part -> name.endsWith('_' + part))
                .anyMatch(part -> attributes.containsKey(name.substring(0, name.length() - part.length() - 1) + KNOWN));
    }

    private static JsonObject item(String code, JsonObject attributes, JsonObject texts) {
        JsonObject item = new JsonObject()
                .put("item", code)
                .put("text", texts.getString(code + MET))
                .put("known", attributes.getBoolean(code + KNOWN));
        Map<String, Object> told = attributes.getMap();
        OF_ITEM.forEach(part -> item.put(part, told.get(code + '_' + part)));
        return item;
    }

    private static JsonObject set(String code, JsonObject attributes) {
        return new JsonObject()
                .put("set", code)
                .put("met", attributes.getValue(code + MET))
                .put("known", attributes.getValue(code + KNOWN))
                .put("total", attributes.getValue(code + TOTAL));
    }
}
