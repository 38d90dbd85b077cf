package io.basiswatch.gateway.reading;

import io.basiswatch.model.Series;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The venues that a value rests on, by the names of its inputs: an instrument begins with its venue and a colon; the dimension
 * of a series with its venue and a dot, or with two of them around a tilde.
 */
final class InputVenues {
    private static final Pattern INSTRUMENT = Pattern.compile("(?<venue>[a-z0-9-]+):.*");
    private static final Pattern VENUE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private InputVenues() {}

    /** Those of which something was used, in order. */
    static Set<String> used(JsonObject value) {
        return of(value, input -> input.getString("excluded", "").isEmpty());
    }

    /** Those of which everything was left out, in order. */
    static Set<String> leftOut(JsonObject value, Set<String> used) {
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
