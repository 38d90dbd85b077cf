package io.basiswatch.gateway.catalog;

import io.basiswatch.gateway.access.Seal;
import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which part of the catalogue is asked for.
 *
 * @param assets of which assets
 * @param indicators of which indicators
 * @param dimensions with which dimensions; {@code none} is none
 * @param resolutions with values of any of these
 * @param limit series of one page
 * @param after the name of the last series of the page before; empty for the first page
 */
record CatalogQuery(
        Globs assets, Globs indicators, Globs dimensions, Set<Resolution> resolutions, int limit, String after) {
    static final String[] NAMES = {"assets", "indicators", "dimensions", "resolutions", "limit", "cursor"};

    private static final int USUAL_LIMIT = 200;
    private static final int LARGEST_LIMIT = 1_000;
    /** What a cursor is of, so that one of another resource is none here. */
    private static final String MARK = "catalog|1|";

    static CatalogQuery of(Parameters query, Seal seal) {
        return new CatalogQuery(
                Globs.of(query, "assets"),
                Globs.of(query, "indicators"),
                Globs.of(query, "dimensions"),
                resolutions(query),
                limit(query),
                query.text("cursor").map(cursor -> opened(cursor, seal)).orElse(""));
    }

    private static int limit(Parameters query) {
        return query.text("limit")
                .map(text -> {
                    int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
                    if (limit < 1 || limit > LARGEST_LIMIT) {
                        throw ProblemException.of(
                                Reason.INVALID_PARAMETER,
                                "limit",
                                "Not a whole number from 1 to " + LARGEST_LIMIT + ".");
                    }
                    return limit;
                })
                .orElse(USUAL_LIMIT);
    }

    private static Set<Resolution> resolutions(Parameters query) {
        return query.text("resolutions")
                .map(text -> {
                    Set<Resolution> found = EnumSet.noneOf(Resolution.class);
                    for (String code : text.split(",", 10)) {
                        found.add(Arrays.stream(Resolution.values())
                                .filter(each -> each.code().equals(code))
                                .findFirst()
                                .orElseThrow(() -> ProblemException.of(
                                        Reason.INVALID_PARAMETER,
                                        "resolutions",
                                        "Of 1s, 1m, 1h and 1d, separated by commas.")));
                    }
                    return found;
                })
                .orElse(EnumSet.allOf(Resolution.class));
    }

    private static String opened(String cursor, Seal seal) {
        return seal.opened(cursor)
                .filter(text -> text.startsWith(MARK))
                .map(text -> text.substring(MARK.length()))
                .orElseThrow(() -> ProblemException.of(
                        Reason.INVALID_PARAMETER,
                        "cursor",
                        "Not a cursor of the catalogue: start again without it, or use the next of the page before."));
    }

    /** The cursor of the page behind {@code last}. */
    static String cursor(String last, Seal seal) {
        return seal.sealed(MARK + last);
    }

    boolean takes(Series series) {
        String dimension = series.dimension().isEmpty() ? "none" : series.dimension();
        return indicators.match(series.indicator())
                && dimensions.match(dimension)
                && series.toString().compareTo(after) > 0;
    }

    List<Resolution> wanted(Set<Resolution> having) {
        return having.stream().filter(resolutions::contains).toList();
    }
}
