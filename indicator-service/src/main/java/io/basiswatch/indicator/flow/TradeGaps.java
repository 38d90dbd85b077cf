package io.basiswatch.indicator.flow;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.window.SecondSums;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.Resolution;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What was traded on one market in each second of the last minutes, and where its stream was interrupted.
 *
 * <p>A gap hides what its minute had seen before it, and what windows had that reach back behind it: a sum with a hole counts
 * from behind the hole on. Nothing is thrown away: where the hole was filled since, all of it counts again, with what has come
 * for the hole.
 */
final class TradeGaps {
    private static final long SECOND = Resolution.SECOND.micros();
    private static final long REMEMBERED = 4 * Resolution.MINUTE.micros();
    /** By how much our time and the venue's may differ where one is held against the other. */
    private static final long SKEW = 2 * SECOND;

    private final SecondSums all = new SecondSums();
    private final SecondSums sinceGap = new SecondSums();
    private final Deque<Gap> gaps = new ArrayDeque<>(2);

    /** Since when the stream was not whole, and when that was told; microseconds. */
    private record Gap(long from, long told) {
        long minute() {
            return Resolution.MINUTE.floor(told);
        }

        /** Whether it began in a window that was over when it was told: silence is noticed late. */
        boolean reachesBackInto(Evaluation window) {
            return from > 0 && from < window.to() && told >= window.to();
        }

        /** Whether it lies within what was filled. Where nobody knows when it began, it began when it was told. */
        boolean isFilledBy(GapFilled filled) {
            long start = from > 0 ? Math.min(from, told) : told;
            return filled.from() <= start + SKEW && start - (from > 0 ? 0 : SKEW) <= filled.to();
        }
    }

    /**
     * The part of a window that counts.
     *
     * @param sums what to add up
     * @param from from when on, microseconds
     * @param hasGap whether that is for a gap
     */
    private record Part(SecondSums sums, long from, boolean hasGap) {}

    void add(long time, double amount) {
        all.add(time, amount);
        sinceGap.add(time, amount);
    }

    void lost(FeedGap gap) {
        lost(gap.from(), gap.receivedTime());
    }

    /** The stream was not whole between these times. */
    void lost(long from, long told) {
        gaps.removeIf(known -> known.told < told - REMEMBERED);
        gaps.addLast(new Gap(from, told));
        sinceGap.clear(Resolution.MINUTE.floor(told), told);
    }

    void filled(GapFilled filled) {
        gaps.removeIf(gap -> gap.isFilledBy(filled));
    }

    private Part part(Evaluation at) {
        boolean isMinute = at.resolution() == Resolution.MINUTE;
        Optional<Gap> last = gaps.stream()
                .filter(gap -> isMinute ? gap.minute() == at.from() : Resolution.SECOND.floor(gap.told) >= at.from())
                .reduce((one, other) -> other.told >= one.told ? other : one);
        if (last.isEmpty()) {
            return new Part(all, at.from(), isMinute && gaps.stream().anyMatch(gap -> gap.reachesBackInto(at)));
        }
        long second = Resolution.SECOND.floor(last.get().told);
        return new Part(sinceGap, isMinute ? at.from() : Math.max(at.from(), second), true);
    }

    /** How many trades of the window count. */
    int count(Evaluation at) {
        Part part = part(at);
        return part.sums.count(part.from, at.to());
    }

    /** The sum of those that {@link #count}. */
    double sum(Evaluation at) {
        Part part = part(at);
        return part.sums.sum(part.from, at.to());
    }

    /** Whether something of the window is missing. */
    boolean isHoled(Evaluation at) {
        return part(at).hasGap;
    }
}
