package io.basiswatch.local.venue;

import io.basiswatch.model.Venue;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that goes wrong in a run: one line a fault, and a first line {@code seed N} for what is left to chance, such as which
 * frames are dropped. The same script makes the same run.
 *
 * @param seed of what is left to chance
 */
public record FaultScript(long seed, List<Fault> faults) {
    /** Nothing goes wrong. */
    public static final FaultScript NONE = new FaultScript(0, List.of());

    private static final String SEED = "seed ";

    public FaultScript {
        faults = List.copyOf(faults);
    }

    /**
     * Reads a script; empty lines and those that begin with {@code #} say nothing.
     *
     * @throws IllegalArgumentException where a line is no fault
     */
    public static FaultScript parse(String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        long seed = lines.stream()
                .filter(line -> line.startsWith(SEED))
                .mapToLong(line -> Long.parseLong(line.substring(SEED.length()).strip()))
                .findFirst()
                .orElse(0);
        return new FaultScript(
                seed,
                lines.stream().filter(line -> !line.startsWith(SEED)).map(Fault::parse).toList());
    }

    List<Fault> of(Venue venue) {
        return faults.stream().filter(fault -> fault.venue().equals(venue)).toList();
    }

    /** When the last of them is over, microseconds since the run began. */
    public long end() {
        return faults.stream().mapToLong(fault -> fault.at() + fault.lasting()).max().orElse(0);
    }

    /** The script. */
    @Override
    public String toString() {
        return faults.stream().map(fault -> fault + "\n").collect(Collectors.joining("", SEED + seed + "\n", ""));
    }
}
