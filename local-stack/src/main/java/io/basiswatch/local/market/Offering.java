package io.basiswatch.local.market;

import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.math.BigDecimal;

/**
 * Something that a venue lists, before dates are put to it.
 *
 * @param pair base, quote and, where it is not the usual one, settlement currency, such as {@code BTC-USD:USD}
 * @param contractSize see {@link Listing}
 * @param slots trades in a minute at the usual pace
 * @param millions about how many millions of dollars are traded in a day
 * @param fundingHours of a perpetual; 0 of anything else
 * @param expiries of dated futures; none of anything else
 */
record Offering(
        Kind kind,
        String pair,
        double contractSize,
        String tick,
        String lot,
        int slots,
        double millions,
        int fundingHours,
        Expiries expiries) {
    /** What kind of thing is listed. */
    enum Kind {
        SPOT,
        PERPETUAL,
        DATED
    }

    static Offering spot(String pair, String tick, String lot, int slots, double millions) {
        return new Offering(Kind.SPOT, pair, 1, tick, lot, slots, millions, 0, Expiries.NONE);
    }

    static Offering perpetual(
            String pair, double contractSize, String tick, String lot, int slots, double millions, int fundingHours) {
        return new Offering(
                Kind.PERPETUAL, pair, contractSize, tick, lot, slots, millions, fundingHours, Expiries.NONE);
    }

    static Offering dated(
            String pair, double contractSize, String tick, String lot, double millions, Expiries expiries) {
        return new Offering(Kind.DATED, pair, contractSize, tick, lot, 6, millions, 0, expiries);
    }

    Listing listing(Venue venue, Contract contract, long listed) {
        String[] parts = pair.split("[-:]");
        Instrument instrument = parts.length > 2
                ? Instrument.of(venue, parts[0], parts[1], parts[2], contract)
                : Instrument.of(venue, parts[0], parts[1], contract);
        return new Listing(instrument, contractSize, new BigDecimal(tick), new BigDecimal(lot), listed);
    }
}
