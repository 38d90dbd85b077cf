package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.Series;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which series of an indicator is meant where nobody says so: the definition lists its dimensions with the usual one
 * first.
 *
 * <p>An entry holds one or more patterns, separated by commas, and may explain them behind a colon: {@code
 * <venue>.front_eligible: the nearest contract}. {@code *} and {@code <name>} stand for any text, {@code none} for the series without a dimension.
 */
public final class SeriesChoice {
    /** How the absence of a dimension is written, in definitions and in queries. */
    static final String NONE = "none";

    private static final Pattern WILDCARD = Pattern.compile("\\*|<[^>]*>");

    private SeriesChoice() {}

    /** {@code series} in the order in which the definition prefers them, then by name. */
    public static List<Series> preferred(JsonObject definition, Collection<Series> series) {
        List<Pattern> order = new ArrayList<>();
        JsonArray dimensions = definition.getJsonArray("dimensions", new JsonArray());
        dimensions.forEach(dimension -> {
            String patterns = dimension.toString().split(": ", 2)[0];
            for (String each : patterns.split(",")) {
                order.add(pattern(each.strip()));
            }
        });
        return series.stream()
                .sorted(Comparator.<Series>comparingInt(each -> rank(each, order))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int rank(Series series, List<Pattern> order) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).matcher(series.dimension()).matches()) {
                return i;
            }
        }
        return order.size();
    }

    private static Pattern pattern(String dimension) {
        if (dimension.equals(NONE)) {
            return Pattern.compile("");
        }
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        for (var wildcard = WILDCARD.matcher(dimension); wildcard.find(); from = wildcard.end()) {
            pattern.append(Pattern.quote(dimension.substring(from, wildcard.start())))
                    .append(".+");
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(dimension.substring(from))).toString());
    }

    /** The series that was asked for, or the preferred one. */
    static Series one(JsonObject definition, Collection<Series> series, Optional<String> dimension, String asset) {
        if (dimension.isPresent()) {
            return series.stream()
                    .filter(each -> each.dimension().equals(dimension.get()))
                    .findFirst()
                    .orElseThrow(() -> unknownDimension(series));
        }
        return preferred(definition, series).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        Reason.UNKNOWN_ASSET, "asset", "There are no values of this indicator for " + asset + "."));
    }

    public static ProblemException unknownDimension(Collection<Series> series) {
        String known = series.isEmpty()
                ? "it has none for this asset"
                : series.stream()
                        .map(each -> each.dimension().isEmpty() ? NONE : each.dimension())
                        .reduce((left, right) -> left + ", " + right)
                        .orElseThrow();
        return ProblemException.of(
                Reason.UNKNOWN_DIMENSION, "dimension", "The indicator has no such series; known: " + known + ".");
    }
}
