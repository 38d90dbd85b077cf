package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.representation.Format;
import io.basiswatch.gateway.representation.Tag;
import io.basiswatch.model.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a history is asked for.
 *
 * @param asset of which asset
 * @param dimension of which series, where it was said
 * @param resolution how far apart the points are
 * @param from first time, milliseconds, inclusive
 * @param to last time, milliseconds, exclusive
 * @param asOf when it must have been known, milliseconds; empty for now
 * @param full whether each point is wanted with all that is known of it
 * @param limit points of one page, where it was said
 * @param cursor where a page before this one ended
 * @param format in which it is wanted, whatever else the client takes
 * @param question fingerprint of all of it that does not differ from page to page
 */
record HistoryQuery(
        String asset,
        Optional<String> dimension,
        Resolution resolution,
        long from,
        long to,
        Optional<Long> asOf,
        boolean full,
        Optional<Integer> limit,
        Optional<String> cursor,
        Optional<String> format,
        String question) {
    static final String[] NAMES = {
        "asset", "dimension", "from", "to", "resolution", "asOf", "detail", "limit", "cursor", Format.PARAMETER
    };
    /** What makes a question what it is: the others may differ from page to page. */
    private static final List<String> OF_QUESTION =
            List.of("asset", "dimension", "from", "to", "resolution", "asOf", "detail");

    /** Points of a page of JSON where nobody says how many. */
    static final int USUAL_LIMIT = 500;

    private static final int LARGEST_LIMIT = 5_000;

    static HistoryQuery of(String indicator, Parameters query, long now) {
        long to = query.time("to").orElse(now);
        Resolution resolution = query.storedResolution();
        HistoryQuery asked = new HistoryQuery(
                query.required("asset", "ETH"),
                query.dimension(),
                resolution,
                query.time("from")
                        .orElse(Math.max(0, to - usualRange(resolution).toMillis())),
                to,
                query.asOf(now),
                isFull(query),
                query.number("limit", 1, LARGEST_LIMIT),
                query.text("cursor"),
                query.text(Format.PARAMETER),
                question(indicator, query));
        asked.requireRange();
        return asked;
    }

    private static String question(String indicator, Parameters query) {
        return Tag.ofQuestion(OF_QUESTION.stream()
                        .map(name -> name + '=' + query.text(name).orElse(""))
                        .collect(Collectors.joining("&", indicator + '?', "")))
                .text();
    }

    /** Whether a page is wanted, where the format would allow for everything at once. */
    boolean isPaged() {
        return limit.isPresent() || cursor.isPresent();
    }

    private static Duration usualRange(Resolution resolution) {
        return switch (resolution) {
            case SECOND, MINUTE -> Duration.ofHours(1);
            case HOUR -> Duration.ofDays(7);
            case DAY -> Duration.ofDays(366);
        };
    }

    /** So many points as a year of minutes has would be too many days for a calendar: fifty years are enough. */
    private static Duration longestRange(Resolution resolution) {
        return switch (resolution) {
            case SECOND, MINUTE -> Duration.ofDays(366);
            case HOUR -> Duration.ofDays(10 * 366);
            case DAY -> Duration.ofDays(50 * 366);
        };
    }

    private void requireRange() {
        if (from >= to) {
            throw ProblemException.of(
                    Reason.RANGE_NOT_POSSIBLE,
                    "from",
                    "The range is empty: from must be before to, which is exclusive.");
        }
        Duration longest = longestRange(resolution);
        if (to - from > longest.toMillis()) {
            throw ProblemException.of(
                    Reason.RANGE_NOT_POSSIBLE,
                    "from",
                    "The range is longer than " + longest.toDays() + " days: ask for it in parts.");
        }
    }

    private static boolean isFull(Parameters query) {
        return query.text("detail")
                .map(detail -> {
                    if (!detail.equals("full")) {
                        throw ProblemException.of(
                                Reason.INVALID_PARAMETER, "detail", "The one detail that there is is full.");
                    }
                    return true;
                })
                .orElse(false);
    }
}
