package io.basiswatch.benchmarks.compare;

import io.basiswatch.benchmarks.compare.round.Tally;
import java.util.HashMap;
import java.util.Map;

/**
 * What a contender says of one round.
 *
 * @param frames read on the clock
 * @param nanos how long that took
 * @param cpu how much processor time its process used for it, nanoseconds
 * @param tally what the last pass over all frames gave
 */
record Round(long frames, long nanos, long cpu, Tally tally) {
    private static final String START = "result ";
    private static final double NANOS_PER_SECOND = 1e9;

    /** Reads a line such as {@code result frames=74654 nanos=…}. */
    static Round parse(String line) {
        if (!line.startsWith(START)) {
            throw new IllegalArgumentException("not a result: '" + line + "'");
        }
        Map<String, Long> values = new HashMap<>();
        for (String pair : line.substring(START.length()).split(" ")) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), Long.parseLong(pair.substring(equals + 1)));
        }
        Tally tally = new Tally(
                values.get("trades"),
                values.get("quotes"),
                values.get("books"),
                values.get("others"),
                values.get("refused"));
        return new Round(values.get("frames"), values.get("nanos"), values.get("cpu"), tally);
    }

    /** Frames per second of the wall's clock. */
    double rate() {
        return frames * NANOS_PER_SECOND / nanos;
    }

    /** Frames per second of processor time: what remains where neighbours take the core away meanwhile. */
    double cpuRate() {
        return frames * NANOS_PER_SECOND / cpu;
    }
}
