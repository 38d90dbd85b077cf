package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ObjLongConsumer;

/** The closed UTC days of one series: of each what trades and quotes told, and what candles told. */
final class DayLine {
    private static final long DAY = Resolution.DAY.micros();

    /** Of a series of which nothing is known. */
    static final DayLine EMPTY = new DayLine();

    private final TreeMap<Long, Day> days = new TreeMap<>();

    /** A day by its origins. */
    private static final class Day {
        private DayPoint live;
        private DayPoint candle;
        private boolean isRecalled;

        /** Whether that is what was recalled, read from the log again for the first time since; times are stored in milliseconds. */
        boolean isReadAgain(DayPoint point) {
            boolean is = isRecalled && point.isOfCandles() && point.knownAt() / 1_000 == candle.knownAt() / 1_000;
            isRecalled &= !is;
            return is;
        }

        /** What was made of trades and quotes counts, where it has a value. */
        DayPoint shown() {
            if (live == null) {
                return candle;
            }
            return live.value().isEmpty() && candle != null && candle.value().isPresent() ? candle : live;
        }
    }

    /** The days that a value tells that it was made of. */
    static DayLine of(Constituents told) {
        DayLine line = new DayLine();
        told.points()
                .forEach(point -> line.days.computeIfAbsent(Math.floorDiv(point.time(), DAY), number -> new Day())
                                .live =
                        new DayPoint(
                                OptionalDouble.of(point.value()), Quality.OK, told.to(), 0, false, new UUID(0, 0)));
        return line;
    }

    static long number(IndicatorValue value) {
        return Math.floorDiv(value.time(), DAY);
    }

    /** Takes note of a day that was published before a restart. What was to follow from one of candles may be missing. */
    void recall(IndicatorValue value) {
        put(value);
        if (!value.derivedFrom().isEmpty()) {
            days.get(number(value)).isRecalled = true;
        }
    }

    /**
     * Takes note of a day; returns whether what is shown of it may be other than before, or what follows from it may be missing
     * because it was recalled and is read from the log again.
     */
    boolean put(IndicatorValue value) {
        DayPoint point = DayPoint.of(value);
        Day day = days.computeIfAbsent(number(value), number -> new Day());
        DayPoint known = point.isOfCandles() ? day.candle : day.live;
        if (known != null && (!point.isNewerThan(known) || point.saysTheSame(known))) {
            return day.isReadAgain(point);
        }
        DayPoint before = day.shown();
        if (point.isOfCandles()) {
            day.candle = point;
        } else {
            day.live = point;
        }
        return !day.shown().equals(before);
    }

    /** What is known of a day. */
    Optional<DayPoint> at(long day) {
        return Optional.ofNullable(days.get(day)).map(Day::shown);
    }

    /** Gives out the days from {@code first} to {@code last} of which something is known, in the order of time. */
    void each(long first, long last, ObjLongConsumer<DayPoint> taker) {
        days.subMap(first, true, last, true).forEach((number, day) -> taker.accept(day.shown(), number));
    }

    /** The first day of which something is known; the end of time where none is. */
    long first() {
        return days.isEmpty() ? Long.MAX_VALUE : days.firstKey();
    }

    /** Since when anything is known of the days up to {@code last}, of which there is one; microseconds since the epoch. */
    long knownSince(long last) {
        return days.headMap(last, true).values().stream()
                .mapToLong(day -> day.shown().knownAt())
                .min()
                .orElseThrow();
    }

    /** The days from {@code first} to {@code last} of which something is known. */
    List<Long> known(long first, long last) {
        return List.copyOf(days.subMap(first, true, last, true).keySet());
    }
}
