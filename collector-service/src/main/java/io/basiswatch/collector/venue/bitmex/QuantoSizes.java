package io.basiswatch.collector.venue.bitmex;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How much of the base currency one quanto contract is at the moment.
 *
 * <p>A quanto pays a fixed amount of bitcoin per point of price, {@code multiplier}, so in the base currency it is
 * {@code multiplier / quoteToSettleMultiplier}, which follows the price of bitcoin. The venue tells that rate with the
 * instrument; once it is too old to be told again the size is unknown, and so is every amount that is counted in it.
 */
final class QuantoSizes {
    /** Polls bring the rate twice within this time, see {@link BitmexFeed#polls}. */
    private static final long VALID_MICROS = 600_000_000;

    private final Map<String, Double> multipliers = new HashMap<>();
    private final Map<String, Long> toldAt = new HashMap<>();

    /** A quanto contract is listed. */
    void listed(String symbol, double multiplier) {
        multipliers.put(symbol, multiplier);
    }

    /**
     * The venue tells the rate.
     *
     * @param quoteToSettle small units of the settlement currency per unit of the quote currency
     * @return the contract's size from now on; empty where {@code symbol} is no quanto
     */
    OptionalDouble told(String symbol, double quoteToSettle, long receivedTime) {
        Double multiplier = multipliers.get(symbol);
        if (multiplier == null || !(multiplier > 0 && quoteToSettle > 0)) {
            return OptionalDouble.empty();
        }
        toldAt.put(symbol, receivedTime);
        return OptionalDouble.of(multiplier / quoteToSettle);
    }

    /** Whether the size that was told last still holds. */
    boolean isKnown(String symbol, long receivedTime) {
        Long at = toldAt.get(symbol);
        return at != null && receivedTime - at <= VALID_MICROS;
    }
}
