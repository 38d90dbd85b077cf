package io.basiswatch.local.venue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** How much was used of something within any span of a given length, and the most of it so far. */
final class Tally {
    private final long window;
    private final ArrayDeque<long[]> uses = new ArrayDeque<>();
    private long used;
    private long most;

    Tally(Duration window) {
        this.window = TimeUnit.NANOSECONDS.toMicros(window.toNanos());
    }

    /** Uses some, and says how much that makes within the window; times are microseconds and never fall. */
    long use(long time, long amount) {
        uses.addLast(new long[] {time, amount});
        used += amount;
        while (uses.getFirst()[0] <= time - window) {
            used -= uses.removeFirst()[1];
        }
        most = Math.max(most, used);
        return used;
    }

    long most() {
        return most;
    }
}
