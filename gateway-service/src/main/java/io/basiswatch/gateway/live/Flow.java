package io.basiswatch.gateway.live;

import io.vertx.core.buffer.Buffer;
import java.util.function.LongSupplier;

/** Writes to a client no faster than it takes what is written, and knows since when it takes nothing. */
final class Flow {
    private final Outlet outlet;
    private final LongSupplier nanoTime;

    private boolean blocked;
    private long blockedSince;
    private Runnable whenWritable = () -> {};

    Flow(Outlet outlet, LongSupplier nanoTime) {
        this.outlet = outlet;
        this.nanoTime = nanoTime;
    }

    void write(Buffer frame) {
        outlet.write(frame);
    }

    void write(SharedBytes frames) {
        outlet.write(frames);
    }

    /** Whether the client was found to take less than it is given, and has not caught up since. */
    boolean isBlocked() {
        return blocked;
    }

    /** Whether nothing can be written now; then {@code next} runs as soon as it can, instead of what waited before. */
    boolean isBlocked(Runnable next) {
        if (!blocked && !outlet.isFull()) {
            return false;
        }
        whenWritable = next;
        if (!blocked) {
            blocked = true;
            blockedSince = nanoTime.getAsLong();
            outlet.whenWritable(this::unblocked);
        }
        return true;
    }

    private void unblocked() {
        blocked = false;
        whenWritable.run();
    }

    boolean isStalled(long nanos) {
        return blocked && nanoTime.getAsLong() - blockedSince > nanos;
    }

    /** Nothing waits any more. */
    void end(CloseReason reason) {
        whenWritable = () -> {};
        switch (reason) {
            case STALLED -> outlet.cut();
            case CLIENT -> {}
            case LAGGED, AGE, UNAUTHORIZED, FAULT, SHUTDOWN -> outlet.end();
        }
    }
}
