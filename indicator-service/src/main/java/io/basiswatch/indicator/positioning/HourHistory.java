package io.basiswatch.indicator.positioning;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The closed hours of one series within the 90 days before a minute, for percentiles that know nothing of what came later.
 *
 * <p>Sorted once an hour and looked up in between, so that a minute costs nothing that grows with the window.
 */
final class HourHistory {
    /** How many hours there are when none is missing. */
    static final int HOURS = 90 * 24;

    private static final long HOUR = Resolution.HOUR.micros();

    private final Series series;
    private final TreeMap<Long, Double> hours = new TreeMap<>();
    private Optional<Percentiles> newest = Optional.empty();

    HourHistory(Series series) {
        this.series = series;
    }

    /** An hour that has closed; the same hour again takes the place of what was known of it. */
    void closed(ClosedValue hour) {
        if (hour.series().equals(series) && !hour.isOfCandles()) {
            hours.put(hour.time(), hour.value());
            hours.headMap(hour.time() - (HOURS + 24) * HOUR).clear();
            newest = Optional.empty();
        }
    }

    /** What was over when the minute at {@code minute} began. */
    Percentiles before(long minute) {
        long to = Resolution.HOUR.floor(minute);
        if (newest.isEmpty() || newest.get().constituents.to() != to) {
            newest = Optional.of(percentiles(to));
        }
        return newest.get();
    }

    private Percentiles percentiles(long to) {
        long from = to - HOURS * HOUR;
        List<Constituents.Point> points = new ArrayList<>();
        hours.subMap(from, to).forEach((time, value) -> points.add(new Constituents.Point(time, value, 1)));
        return Percentiles.of(Constituents.of(series, Resolution.HOUR, from, to, points));
    }

    /**
     * Values in rising order.
     *
     * @param constituents where they stand
     * @param sorted the same by size
     */
    record Percentiles(Constituents constituents, double[] sorted) {
        /** Of values that carry their points. */
        static Percentiles of(Constituents whole) {
            double[] sorted = whole.points().stream()
                    .mapToDouble(Constituents.Point::value)
                    .toArray();
            Arrays.sort(sorted);
            return new Percentiles(whole.referred(), sorted);
        }

        int count() {
            return sorted.length;
        }

        /** The least value that {@code percent} percent of all do not exceed (nearest rank); there must be one at least. */
        double at(int percent) {
            return sorted[(percent * sorted.length + 99) / 100 - 1];
        }
    }
}
