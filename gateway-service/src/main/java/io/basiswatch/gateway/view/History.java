package io.basiswatch.gateway.view;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The stored values of a series. One implementation for each form in which they can be stored. */
interface History {
    /**
     * The first {@code limit} points of the range, in order of time. Times without a value are left out.
     *
     * @param from first time, milliseconds since the epoch, inclusive
     * @param to last time, exclusive
     */
    Uni<List<Point>> read(Series series, Resolution resolution, long from, long to, int limit);
}
