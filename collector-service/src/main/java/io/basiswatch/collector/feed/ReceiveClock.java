package io.basiswatch.collector.feed;

import java.time.Clock;
import java.time.Instant;

/**
 * The time of receipt: microseconds that strictly increase, so that no two frames of a collector share a stamp and their
 * order is their time's. Where the wall clock stands still or steps back, it counts on by one.
 *
 * <p>Used by one event loop only.
 */
public final class ReceiveClock {
    private final Clock clock;
    private long last;

    public ReceiveClock(Clock clock) {
        this.clock = clock;
    }

    /** The next stamp. */
    public long next() {
        last = Math.max(last + 1, now());
        return last;
    }

    /** The wall clock in microseconds; no stamp. */
    public long now() {
        Instant instant = clock.instant();
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }
}
