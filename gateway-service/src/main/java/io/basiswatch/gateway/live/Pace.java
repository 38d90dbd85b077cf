package io.basiswatch.gateway.live;

/**
 * How fast clients are sent away: evenly, so that those who serve next are not overrun.
 *
 * @param total how many there are
 * @param startedAt monotonic time in nanoseconds; may be later than now
 * @param overNanos how long it takes in all
 */
record Pace(int total, long startedAt, long overNanos) {
    /** How many should have gone by now. */
    int due(long now) {
        long passed = now - startedAt;
        return passed >= overNanos ? total : (int) Math.ceil(Math.max(0.0, passed) / overNanos * total);
    }
}
