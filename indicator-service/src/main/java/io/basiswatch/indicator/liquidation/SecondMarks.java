package io.basiswatch.indicator.liquidation;

import java.util.Arrays;

/** In which seconds of the last four minutes something happened. */
final class SecondMarks {
    private static final long SECOND = 1_000_000;
    private static final int SLOTS = 256;

    private final long[] seconds = new long[SLOTS];

    SecondMarks() {
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    /** It happened at {@code time}, microseconds since the epoch. */
    void mark(long time) {
        long second = Math.floorDiv(time, SECOND);
        seconds[(int) (second & SLOTS - 1)] = second;
    }

    /** Whether it happened in [{@code from}, {@code to}), whole seconds in microseconds since the epoch. */
    boolean isMarkedIn(long from, long to) {
        long end = Math.floorDiv(to, SECOND);
        for (long second = Math.floorDiv(from, SECOND); second < end; second++) {
            if (seconds[(int) (second & SLOTS - 1)] == second) {
                return true;
            }
        }
        return false;
    }
}
