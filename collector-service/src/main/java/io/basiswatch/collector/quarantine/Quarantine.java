package io.basiswatch.collector.quarantine;

import io.basiswatch.collector.feed.Rejected;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the last frames of each venue that could not be read, in memory and, where it is given a directory, in files. Both
 * are bounded, whatever a venue sends. Thread-safe.
 */
public final class Quarantine {
    /** So many of each venue are kept; with their size limit that is 128 kB. */
    static final int SAMPLES = 32;

    private final Map<String, Kept> venues = new TreeMap<>();
    private final Optional<SampleFiles> files;

    /** What is kept of one venue, and how many there were. */
    private static final class Kept {
        private final ArrayDeque<Sample> samples = new ArrayDeque<>();
        private long count;
    }

    /**
     * @param directory where files are written, if anywhere
     */
    public Quarantine(Optional<Path> directory) {
        this.files = directory.map(SampleFiles::new);
    }

    /** Takes a frame in. */
    public void take(Rejected rejected) {
        Sample sample = Sample.of(rejected);
        long number;
        synchronized (this) {
            Kept kept = venues.computeIfAbsent(sample.venue(), unseen -> new Kept());
            number = kept.count++;
            kept.samples.addLast(sample);
            if (kept.samples.size() > SAMPLES) {
                kept.samples.removeFirst();
            }
        }
        files.ifPresent(to -> to.write(sample, number));
    }

    /** By venue: how many frames could not be read since the start, and the last of them, the newest last. */
    public synchronized JsonObject json() {
        JsonObject json = new JsonObject();
        venues.forEach((venue, kept) -> {
            JsonArray samples = new JsonArray();
            kept.samples.forEach(sample -> samples.add(sample.json()));
            json.put(venue, new JsonObject().put("count", kept.count).put("samples", samples));
        });
        return json;
    }
}
