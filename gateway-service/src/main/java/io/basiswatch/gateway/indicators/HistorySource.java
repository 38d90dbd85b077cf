package io.basiswatch.gateway.indicators;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where the points of one history come from: all of them from one place, and so all in the same detail. */
interface HistorySource {
    /** Whether its points tell all that is known of them. */
    boolean tellsAll();

    /**
     * The next points in order of time; times without a value are left out.
     *
     * @param from the first time, milliseconds since the epoch, inclusive
     * @param limit the most of them
     */
    Uni<List<HistoryPoint>> read(long from, int limit);
}
