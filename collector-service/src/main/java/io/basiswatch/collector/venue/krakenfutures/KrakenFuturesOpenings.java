package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;

/**
 * From when on a contract's terms hold: from its opening as far as the venue tells one and nothing else was heard before,
 * from receipt where they have changed since.
 */
final class KrakenFuturesOpenings {
    private final Map<String, Long> openings = new HashMap<>();
    private final Map<String, InstrumentListed> dated = new HashMap<>();

    /** Notes when the venue opened a contract, microseconds since the epoch. */
    void note(String symbol, long opening) {
        openings.put(symbol, opening);
    }

    /** The same listing, at the time from which on it holds. */
    InstrumentListed dated(InstrumentListed listed) {
        InstrumentListed before = dated.get(listed.symbol());
        InstrumentListed now;
        if (before == null) {
            now = at(listed, openings.getOrDefault(listed.symbol(), listed.receivedTime()));
        } else {
            boolean isSame = before.contractSize() == listed.contractSize()
                    && before.instrument().equals(listed.instrument());
            now = at(listed, isSame ? before.eventTime() : listed.receivedTime());
        }
        dated.put(listed.symbol(), now);
        return now;
    }

    /** An opening that is still to come holds as soon as we hear of it: the instrument is known from then on. */
    private static InstrumentListed at(InstrumentListed listed, long time) {
        Stamp stamp = listed.stamp();
        Stamp effective =
                new Stamp(Math.min(time, stamp.receivedTime()), stamp.receivedTime(), stamp.sequence(), stamp.origin());
        return new InstrumentListed(listed.instrument(), effective, listed.symbol(), listed.contractSize());
    }
}
