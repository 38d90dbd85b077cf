package io.basiswatch.indicator.composite;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The closed minutes or days of one series, as many as it was made for.
 *
 * <p>Days made of candles are kept apart: they come in any order, some after the time that they are asked for, and stand only
 * where trades and quotes have told nothing. Of each all versions are kept: which of them counts depends on when it is asked.
 * Minutes made of candles are of the past and not kept.
 */
final class SeenLine {
    private static final TreeMap<Long, Double> NOTHING = new TreeMap<>();

    private final long step;
    private final int length;
    private final Slots live;
    private final TreeMap<Long, TreeMap<Long, Double>> candles = new TreeMap<>();

    /** The newest value of each slot of a ring. */
    private static final class Slots {
        private final long[] times;
        private final double[] values;

        Slots(int count) {
            times = new long[count];
            values = new double[count];
            Arrays.fill(times, Long.MIN_VALUE);
        }

        void put(int slot, ClosedValue value) {
            if (value.time() >= times[slot]) {
                times[slot] = value.time();
                values[slot] = value.value();
            }
        }
    }

    /** {@code length} intervals can be looked back on. */
    SeenLine(Resolution resolution, int length) {
        this.step = resolution.micros();
        // The interval that is open and the one before may be told before the oldest one is asked for the last time.
        this.length = length + 2;
        this.live = new Slots(this.length);
    }

    /** Takes note of a value, or of another one of the same interval. */
    void put(ClosedValue value) {
        if (!value.isOfCandles()) {
            live.put(slot(live, value.time()), value);
        } else if (value.resolution() == Resolution.DAY) {
            candles.computeIfAbsent(value.time(), time -> new TreeMap<>()).put(value.knownAt(), value.value());
            while (candles.size() > length) {
                candles.pollFirstEntry();
            }
        }
    }

    private int slot(Slots slots, long time) {
        return (int) Math.floorMod(Math.floorDiv(time, step), (long) slots.times.length);
    }

    /** The value of the interval that begins at {@code time}, of what was known at {@code knownBy}; both in microseconds. */
    OptionalDouble at(long time, long knownBy) {
        int slot = slot(live, time);
        if (live.times[slot] == time) {
            return OptionalDouble.of(live.values[slot]);
        }
        Map.Entry<Long, Double> known = candles.getOrDefault(time, NOTHING).floorEntry(knownBy);
        return known == null ? OptionalDouble.empty() : OptionalDouble.of(known.getValue());
    }

    /** The values from {@code first} to {@code last}, both included, oldest first. */
    List<Constituents.Point> points(long first, long last, long knownBy) {
        List<Constituents.Point> points = new ArrayList<>();
        for (long time = first; time <= last; time += step) {
            OptionalDouble value = at(time, knownBy);
            if (value.isPresent()) {
                points.add(new Constituents.Point(time, value.getAsDouble(), 1));
            }
        }
        return points;
    }
}
