package io.basiswatch.indicator.composite;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The closed minutes or days of one series, as many as it was made for.
 *
 * <p>Days made of candles are kept apart: they come in any order, some after the time that they are asked for, and stand only
 * where trades and quotes have told nothing. Minutes made of candles are of the past and not kept.
 */
final class SeenLine {
    private final long step;
    private final Slots live;
    private final Slots candles;

    /** The newest value of each slot of a ring. */
    private static final class Slots {
        private final long[] times;
        private final double[] values;
        private final long[] knownAt;

        Slots(int count) {
            times = new long[count];
            values = new double[count];
            knownAt = new long[count];
            Arrays.fill(times, Long.MIN_VALUE);
        }

        void put(int slot, ClosedValue value) {
            if (value.time() >= times[slot]) {
                times[slot] = value.time();
                values[slot] = value.value();
                knownAt[slot] = value.knownAt();
            }
        }

        boolean has(int slot, long time, long knownBy) {
            return times[slot] == time && knownAt[slot] <= knownBy;
        }
    }

    /** {@code length} intervals can be looked back on. */
    SeenLine(Resolution resolution, int length) {
        this.step = resolution.micros();
        // The interval that is open and the one before may be told before the oldest one is asked for the last time.
        this.live = new Slots(length + 2);
        this.candles = new Slots(resolution == Resolution.DAY ? length + 2 : 1);
    }

    /** Takes note of a value, or of another one of the same interval. */
    void put(ClosedValue value) {
        if (!value.isOfCandles()) {
            live.put(slot(live, value.time()), value);
        } else if (value.resolution() == Resolution.DAY) {
            candles.put(slot(candles, value.time()), value);
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
        int candle = slot(candles, time);
        return candles.has(candle, time, knownBy) ? OptionalDouble.of(candles.values[candle]) : OptionalDouble.empty();
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
