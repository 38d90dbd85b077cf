package io.basiswatch.local.fault;

import java.time.Duration;

/**
 * One thing that goes wrong for a while. As a line of a script: {@code at 30 s for 20 s binance-usdm mute #3 1}.
 *
 * @param at when it begins, after the start of the run
 * @param length how long it lasts; for what cannot end, such as a settled contract, of no meaning
 * @param venue where
 * @param kind what
 * @param stream which stream or instrument: its name, {@code *} for all, or {@code #n} for the n-th that is seen, counted
 *     round
 * @param amount how much: one message in so many, milliseconds, seconds to stay away, hours; as the kind means it
 */
public record Fault(Duration at, Duration length, String venue, Kind kind, String stream, long amount) {
    private static final String FORM = "at (\\d+) s for (\\d+) s ([a-z-]+) ([a-z-]+) (\\S+) (-?\\d+)";

    /**
     * The fault that {@link #toString} has written.
     *
     * @throws IllegalArgumentException where {@code line} is no fault
     */
    public static Fault parse(String line) {
        var parts = java.util.regex.Pattern.compile(FORM).matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "not a fault: '" + line + "' (such as: at 30 s for 20 s binance-usdm mute #3 1)");
        }
        return new Fault(
                Duration.ofSeconds(Long.parseLong(parts.group(1))),
                Duration.ofSeconds(Long.parseLong(parts.group(2))),
                parts.group(3),
                kind(parts.group(4)),
                parts.group(5),
                Long.parseLong(parts.group(6)));
    }

    private static Kind kind(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such fault: '" + word + "'");
    }

    /** When it is over, after the start of the run. */
    public Duration end() {
        return at.plus(length);
    }

    @Override
    public String toString() {
        return "at " + at.toSeconds() + " s for " + length.toSeconds() + " s " + venue + ' ' + kind.word() + ' '
                + stream + ' ' + amount;
    }
}
