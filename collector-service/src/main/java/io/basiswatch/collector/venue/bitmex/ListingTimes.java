package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;

/**
 * From when on the terms of an instrument hold: from its listing, as the venue tells it, where they are the first that we
 * hear, and from receipt where they replace others. Repeated terms keep their time.
 */
final class ListingTimes {
    private static final long MICROS_PER_MILLI = 1_000;

    private final Map<String, Long> listings = new HashMap<>();
    private final Map<String, InstrumentListed> heard = new HashMap<>();

    /** The venue says that {@code symbol} is traded since then, milliseconds since the epoch. */
    void told(String symbol, long millis) {
        listings.put(symbol, millis * MICROS_PER_MILLI);
    }

    /** The same news with the time from which its terms hold. */
    InstrumentListed dated(InstrumentListed listed) {
        InstrumentListed before = heard.get(listed.symbol());
        long from = listed.receivedTime();
        if (before == null) {
            from = Math.min(from, listings.getOrDefault(listed.symbol(), from));
        } else if (isSame(before, listed)) {
            from = before.eventTime();
        }
        Stamp stamp = new Stamp(
                from, listed.receivedTime(), Stamp.NO_SEQUENCE, listed.stamp().origin());
        InstrumentListed dated =
                new InstrumentListed(listed.instrument(), stamp, listed.symbol(), listed.contractSize());
        heard.put(listed.symbol(), dated);
        return dated;
    }

    private static boolean isSame(InstrumentListed one, InstrumentListed other) {
        return one.instrument().equals(other.instrument()) && one.contractSize() == other.contractSize();
    }
}
