package io.basiswatch.collector;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until something is so, at most as long as a slow machine may need. */
public final class Conditions {
    private static final long PATIENCE_SECONDS = 30;

    private Conditions() {}

    public static void await(Supplier<String> otherwise, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not so after " + PATIENCE_SECONDS + " s: " + otherwise.get());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
