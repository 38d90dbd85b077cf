package io.basiswatch.model;

import java.util.Locale;

/** How far a value can be relied on, best first. Anything but {@link #OK} comes with reasons. */
public enum Quality {
    /** All inputs are there and fresh. */
    OK,
    /** Part of the inputs or of the window is missing. */
    PARTIAL,
    /** An input is older than it should be. */
    STALE,
    /** Computed, but not as the definition wants it: too few venues, an assumed rate. */
    DEGRADED,
    /** There is no value. */
    ABSENT;

    /** How the quality is written in every payload. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Quality parse(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    public Quality worse(Quality other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
