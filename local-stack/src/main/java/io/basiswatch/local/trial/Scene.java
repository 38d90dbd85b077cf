package io.basiswatch.local.trial;

import io.basiswatch.local.trial.Member.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What is noted down while one fault is there. Times are microseconds since the epoch. */
final class Scene {
    private final Random random;
    private final List<Long> recoveries = new ArrayList<>();
    private final Map<Kind, List<Long>> recoveriesOf = new EnumMap<>(Kind.class);
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

    /** The same after something that happened to one of the services. */
    void recovered(Kind kind, long micros) {
        recovered(micros);
        recoveriesOf.computeIfAbsent(kind, key -> new ArrayList<>()).add(micros);
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
        List<String> all = new ArrayList<>();
        recoveriesOf.forEach((kind, spans) -> all.add(String.format(
                Locale.ROOT, "%s: healed %d times, %s", kind.text(), spans.size(), Percentiles.text(spans))));
        all.addAll(notes);
        return all;
    }
}
