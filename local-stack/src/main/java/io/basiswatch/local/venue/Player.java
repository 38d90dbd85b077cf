package io.basiswatch.local.venue;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.local.capture.MergedCaptures;
import io.basiswatch.model.Venue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Plays captures that belong together, again and again, each frame when it is due: a thread that reads, and a sink that
 * takes what is due.
 */
final class Player implements AutoCloseable {
    private static final int LARGEST_BATCH = 256;
    private static final int BATCHES_UNDER_WAY = 64;

    /** A frame that is due, in the pass that it is part of. */
    record Due(Venue venue, byte[] payload, Loop loop) {}

    private final List<CaptureFile> captures;
    private final long late;
    private final Clock clock;
    private final Consumer<List<Due>> sink;
    private final Semaphore room = new Semaphore(BATCHES_UNDER_WAY);
    private final Thread thread;
    private volatile Loop loop;
    private volatile boolean closed;

    /**
     * @param late by how much each frame is sent later than it was received, in microseconds
     */
    Player(List<CaptureFile> captures, Loop first, long late, Clock clock, Consumer<List<Due>> sink) {
        this.captures = List.copyOf(captures);
        this.loop = first;
        this.late = late;
        this.clock = clock;
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name("replay-venue").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The pass that is being played. */
    Loop loop() {
        return loop;
    }

    /** The sink is done with a batch. */
    void taken() {
        room.release();
    }

    private void run() {
        try {
            while (!closed) {
                pass(loop);
                loop = loop.next();
            }
        } catch (InterruptedException e) {
            // closed: nothing is left to do
        }
    }

    private void pass(Loop pass) throws InterruptedException {
        List<Due> batch = new ArrayList<>();
        try (MergedCaptures lines = MergedCaptures.open(captures)) {
            while (lines.hasNext()) {
                MergedCaptures.Entry entry = lines.next();
                if (!(entry.line() instanceof CapturedLine.Received(Frame frame))
                        || frame.source() == Frame.Source.REST) {
                    continue;
                }
                long due = pass.wall(entry.time()) + late;
                if (due > now() || batch.size() == LARGEST_BATCH) {
                    hand(batch);
                    batch = new ArrayList<>();
                    sleepUntil(due);
                }
                batch.add(new Due(entry.capture().venue(), frame.payload(), pass));
            }
        }
        hand(batch);
    }

    private void hand(List<Due> batch) throws InterruptedException {
        if (!batch.isEmpty()) {
            room.acquire();
            sink.accept(batch);
        }
    }

    private long now() {
        Instant instant = clock.instant();
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }

    private void sleepUntil(long due) throws InterruptedException {
        long wait = due - now();
        if (wait > 0) {
            TimeUnit.MICROSECONDS.sleep(wait);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(2));
    }
}
