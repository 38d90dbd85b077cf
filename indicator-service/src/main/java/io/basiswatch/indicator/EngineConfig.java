package io.basiswatch.indicator;

import java.time.Duration;

/**
 * The engine's rules of time.
 *
 * @param grace how long after an instant its events may still come in before it is evaluated
 * @param quoteStale above this age a price makes a value stale
 * @param quoteMaxAge above this age a price is not used any more
 * @param tradeLateness how long after the end of its minute a trade may still revise it
 * @param clockSkew a venue's time that differs by more from ours makes a value degraded
 * @param fastForward a silence of at least this length is jumped over instead of being evaluated second by second
 */
public record EngineConfig(
        Duration grace,
        Duration quoteStale,
        Duration quoteMaxAge,
        Duration tradeLateness,
        Duration clockSkew,
        Duration fastForward) {
    public EngineConfig {
        requirePositive("grace", grace);
        requirePositive("quoteStale", quoteStale);
        requirePositive("quoteMaxAge", quoteMaxAge);
        requirePositive("tradeLateness", tradeLateness);
        requirePositive("clockSkew", clockSkew);
        if (fastForward.compareTo(Duration.ofMinutes(10)) < 0) {
            throw new IllegalArgumentException("fastForward is below ten minutes: " + fastForward);
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " is not positive: " + duration);
        }
    }

    /** The rules as ARCHITECTURE.md has them. */
    public static EngineConfig defaults() {
        return new EngineConfig(
                Duration.ofMillis(250),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                Duration.ofHours(1));
    }

    /** {@code duration} in microseconds, the unit of all times of events. */
    static long micros(Duration duration) {
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000), duration.getNano() / 1_000);
    }
}
