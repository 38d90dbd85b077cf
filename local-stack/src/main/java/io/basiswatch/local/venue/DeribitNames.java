package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What Deribit calls things: {@code BTC-PERPETUAL}, {@code BTC-25DEC26}, linear {@code BTC_USDC-PERPETUAL}, pairs {@code BTC_USDC}. */
final class DeribitNames {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dMMMyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    private DeribitNames() {}

    static String name(Listing listing) {
        Instrument instrument = listing.instrument();
        String pair = instrument.base() + '_' + instrument.quote();
        String underlying = instrument.isInverse() ? instrument.base() : pair;
        return switch (instrument.contract()) {
            case Contract.Future(var expiry) ->
                underlying + '-' + DAY.format(expiry).toUpperCase(Locale.ROOT);
            case Contract.Perpetual perpetual -> underlying + "-PERPETUAL";
            default -> pair;
        };
    }

    static String index(String base, String quote) {
        return (base + '_' + quote).toLowerCase(Locale.ROOT);
    }
}
