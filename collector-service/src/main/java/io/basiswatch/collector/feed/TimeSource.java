package io.basiswatch.collector.feed;

import java.time.Clock;
import java.time.Instant;

/** Where time comes from: the wall's, for stamps, which may jump, and one that only goes on, for intervals. */
public interface TimeSource {
    /** The wall clock, microseconds since the epoch; it may stand still, jump or go back. */
    long wall();

    /** A clock of no known origin that never goes back, microseconds. */
    long monotonic();

    /** The machine's. */
    static TimeSource of(Clock wall) {
        return new TimeSource() {
            @Override
            public long wall() {
                Instant instant = wall.instant();
                return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
            }

            @Override
            public long monotonic() {
                return System.nanoTime() / 1000;
            }
        };
    }
}
