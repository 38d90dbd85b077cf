package io.basiswatch.local.stack;

import io.basiswatch.local.CommandFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for another process to come to a state. */
final class Await {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /**
     * Returns as soon as {@code condition} holds.
     *
     * @param complaint asked on every round, so that it may give up early by throwing; its text is what is said in the
     *     end
     * @throws CommandFailure where the condition does not hold within {@code patience}
     */
    static void until(Duration patience, BooleanSupplier condition, Supplier<String> complaint) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            String text = complaint.get();
            if (System.nanoTime() > end) {
                throw CommandFailure.failed(text + " after " + patience.toSeconds() + " s");
            }
            if (Thread.interrupted()) {
                throw CommandFailure.failed("interrupted");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
