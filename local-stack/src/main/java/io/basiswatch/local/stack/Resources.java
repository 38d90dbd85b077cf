package io.basiswatch.local.stack;

import io.basiswatch.local.CommandFailure;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Everything that was started, in order. It is stopped in the opposite order, once, however the run ends: also when it
 * is interrupted half-way through its start, from another thread.
 */
final class Resources implements AutoCloseable {

    /** Something started under a name. */
    private record Started(String name, AutoCloseable resource) {}

    private final Deque<Started> started = new ArrayDeque<>();
    private final Progress progress;
    private boolean closed;

    Resources(Progress progress) {
        this.progress = progress;
    }

    /** Takes {@code resource} over; where the run is ending already, stops it at once. */
    <T extends AutoCloseable> T add(String name, T resource) {
        synchronized (started) {
            if (!closed) {
                started.push(new Started(name, resource));
                return resource;
            }
        }
        stop(new Started(name, resource));
        throw CommandFailure.failed("interrupted");
    }

    boolean isClosed() {
        synchronized (started) {
            return closed;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            synchronized (started) {
                closed = true;
            }
            while (!started.isEmpty()) {
                stop(started.pop());
            }
        }
    }

    private void stop(Started resource) {
        try {
            resource.resource().close();
        } catch (Exception e) {
            progress.line(resource.name(), "did not stop cleanly: " + e.getMessage());
        }
    }
}
