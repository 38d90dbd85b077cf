package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How Binance calls what it lists. */
final class BinanceNames {
    private static final DateTimeFormatter EXPIRY =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneOffset.UTC);

    private BinanceNames() {}

    /** {@code BTCUSDT}. */
    static String pair(Listing listing) {
        Instrument of = listing.instrument();
        return of.base() + of.quote();
    }

    /** {@code BTCUSDT}, {@code BTCUSD_PERP}, {@code BTCUSDT_261225}. */
    static String symbol(BinanceMarket market, Listing listing) {
        return switch (listing.instrument().contract()) {
            case Contract.Future(Instant expiry) -> pair(listing) + '_' + EXPIRY.format(expiry);
            case Contract.Perpetual perpetual when market == BinanceMarket.COIN_M -> pair(listing) + "_PERP";
            default -> pair(listing);
        };
    }
}
