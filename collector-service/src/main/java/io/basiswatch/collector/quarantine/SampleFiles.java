package io.basiswatch.collector.quarantine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Samples as files, one each: {@code <venue>-<n>.json}, where {@code n} goes round, so that there are no more of a venue than
 * in memory. Written on a thread of their own, so that a slow disk holds no feed up; where too many wait, some are left out. A disk that
 * fails is logged once.
 */
final class SampleFiles {
    private static final Logger LOG = Logger.getLogger(SampleFiles.class);
    private static final int MOST_WAITING = 256;

    private final Path directory;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("quarantine").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    private volatile boolean failed;

    SampleFiles(Path directory) {
        this.directory = directory;
    }

    void write(Sample sample, long number) {
        writer.execute(() -> {
            try {
                Files.createDirectories(directory);
                Path file = directory.resolve(sample.venue() + '-' + number % Quarantine.SAMPLES + ".json");
                Files.writeString(file, sample.json().encodePrettily());
            } catch (IOException e) {
                if (!failed) {
                    failed = true;
                    LOG.warnf("frames that cannot be read are kept in memory only: %s", e);
                }
            }
        });
    }
}
