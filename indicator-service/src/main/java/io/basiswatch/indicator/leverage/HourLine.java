package io.basiswatch.indicator.leverage;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The closed hours of one series, as far back as they are looked at. */
final class HourLine {
    private static final long HOUR = Resolution.HOUR.micros();

    private final Series series;
    private final int kept;
    private final TreeMap<Long, ClosedValue> hours = new TreeMap<>();

    /**
     * @param kept how many hours back any of them may be asked for
     */
    HourLine(Series series, int kept) {
        this.series = series;
        this.kept = kept;
    }

    Series series() {
        return series;
    }

    /** An hour that has closed; the same hour again takes the place of what was known of it. */
    void put(ClosedValue hour) {
        hours.merge(hour.time(), hour, (known, news) -> news.isOfCandles() && !known.isOfCandles() ? known : news);
        hours.headMap(hours.lastKey() - (kept + 2) * HOUR).clear();
    }

    /** The hour that begins at {@code start}. */
    Optional<ClosedValue> at(long start) {
        return Optional.ofNullable(hours.get(start));
    }

    /** Those between two whole hours that have a value, with their fingerprint. */
    Constituents between(long from, long to) {
        List<Constituents.Point> points = new ArrayList<>();
        hours.subMap(from, to).forEach((time, hour) -> points.add(new Constituents.Point(time, hour.value(), 1)));
        return Constituents.of(series, Resolution.HOUR, from, to, points);
    }

    /** Whether any hour from {@code from} on has a value. */
    boolean isKnownSince(long from) {
        return !hours.tailMap(from).isEmpty();
    }
}
