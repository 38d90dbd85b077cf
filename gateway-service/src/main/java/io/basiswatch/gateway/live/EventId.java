package io.basiswatch.gateway.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an event: {@code 7d3f0c52-1723161260250-0}. The same on every gateway, and never that of an event of another
 * life of the log, so that a client can resume anywhere and an id that is void is known to be.
 *
 * @param tag of the {@link Epoch}
 * @param position in the live log
 */
record EventId(String tag, StreamId position) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{8})-(\\d{1,18}-\\d{1,18})");

    /** The id that {@link #toString} has written; empty where it is none. */
    static Optional<EventId> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? StreamId.parse(parts.group(2)).map(position -> new EventId(parts.group(1), position))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return tag + '-' + position;
    }
}
