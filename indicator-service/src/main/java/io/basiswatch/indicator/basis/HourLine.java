package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.RollingMean;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The closed hours of one series, as far back as a mean and its slope look. */
final class HourLine {
    private static final long HOUR = Resolution.HOUR.micros();

    private final Series series;
    private final int hours;
    private final TreeMap<Long, ClosedValue> closed = new TreeMap<>();
    /** The window that ends with the hour before {@link #windowOf}; made anew once an hour. */
    private Optional<Window> window = Optional.empty();

    private long windowOf = Long.MIN_VALUE;

    HourLine(Series series, int hours) {
        this.series = series;
        this.hours = hours;
    }

    /** The mean of a window, and what there is to be said of it. */
    record Window(double mean, OptionalDouble slope, int wanted, int degraded, Constituents hours) {
        void publish(ValueDraft draft) {
            int present = hours.count();
            if (present < wanted) {
                draft.remark(Quality.PARTIAL, present + " of " + wanted + " hours");
            }
            if (degraded * 5 > wanted) {
                draft.remark(Quality.DEGRADED, degraded + " of " + wanted + " hours degraded");
            }
            slope.ifPresent(change -> draft.attribute("slope_24h", change));
            draft.attribute("n_hours", (long) present).madeOf(hours).publish(mean);
        }
    }

    /** An hour has closed, or has been revised. */
    void put(ClosedValue hour) {
        // What was heard counts, whether candles tell of the same hour before or after it.
        closed.merge(hour.time(), hour, (known, news) -> news.isOfCandles() && !known.isOfCandles() ? known : news);
        closed.headMap(closed.lastKey() - (hours + HourlyMean.DAY) * HOUR).clear();
        windowOf = Long.MIN_VALUE;
    }

    /** The window of the hours before the one that {@code time} is in; empty with fewer than four fifths of them. */
    Optional<Window> at(long time) {
        long end = Resolution.HOUR.floor(time);
        if (end != windowOf) {
            windowOf = end;
            window = window(end);
        }
        return window;
    }

    private Optional<Window> window(long end) {
        List<Constituents.Point> points = points(end);
        OptionalDouble mean = mean(points, hours);
        if (mean.isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble before = mean(points(end - HourlyMean.DAY * HOUR), hours);
        OptionalDouble slope = before.isPresent()
                ? OptionalDouble.of(mean.getAsDouble() - before.getAsDouble())
                : OptionalDouble.empty();
        int degraded = (int) closed.subMap(end - hours * HOUR, end).values().stream()
                .filter(hour -> hour.quality() != Quality.OK && hour.quality() != Quality.PARTIAL)
                .count();
        Constituents made = Constituents.of(series, Resolution.HOUR, end - hours * HOUR, end, points);
        return Optional.of(new Window(mean.getAsDouble(), slope, hours, degraded, made.referred()));
    }

    private List<Constituents.Point> points(long end) {
        return closed.subMap(end - hours * HOUR, end).values().stream()
                .map(hour -> new Constituents.Point(hour.time(), hour.value(), 1))
                .toList();
    }

    /** The mean of the points of a window of {@code hours}; empty with fewer than four fifths of them. */
    static OptionalDouble mean(List<Constituents.Point> points, int hours) {
        if (points.size() * 5 < hours * 4) {
            return OptionalDouble.empty();
        }
        RollingMean mean = new RollingMean(Duration.ofHours(1), hours);
        points.forEach(point -> mean.put(point.time(), point.value()));
        return mean.mean();
    }
}
