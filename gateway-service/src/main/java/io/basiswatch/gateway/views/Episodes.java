package io.basiswatch.gateway.views;

import io.basiswatch.gateway.reading.Reading;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Episodes as days have told them. A day tells of the newest episode, and of any earlier one what became known on it; here that
 * is put together by episode.
 */
final class Episodes {
    private static final String OPENED = "opened";
    private static final String SETTLED = "settled_";
    private static final Pattern SETTLED_OPENED = Pattern.compile("settled_([a-z0-9]+)_opened");

    /** Of days on which outcomes became known: first day of the episode → what became known of it. */
    private final Map<String, Outcome> outcomes = new TreeMap<>();

    /** Horizon → percent, and further names. */
    private record Outcome(Map<String, JsonObject> after, Map<String, Object> named) {}

    Episodes(List<JsonObject> settledDays) {
        settledDays.forEach(this::settle);
    }

    private void settle(JsonObject day) {
        Map<String, Object> attributes = day.getJsonObject("attributes").getMap();
        Set<String> opened = new TreeSet<>();
        Set<String> horizons = new TreeSet<>();
        attributes.forEach((name, value) -> {
            Matcher horizon = SETTLED_OPENED.matcher(name);
            if (horizon.matches()) {
                opened.add(value.toString());
                horizons.add(horizon.group(1));
                outcome(value.toString())
                        .after()
                        .put(
                                horizon.group(1),
                                new JsonObject()
                                        .put("day", day.getLong("time"))
                                        .put("pct", attributes.get(SETTLED + horizon.group(1) + "_pct")));
            }
        });
        if (opened.size() != 1) {
            // Of which of them the other names are cannot be told.
            return;
        }
        attributes.forEach((name, value) -> {
            boolean ofHorizon = horizons.stream()
                    .anyMatch(each -> name.equals(SETTLED + each + "_opened") || name.equals(SETTLED + each + "_pct"));
            if (name.startsWith(SETTLED) && !ofHorizon) {
                outcome(opened.iterator().next()).named().put(name.substring(SETTLED.length()), value);
            }
        });
    }

    private Outcome outcome(String opened) {
        return outcomes.computeIfAbsent(opened, key -> new Outcome(new TreeMap<>(), new TreeMap<>()));
    }

    /** The episode of which {@code day} is the last that tells of it as the newest one. */
    JsonObject episode(JsonObject day, long now) {
        String opened = day.getJsonObject("attributes").getString(OPENED);
        Outcome outcome = outcomes.getOrDefault(opened, new Outcome(Map.of(), Map.of()));
        JsonObject facts = new JsonObject();
        outcome.named().forEach(facts::put);
        day.getJsonObject("attributes").forEach(attribute -> {
            if (!attribute.getKey().startsWith(SETTLED)) {
                facts.put(attribute.getKey(), attribute.getValue());
            }
        });
        JsonObject after = new JsonObject();
        outcome.after().forEach(after::put);
        JsonObject told = Reading.of(day, now);
        told.remove("attributes");
        return new JsonObject()
                .put(OPENED, opened)
                .put("is_open", facts.getBoolean("is_open"))
                .put("ended", facts.getString("ended"))
                .put("facts", facts)
                .put("outcomes", after)
                .put("told", told);
    }
}
