package io.basiswatch.indicator.window;

import java.util.Arrays;

/**
 * Amounts by the second of their event time, for the last four minutes.
 *
 * <p>A sum over a window adds its seconds up again, in their order: nothing is ever subtracted, so nothing drifts.
 */
public final class SecondSums {
    private static final long SECOND = 1_000_000;
    private static final int SLOTS = 256;
    private static final long EMPTY = Long.MIN_VALUE;

    private final long[] seconds = new long[SLOTS];
    private final double[] amounts = new double[SLOTS];
    private final int[] counts = new int[SLOTS];

    public SecondSums() {
        Arrays.fill(seconds, EMPTY);
    }

    /** Adds one trade's {@code amount}, which may be 0, at {@code time} in microseconds since the epoch. */
    public void add(long time, double amount) {
        long second = Math.floorDiv(time, SECOND);
        int slot = (int) (second & SLOTS - 1);
        if (seconds[slot] != second) {
            seconds[slot] = second;
            amounts[slot] = 0;
            counts[slot] = 0;
        }
        amounts[slot] += amount;
        counts[slot]++;
    }

    /** The amounts in [{@code from}, {@code to}), whole seconds in microseconds since the epoch. */
    public double sum(long from, long to) {
        double sum = 0;
        long end = Math.floorDiv(to, SECOND);
        for (long second = Math.floorDiv(from, SECOND); second < end; second++) {
            int slot = (int) (second & SLOTS - 1);
            if (seconds[slot] == second) {
                sum += amounts[slot];
            }
        }
        return sum;
    }

    /** How many amounts were added in [{@code from}, {@code to}). */
    public int count(long from, long to) {
        int count = 0;
        long end = Math.floorDiv(to, SECOND);
        for (long second = Math.floorDiv(from, SECOND); second < end; second++) {
            int slot = (int) (second & SLOTS - 1);
            if (seconds[slot] == second) {
                count += counts[slot];
            }
        }
        return count;
    }

    /** Forgets what was added in the seconds from {@code from} up to and including that of {@code through}. */
    public void clear(long from, long through) {
        long end = Math.floorDiv(through, SECOND);
        for (long second = Math.floorDiv(from, SECOND); second <= end; second++) {
            int slot = (int) (second & SLOTS - 1);
            if (seconds[slot] == second) {
                seconds[slot] = EMPTY;
            }
        }
    }
}
