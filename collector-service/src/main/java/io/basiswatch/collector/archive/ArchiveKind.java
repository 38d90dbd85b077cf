package io.basiswatch.collector.archive;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the rows of an archive are; {@code parse} and {@code toString} form a round trip. */
public sealed interface ArchiveKind {

    /**
     * One candle per row.
     *
     * @param name the interval as the venues write it, such as {@code 4h}
     * @param interval how long each candle lasts; candles start at whole multiples of it, UTC
     */
    record Candles(String name, Duration interval) implements ArchiveKind {
        @Override
        public String toString() {
            return name;
        }
    }

    /** One settled funding rate per row. */
    record Funding() implements ArchiveKind {
        @Override
        public String toString() {
            return "funding";
        }
    }

    /** Open interest, sampled. */
    record Metrics() implements ArchiveKind {
        @Override
        public String toString() {
            return "metrics";
        }
    }

    /** Every kind by its name: candles from the shortest interval to the longest, then the others. */
    Map<String, ArchiveKind> ALL = all();

    private static Map<String, ArchiveKind> all() {
        Map<String, ArchiveKind> kinds = new LinkedHashMap<>();
        for (int minutes : new int[] {1, 3, 5, 15, 30}) {
            kinds.put(minutes + "m", new Candles(minutes + "m", Duration.ofMinutes(minutes)));
        }
        for (int hours : new int[] {1, 2, 4, 6, 8, 12}) {
            kinds.put(hours + "h", new Candles(hours + "h", Duration.ofHours(hours)));
        }
        kinds.put("1d", new Candles("1d", Duration.ofDays(1)));
        kinds.put("funding", new Funding());
        kinds.put("metrics", new Metrics());
        return kinds;
    }

    /**
     * @throws IllegalArgumentException where there is no such kind
     */
    static ArchiveKind parse(String text) {
        ArchiveKind kind = ALL.get(text);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "unknown interval '" + text + "'; known are " + String.join(", ", ALL.keySet()));
        }
        return kind;
    }
}
