package io.basiswatch.collector.history;

import io.basiswatch.model.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the history of one venue is.
 *
 * @param venue whose
 * @param since when this collector began with it
 * @param histories how many are followed
 * @param complete how many of them have nothing to be asked for
 * @param pagesDone pages that were taken in since then
 * @param pagesLeft pages that are still to be asked for, at most
 * @param rows what the pages held
 * @param failures walks that failed
 * @param told until when the venue was looked at, for the estimate
 */
record HistoryProgress(
        Venue venue,
        Instant since,
        int histories,
        int complete,
        long pagesDone,
        long pagesLeft,
        long rows,
        long failures,
        Instant told) {
    static HistoryProgress none(Venue venue, Instant now) {
        return new HistoryProgress(venue, now, 0, 0, 0, 0, 0, 0, now);
    }

    boolean isComplete() {
        return histories > 0 && complete == histories;
    }

    /** When it will be done if it goes on as it went so far; empty where nothing is left or nothing can be said. */
    Optional<Instant> estimatedEnd() {
        if (pagesLeft == 0 || pagesDone == 0) {
            return Optional.empty();
        }
        long perPage = Duration.between(since, told).toMillis() / pagesDone;
        return Optional.of(told.plusMillis(perPage * pagesLeft));
    }

    String json() {
        String end =
                estimatedEnd().map(time -> ",\"estimatedEnd\":\"" + time + "\"").orElse("");
        return "{\"venue\":\"" + venue + "\",\"since\":\"" + since + "\",\"histories\":" + histories
                + ",\"complete\":" + complete + ",\"pages\":{\"done\":" + pagesDone + ",\"total\":"
                + (pagesDone + pagesLeft) + "},\"rows\":" + rows + ",\"failures\":" + failures + end + "}";
    }
}
