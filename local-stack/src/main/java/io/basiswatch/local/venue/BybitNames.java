package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What Bybit calls things: {@code BTCUSDT} on spot and as a perpetual, {@code BTCPERP} in USDC, {@code BTCUSD} inverse; dated
 * {@code BTCUSDZ26} inverse, by the letter of the month, and {@code BTCUSDT-25DEC26} linear.
 */
final class BybitNames {
    private static final String MONTHS = "FGHJKMNQUVXZ";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("ddMMMyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    private BybitNames() {}

    static String category(Listing listing) {
        Instrument instrument = listing.instrument();
        return instrument.isSpot() ? "spot" : instrument.isInverse() ? "inverse" : "linear";
    }

    static String symbol(Listing listing) {
        Instrument instrument = listing.instrument();
        String pair = instrument.base() + instrument.quote();
        return switch (instrument.contract()) {
            case Contract.Future(var expiry) -> dated(instrument, pair, expiry);
            case Contract.Perpetual perpetual -> instrument.quote().equals("USDC") ? instrument.base() + "PERP" : pair;
            default -> pair;
        };
    }

    private static String dated(Instrument instrument, String pair, Instant expiry) {
        if (!instrument.isInverse()) {
            return pair + '-' + DAY.format(expiry).toUpperCase(Locale.ROOT);
        }
        ZonedDateTime date = expiry.atZone(ZoneOffset.UTC);
        return pair + MONTHS.charAt(date.getMonthValue() - 1) + date.getYear() % 100;
    }
}
