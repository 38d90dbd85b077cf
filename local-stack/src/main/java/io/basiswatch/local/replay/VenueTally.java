package io.basiswatch.local.replay;

import io.basiswatch.collector.feed.Outcome;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of the lines of one venue's captures. */
final class VenueTally {
    private static final int REASONS_SHOWN = 3;

    private final String venue;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<String, Long> events = new TreeMap<>();
    private final List<String> reasons = new ArrayList<>();
    private long lines;
    private long frames;
    private long rejected;
    private long unreadable;
    private long undecoded;

    VenueTally(String venue) {
        this.venue = venue;
    }

    void line() {
        lines++;
    }

    void decoded(Outcome outcome) {
        frames++;
        outcomes.merge(outcome, 1L, Long::sum);
    }

    void event(String kind) {
        events.merge(kind, 1L, Long::sum);
    }

    void rejected(long time, String reason) {
        frames++;
        rejected++;
        explain("rejected, received " + time + " µs: " + reason);
    }

    void unreadable(long line, String reason) {
        unreadable++;
        explain("unreadable, line " + line + ": " + reason);
    }

    private void explain(String text) {
        if (reasons.size() < REASONS_SHOWN) {
            reasons.add(text);
        }
    }

    void undecoded() {
        frames++;
        undecoded++;
    }

    void print(PrintStream out) {
        out.printf(
                "%-14s %,d lines, %,d frames: %,d with events, %,d control, %,d unused, %,d unknown, %,d rejected%n",
                venue,
                lines,
                frames,
                count(Outcome.EVENTS),
                count(Outcome.CONTROL),
                count(Outcome.UNUSED),
                count(Outcome.UNKNOWN),
                rejected);
        if (undecoded > 0) {
            out.printf("  no decoder yet for %,d frames%n", undecoded);
        }
        if (unreadable > 0) {
            out.printf("  %,d lines that hold no frame%n", unreadable);
        }
        if (!events.isEmpty()) {
            out.println(events.entrySet().stream()
                    .map(kind -> String.format("%,d %s", kind.getValue(), kind.getKey()))
                    .collect(Collectors.joining(", ", "  events: ", "")));
        }
        reasons.forEach(reason -> out.println("  " + reason));
    }

    private long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
