package io.basiswatch.gateway.reading;

import io.basiswatch.model.Series;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The venues that a value rests on: those that it names itself, by the attributes {@code venues_used} and {@code
 * venues_missing}; where it names none, those in the names of its inputs. An instrument begins with its venue and a colon, the
 * dimension of a series with its venue and a dot, or with two of them around a tilde.
 */
final class InputVenues {
    private static final Pattern INSTRUMENT = Pattern.compile("(?<venue>[a-z0-9-]+):.*");
    private static final Pattern VENUE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final String USED = "venues_used";
    private static final String MISSING = "venues_missing";

    private InputVenues() {}

    /** Those of which something was used, in order. */
    static Set<String> used(JsonObject value) {
        return isNaming(value)
                ? named(value, USED)
                : of(value, input -> input.getString("excluded", "").isEmpty());
    }

    private static boolean isNaming(JsonObject value) {
        JsonObject attributes = value.getJsonObject("attributes", new JsonObject());
        return attributes.containsKey(USED) || attributes.containsKey(MISSING);
    }

    private static Set<String> named(JsonObject value, String attribute) {
        String names = value.getJsonObject("attributes").getString(attribute, "");
        return names.isEmpty() ? Set.of() : new TreeSet<>(List.of(names.split(",")));
    }

    /** Those of which everything was left out, in order. */
    static Set<String> leftOut(JsonObject value, Set<String> used) {
        if (isNaming(value)) {
            return named(value, MISSING);
        }
        Set<String> venues = of(value, input -> !input.getString("excluded", "").isEmpty());
        venues.removeAll(used);
        return venues;
    }

    private static Set<String> of(JsonObject value, Predicate<JsonObject> which) {
        return value.getJsonArray("inputs", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .filter(which)
                .flatMap(input -> venues(input.getString("source")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> venues(String source) {
        var instrument = INSTRUMENT.matcher(source);
        if (instrument.matches()) {
            return Stream.of(instrument.group("venue"));
        }
        String dimension;
        try {
            dimension = Series.parse(source).dimension();
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
        if (dimension.indexOf('.') < 0) {
            return Stream.empty();
        }
        return Arrays.stream(dimension.split("~", -1))
                .map(side -> side.split("\\.", 2)[0])
                .filter(name -> VENUE.matcher(name).matches());
    }
}
