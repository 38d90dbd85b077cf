package io.basiswatch.indicator.basis;

import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which markets a pair's dimension names.
 *
 * @param future the perpetual
 * @param isOwn whether spot is a market of the same exchange
 */
record PairName(Instrument future, boolean isOwn) {
    private static final Pattern FORM =
            Pattern.compile("(?<future>[^~.]+)~(?<spot>[^~.]+)\\.(?<quote>[A-Z0-9]+)(?:-(?<settlement>[A-Z0-9]+))?");

    /** {@code dimension} as {@link PerpSpotBasis#dimension} writes it, of {@code asset}. */
    static PairName parse(String asset, String dimension) {
        Matcher parts = FORM.matcher(dimension);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a pair: '" + dimension + "'");
        }
        Venue venue = Venue.of(parts.group("future"));
        String quote = parts.group("quote");
        String settlement = parts.group("settlement");
        Instrument future = settlement == null
                ? Instrument.perpetual(venue, asset, quote)
                : Instrument.of(venue, asset, quote, settlement, Contract.PERPETUAL);
        return new PairName(future, isOwn(venue, Venue.of(parts.group("spot"))));
    }

    static boolean isOwn(Venue future, Venue spot) {
        return exchange(future).equals(exchange(spot));
    }

    /** The exchange that a venue is a market of: {@code binance} of {@code binance-usdm}. */
    private static String exchange(Venue venue) {
        return venue.id().split("-", 2)[0];
    }
}
