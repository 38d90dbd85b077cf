package io.basiswatch.local.trial;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What processes of a trial use: their resident memory, and how much of a core. A process that was replaced begins anew. */
final class Footprint {
    private static final double MICROS = 1e6;

    private final Map<String, Used> used = new TreeMap<>();
    private final Map<TrialProcess, Sample> last = new HashMap<>();

    private record Sample(long time, double cpuSeconds) {}

    /** Of all processes of one name. */
    private static final class Used {
        private long least = Long.MAX_VALUE;
        private long most;
        private double cpuSeconds;
        private double seconds;
    }

    /**
     * Looks at a process.
     *
     * @param now microseconds since the epoch
     */
    void look(TrialProcess process, long now) {
        Used of = used.computeIfAbsent(process.name(), name -> new Used());
        process.residentMebibytes().ifPresent(size -> {
            of.least = Math.min(of.least, size);
            of.most = Math.max(of.most, size);
        });
        process.cpuSeconds().ifPresent(cpu -> {
            Optional<Sample> before = Optional.ofNullable(last.put(process, new Sample(now, cpu)));
            before.ifPresent(sample -> {
                of.cpuSeconds += cpu - sample.cpuSeconds();
                of.seconds += (now - sample.time()) / MICROS;
            });
        });
    }

    /** A line of a table for each name. */
    String rows() {
        StringBuilder rows = new StringBuilder();
        used.forEach((name, of) -> rows.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s |%n",
                name,
                of.most == 0 ? "–" : of.least + " to " + of.most + " MiB",
                of.seconds == 0 ? "–" : String.format(Locale.ROOT, "%.2f", of.cpuSeconds / of.seconds))));
        return rows.toString();
    }
}
