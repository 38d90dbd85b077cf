package io.basiswatch.local.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What is noted down while one fault is there. Times are microseconds since the epoch. */
final class Scene {
    private final Random random;
    private final List<Long> recoveries = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long struck;
    private long over;

    Scene(Random random) {
        this.random = random;
    }

    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** Where chance has a say. */
    Random random() {
        return random;
    }

    /** The fault begins now; of several the first counts. */
    void struck() {
        struck = struck == 0 ? now() : struck;
    }

    /** Its cause is gone now. */
    long over() {
        over = now();
        return over;
    }

    /** The fault lasts. */
    void last(Duration time) {
        TrialCluster.pause(time);
    }

    /**
     * A fresh value was served.
     *
     * @param micros since the cause was gone
     */
    void recovered(long micros) {
        recoveries.add(micros);
    }

    void note(String format, Object... values) {
        notes.add(String.format(Locale.ROOT, format, values));
    }

    long struckAt() {
        return struck;
    }

    long overAt() {
        return over;
    }

    List<Long> recoveries() {
        return List.copyOf(recoveries);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
