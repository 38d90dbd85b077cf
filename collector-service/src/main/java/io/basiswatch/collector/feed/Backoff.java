package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: at random between nothing and a bound that doubles with each failure up to a cap
 * ("full jitter"), so that many collectors do not come back at the same instant.
 */
final class Backoff {
    private static final int MAX_DOUBLINGS = 20;

    private final Duration first;
    private final Duration cap;
    private final RandomGenerator random;

    Backoff(Duration first, Duration cap, RandomGenerator random) {
        this.first = first;
        this.cap = cap;
        this.random = random;
    }

    /** The same with a cap of {@code most}. */
    Backoff upTo(Duration most) {
        return cap.compareTo(most) <= 0 ? this : new Backoff(first, most, random);
    }

    /** The wait after {@code failures} failures before the last one; at least a millisecond. */
    Duration delay(int failures) {
        long bound = Math.min(cap.toMillis(), first.toMillis() << Math.min(failures, MAX_DOUBLINGS));
        return Duration.ofMillis(1 + random.nextLong(Math.max(1, bound)));
    }
}
