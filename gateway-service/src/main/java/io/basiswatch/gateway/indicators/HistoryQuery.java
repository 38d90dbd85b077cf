package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.Resolution;
import java.time.Duration;
import java.util.Optional;

/**
 * What a history is asked for.
 *
 * @param asset of which asset
 * @param dimension of which series, where it was said
 * @param resolution how far apart the points are
 * @param from first time, milliseconds, inclusive
 * @param to last time, milliseconds, exclusive
 * @param limit points of one page
 * @param cursor where a page before this one ended
 */
record HistoryQuery(
        String asset,
        Optional<String> dimension,
        Resolution resolution,
        long from,
        long to,
        int limit,
        Optional<String> cursor) {
    static final String[] NAMES = {"asset", "dimension", "from", "to", "resolution", "limit", "cursor"};

    private static final int USUAL_LIMIT = 500;
    private static final int LARGEST_LIMIT = 5_000;
    private static final Duration USUAL_RANGE = Duration.ofHours(1);
    private static final Duration LONGEST_RANGE = Duration.ofDays(366);

    static HistoryQuery of(Parameters query, long now) {
        long to = query.time("to").orElse(now);
        HistoryQuery asked = new HistoryQuery(
                query.required("asset", "ETH"),
                query.dimension(),
                stored(query),
                query.time("from").orElse(Math.max(0, to - USUAL_RANGE.toMillis())),
                to,
                query.number("limit", 1, LARGEST_LIMIT, USUAL_LIMIT),
                query.text("cursor"));
        asked.requireRange();
        return asked;
    }

    private void requireRange() {
        if (from >= to) {
            throw ProblemException.of(
                    Reason.RANGE_NOT_POSSIBLE,
                    "from",
                    "The range is empty: from must be before to, which is exclusive.");
        }
        if (to - from > LONGEST_RANGE.toMillis()) {
            throw ProblemException.of(
                    Reason.RANGE_NOT_POSSIBLE,
                    "from",
                    "The range is longer than " + LONGEST_RANGE.toDays() + " days: ask for it in parts.");
        }
    }

    private static Resolution stored(Parameters query) {
        return switch (query.text("resolution").orElse("1m")) {
            case "1m" -> Resolution.MINUTE;
            case "1h", "1d" ->
                throw ProblemException.of(
                        Reason.RESOLUTION_NOT_STORED, "resolution", "Only 1m is stored; compute others from it.");
            case "1s" ->
                throw ProblemException.of(
                        Reason.RESOLUTION_NOT_STORED, "resolution", "1s is live only: see /v1/stream. 1m is stored.");
            default ->
                throw ProblemException.of(
                        Reason.INVALID_PARAMETER, "resolution", "Not a resolution: 1m, 1h and 1d are.");
        };
    }
}
