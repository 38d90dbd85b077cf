package io.basiswatch.collector.archive;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Every row must be later than the one before. */
final class RowOrder {
    private long last = Long.MIN_VALUE;

    /**
     * @param time of the next row, microseconds since the epoch
     * @return the time of the row before; {@link Long#MIN_VALUE} for the first one
     */
    long next(long time) {
        if (time == last) {
            throw new BrokenRow(shown(time) + " stands there twice");
        }
        if (time < last) {
            throw new BrokenRow(shown(time) + " comes after " + shown(last)
                    + ": out of order (several files of one series are given in the order of time)");
        }
        long before = last;
        last = time;
        return before;
    }

    /** A time as messages show it. */
    static String shown(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
