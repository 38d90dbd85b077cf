package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * How Kraken Futures calls what it lists: {@code PI_XBTUSD} inverse and {@code PF_XBTUSD} linear, {@code FI_XBTUSD_261225}
 * and {@code FF_XBTUSD_261225} with an end.
 */
final class KrakenFuturesNames {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneOffset.UTC);

    private KrakenFuturesNames() {}

    static String symbol(Listing listing) {
        Instrument of = listing.instrument();
        String payoff = of.isInverse() ? "I_" : "F_";
        String pair = currency(of.base()) + of.quote();
        return of.contract() instanceof Contract.Future(Instant expiry)
                ? "F" + payoff + pair + '_' + DATE.format(expiry)
                : "P" + payoff + pair;
    }

    static String currency(String code) {
        return code.equals("BTC") ? "XBT" : code;
    }
}
