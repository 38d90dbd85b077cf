package io.basiswatch.indicator.basis;

import io.basiswatch.model.Resolution;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The closed minutes of one basis series of the last 49 hours, and the last one of each of the last 32 days. */
final class BasisHistory {
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long DAY = Resolution.DAY.micros();
    private static final int MINUTES = 49 * 60;
    private static final int DAYS = 32;
    /** How far before the asked minute a value may lie to stand for it. */
    private static final int TOLERANCE = 5;

    private final long[] at = new long[MINUTES];
    private final double[] values = new double[MINUTES];
    private final TreeMap<Long, Double> dayCloses = new TreeMap<>();

    BasisHistory() {
        Arrays.fill(at, Long.MIN_VALUE);
    }

    void add(long minute, double value) {
        int slot = slot(minute);
        if (at[slot] <= minute) {
            at[slot] = minute;
            values[slot] = value;
        }
        dayCloses.put(Math.floorDiv(minute, DAY), value);
        dayCloses.headMap(dayCloses.lastKey() - DAYS).clear();
    }

    private static int slot(long minute) {
        return (int) Math.floorMod(minute / MINUTE, (long) MINUTES);
    }

    private OptionalDouble exactly(long minute) {
        int slot = slot(minute);
        return at[slot] == minute ? OptionalDouble.of(values[slot]) : OptionalDouble.empty();
    }

    /** The value at {@code minute}, or that of one of the few minutes before where it has none. */
    OptionalDouble around(long minute) {
        OptionalDouble found = exactly(minute);
        for (int back = 1; back <= TOLERANCE && found.isEmpty(); back++) {
            found = exactly(minute - back * MINUTE);
        }
        return found;
    }

    /** The newest value before {@code minute} that is not in [{@code low}, {@code high}). */
    OptionalDouble lastOutside(long minute, double low, double high) {
        for (int back = 1; back < MINUTES; back++) {
            OptionalDouble value = exactly(minute - back * MINUTE);
            if (value.isPresent() && (value.getAsDouble() < low || value.getAsDouble() >= high)) {
                return value;
            }
        }
        return OptionalDouble.empty();
    }

    /** The changes from day to day, of the closes of the 30 days before that of {@code minute}; only between days that follow. */
    double[] dailyChanges(long minute) {
        long today = Math.floorDiv(minute, DAY);
        Map<Long, Double> closes = dayCloses.subMap(today - 31, today);
        return closes.entrySet().stream()
                .filter(close -> closes.containsKey(close.getKey() - 1))
                .mapToDouble(close -> close.getValue() - closes.get(close.getKey() - 1))
                .toArray();
    }
}
