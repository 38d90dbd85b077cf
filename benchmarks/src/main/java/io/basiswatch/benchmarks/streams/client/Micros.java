package io.basiswatch.benchmarks.streams.client;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Microseconds since the epoch that never go back: the clock is asked once, the rest is counted. */
public final class Micros {
    private static final long START_NANOS = System.nanoTime();
    private static final long START_MICROS = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());

    private Micros() {}

    /** Now. */
    public static long now() {
        return START_MICROS + (System.nanoTime() - START_NANOS) / 1_000;
    }
}
