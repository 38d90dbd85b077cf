package io.basiswatch.indicator.reference;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.model.Resolution;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The venues that had a price in a closed minute within a day before: one of them that has none now is missed. */
final class ExpectedVenues {
    private static final long REMEMBERED = Resolution.DAY.micros();

    private final Map<String, Long> lastByMarket = new TreeMap<>();

    /** {@code price} is one of {@link VenueSpotPrice}. */
    void closed(ClosedValue price) {
        lastByMarket.merge(
                price.series().dimension(), price.time() + price.resolution().micros(), Math::max);
    }

    /** Those that are expected at {@code instant} and not {@code present}, of the markets in {@code quote}. */
    Set<String> missing(String quote, long instant, Set<String> present) {
        Set<String> missing = new TreeSet<>();
        lastByMarket.forEach((market, last) -> {
            String venue = VenueSpotPrice.venue(market);
            if (instant - last <= REMEMBERED && market.endsWith('-' + quote) && !present.contains(venue)) {
                missing.add(venue);
            }
        });
        return missing;
    }
}
