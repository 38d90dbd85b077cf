package io.basiswatch.indicator.reference;

import io.basiswatch.model.Resolution;
import java.util.Arrays;

/**
 * The mids of one venue at the instants of the last minute, and how far they were from those of the others. Nothing older is
 * looked at, so a restart makes no difference.
 */
final class RecentMids {
    /** How many instants are looked at. */
    static final int INSTANTS = 60;

    /** A price that is not further from another one than this share of it has not moved. */
    private static final double MOVE = 1e-4;

    private static final int SLOTS = 64;
    private static final long SECOND = Resolution.SECOND.micros();

    private final long[] instants = new long[SLOTS];
    private final double[] mids = new double[SLOTS];
    private final double[] deviations = new double[SLOTS];
    private final long[] judgedAt = new long[SLOTS];

    RecentMids() {
        Arrays.fill(instants, Long.MIN_VALUE);
        Arrays.fill(judgedAt, Long.MIN_VALUE);
    }

    private static int slot(long instant) {
        return (int) Math.floorMod(instant / SECOND, (long) SLOTS);
    }

    private boolean has(long instant) {
        return instants[slot(instant)] == instant;
    }

    /** The venue had a fresh quote at this instant. */
    void note(long instant, double mid) {
        int slot = slot(instant);
        instants[slot] = instant;
        mids[slot] = mid;
    }

    /** At this instant the venue was off the median by this share of it. */
    void judge(long instant, double deviation) {
        int slot = slot(instant);
        deviations[slot] = deviation;
        judgedAt[slot] = instant;
    }

    /** For how many seconds before {@code instant} the mid has been what it is then, without a hole; 60 at most. */
    int unchangedFor(long instant) {
        int seconds = 0;
        if (!has(instant)) {
            return seconds;
        }
        while (seconds < INSTANTS
                && has(instant - (seconds + 1) * SECOND)
                && mids[slot(instant - (seconds + 1) * SECOND)] == mids[slot(instant)]) {
            seconds++;
        }
        return seconds;
    }

    /** Whether it was somewhere else than at {@code instant} within the seconds before. */
    boolean hasMoved(long instant, int seconds) {
        if (!has(instant)) {
            return false;
        }
        double now = mids[slot(instant)];
        for (int back = 1; back <= seconds; back++) {
            long before = instant - back * SECOND;
            if (has(before) && Math.abs(mids[slot(before)] / now - 1) > MOVE) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the last 60 instants speak against the venue: at one of them it was beyond {@code limit}, or at each of them it
     * was beyond {@code half}.
     */
    boolean isOff(long instant, double limit, double half) {
        int beyondHalf = 0;
        for (int back = 0; back < INSTANTS; back++) {
            long before = instant - back * SECOND;
            int slot = slot(before);
            if (judgedAt[slot] == before) {
                if (deviations[slot] > limit) {
                    return true;
                }
                beyondHalf += deviations[slot] < half ? 0 : 1;
            }
        }
        return beyondHalf == INSTANTS;
    }
}
