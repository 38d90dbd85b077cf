package io.basiswatch.collector.feed;

import java.util.ArrayDeque;

/**
 * Keeps to a {@link Pace}: how long to wait so that no span of its length sees more of something than is allowed. The span
 * is taken a tenth longer than the venue says, because what leaves us evenly does not arrive so.
 */
final class Pacer {
    private final int many;
    private final long window;
    private final ArrayDeque<Long> times = new ArrayDeque<>();

    Pacer(Pace pace) {
        this.many = pace.many();
        this.window = pace.window().toNanos() / 1_000 * 11 / 10;
    }

    /** Microseconds until it may happen once more; 0 where it may now. */
    long delay(long now) {
        return times.size() < many ? 0 : Math.max(0, times.getFirst() + window - now);
    }

    /** It happens now. */
    void spend(long now) {
        times.addLast(now);
        if (times.size() > many) {
            times.removeFirst();
        }
    }
}
