package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** How BitMEX calls what it lists: {@code XBTUSD}, {@code XBTUSDT}, {@code XBTZ26} with the letter of a month. */
final class BitmexNames {
    private static final String MONTHS = "FGHJKMNQUVXZ";

    private BitmexNames() {}

    static String symbol(Listing listing) {
        Instrument of = listing.instrument();
        if (of.contract() instanceof Contract.Future(Instant expiry)) {
            ZonedDateTime end = expiry.atZone(ZoneOffset.UTC);
            return root(of.base()) + MONTHS.charAt(end.getMonthValue() - 1) + end.getYear() % 100;
        }
        return root(of.base()) + of.quote();
    }

    static String root(String currency) {
        return currency.equals("BTC") ? "XBT" : currency;
    }

    /** Settlement currencies are named by their small units. */
    static String settlement(Instrument of) {
        return switch (of.settlement()) {
            case "BTC" -> "XBt";
            case "USDT" -> "USDt";
            default -> of.settlement();
        };
    }
}
