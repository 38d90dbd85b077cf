package io.basiswatch.benchmarks.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Publishes at a rate on a thread of its own, until it is closed. */
public final class Background implements AutoCloseable {
    private static final Duration SLICE = Duration.ofMillis(200);

    private final CompletableFuture<Void> done;
    private volatile boolean closed;

    /** Starts at once. */
    public Background(Publisher publisher, double perSecond) {
        this.done = CompletableFuture.runAsync(
                () -> {
                    try {
                        while (!closed) {
                            publisher.atRate(perSecond, SLICE);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofPlatform().name("publisher").start(task));
    }

    /** Stops, once the last event is out. */
    @Override
    public void close() {
        closed = true;
        try {
            done.orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("publishing has failed", e.getCause());
        }
    }
}
