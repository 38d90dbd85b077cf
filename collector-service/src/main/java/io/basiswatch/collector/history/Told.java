package io.basiswatch.collector.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a history of which everything is told that the venue has: one range without a hole.
 *
 * @param from its start, inclusive, microseconds since the epoch
 * @param to its end, exclusive, microseconds since the epoch
 */
public record Told(long from, long to) {
    /** Nothing. */
    public static final Told NOTHING = new Told(0, 0);

    private static final Pattern JSON = Pattern.compile("\\{\"from\":(\\d{1,18}),\"to\":(\\d{1,18})}");

    public Told {
        if (from > to) {
            throw new IllegalArgumentException("told from " + from + " to " + to);
        }
    }

    boolean isNothing() {
        return from == to;
    }

    boolean touches(Told other) {
        return other.from <= to && other.to >= from;
    }

    /** This and another range; that alone where the two do not touch, as only one can be kept. */
    Told and(Told other) {
        return isNothing() || !touches(other) ? other : new Told(Math.min(from, other.from), Math.max(to, other.to));
    }

    /** As it stands in the log. */
    String json() {
        return "{\"from\":" + from + ",\"to\":" + to + "}";
    }

    /**
     * What {@link #json} has written.
     *
     * @throws IllegalArgumentException where {@code text} is nothing of the kind
     */
    static Told parse(String text) {
        Matcher parts = JSON.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a range that was told: '" + text + "'");
        }
        return new Told(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    }
}
