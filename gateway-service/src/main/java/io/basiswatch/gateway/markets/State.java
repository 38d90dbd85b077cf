package io.basiswatch.gateway.markets;

import java.util.Collection;
import java.util.Locale;

/** Whether anything is heard of a market or a venue. */
enum State {
    /** Something came within the last ten seconds; of a venue, of each of its markets. */
    OK,
    /** Some markets of a venue are ok, others are not. */
    PARTIAL,
    /** Nothing came for more than ten seconds: values that rest on it say that they are stale. */
    STALE,
    /** Nothing came for more than a minute: it is in no value. */
    MISSING,
    /** Nobody has looked for more than a minute, so nothing can be said. */
    UNKNOWN;

    private static final long FRESH_MILLIS = 10_000;
    private static final long USABLE_MILLIS = 60_000;

    /**
     * That of a market.
     *
     * @param newest when something of it came last, milliseconds since the epoch; 0 for never
     * @param at as of when that was told
     * @param now what time it is
     */
    static State of(long newest, long at, long now) {
        if (now - at > USABLE_MILLIS) {
            return UNKNOWN;
        }
        long silence = at - newest;
        return silence <= FRESH_MILLIS ? OK : silence <= USABLE_MILLIS ? STALE : MISSING;
    }

    /** That of a venue with markets of these states, of which there is one at least. */
    static State of(Collection<State> markets) {
        State first = markets.iterator().next();
        if (markets.stream().allMatch(first::equals)) {
            return first;
        }
        return markets.contains(OK) ? PARTIAL : markets.contains(STALE) ? STALE : MISSING;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
