package io.basiswatch.model;

import java.util.regex.Pattern;

/**
 * Where an instrument trades: one market of one exchange, such as {@code binance-usdm} or {@code coinbase}.
 *
 * <p>A value and not an enum, so that a new venue needs no edit here.
 *
 * @param id lower-case letters, digits and single hyphens
 */
public record Venue(String id) implements Comparable<Venue> {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Venue {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not a venue id: '" + id + "'");
        }
    }

    public static Venue of(String id) {
        return new Venue(id);
    }

    @Override
    public int compareTo(Venue other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return id;
    }
}
