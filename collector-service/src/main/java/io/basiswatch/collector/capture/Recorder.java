package io.basiswatch.collector.capture;

import io.basiswatch.model.Venue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes what happens to the captures of all venues, in order and off the event loop.
 *
 * <p>What is written reaches the operating system whenever the queue runs empty, and each second at least, so a killed
 * collector loses less than a second. Where the disk cannot keep up, the caller waits: a recording has no holes. A disk
 * that fails ends the recording with an error in the log; collecting goes on.
 */
public final class Recorder implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Recorder.class);
    private static final int QUEUE = 1 << 16;
    private static final long FLUSH_NANOS = 1_000_000_000;

    private final Path directory;
    private final Clock clock;
    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Map<Venue, CaptureWriter> writers = new HashMap<>();
    private final Thread thread;
    private volatile boolean failed;

    private record Entry(Venue venue, CapturedLine line) {}

    /** After this one, the recorder ends. */
    private static final Entry END =
            new Entry(Venue.of("end"), new CapturedLine.Unreadable(0, "the end of the recording"));

    public Recorder(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("recorder").start(this::run);
    }

    /** Takes a line; waits where the queue is full. */
    public void record(Venue venue, CapturedLine line) {
        put(new Entry(venue, line));
    }

    private void put(Entry entry) {
        try {
            while (!failed && !queue.offer(entry, 1, TimeUnit.SECONDS)) {
                LOG.warn("the recording cannot keep up with the feeds: they wait");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long flushed = System.nanoTime();
            Entry entry = queue.take();
            while (entry != END) {
                write(entry);
                if (queue.isEmpty() || System.nanoTime() - flushed > FLUSH_NANOS) {
                    flush();
                    flushed = System.nanoTime();
                }
                entry = queue.take();
            }
        } catch (IOException e) {
            LOG.error("the recording in " + directory + " has ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            failed = true;
            closeAll();
        }
    }

    private void write(Entry entry) throws IOException {
        CaptureWriter writer = writers.get(entry.venue());
        if (writer == null) {
            long now = clock.millis() * 1000;
            writer = CaptureWriter.open(directory, entry.venue(), now);
            writers.put(entry.venue(), writer);
        }
        writer.write(entry.line());
    }

    private void flush() throws IOException {
        for (CaptureWriter writer : writers.values()) {
            writer.flush();
        }
    }

    private void closeAll() {
        for (CaptureWriter writer : writers.values()) {
            try {
                writer.close();
            } catch (IOException e) {
                LOG.error("a recording in " + directory + " could not be closed", e);
            }
        }
    }

    /** Writes what is queued and closes the files. */
    @Override
    public void close() {
        put(END);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
