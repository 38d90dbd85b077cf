package io.basiswatch.indicator.stream;

import java.time.Duration;

/** Growing pauses between attempts: from 100 ms, doubling, up to 5 s. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Duration next = FIRST;

    Duration next() {
        Duration pause = next;
        next = next.multipliedBy(2);
        if (next.compareTo(LONGEST) > 0) {
            next = LONGEST;
        }
        return pause;
    }

    void reset() {
        next = FIRST;
    }
}
