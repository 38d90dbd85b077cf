package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What OKX calls things: {@code BTC-USDT}, {@code BTC-USDT-SWAP}, {@code BTC-USD-261225}. */
final class OkxNames {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneOffset.UTC);

    private OkxNames() {}

    static String symbol(Listing listing) {
        return switch (listing.instrument().contract()) {
            case Contract.Future(var expiry) -> pair(listing) + '-' + DAY.format(expiry);
            case Contract.Perpetual perpetual -> pair(listing) + "-SWAP";
            default -> pair(listing);
        };
    }

    static String pair(Listing listing) {
        Instrument instrument = listing.instrument();
        return instrument.base() + '-' + instrument.quote();
    }

    static String type(Listing listing) {
        return switch (listing.instrument().contract()) {
            case Contract.Future future -> "FUTURES";
            case Contract.Perpetual perpetual -> "SWAP";
            default -> "SPOT";
        };
    }
}
