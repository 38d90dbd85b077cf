package io.basiswatch.local.market;

import io.basiswatch.model.Instrument;
import java.math.BigDecimal;

/**
 * An instrument as a simulated venue lists it. Prices are counted in ticks and quantities in lots, whole numbers both, so
 * that what is printed and what is meant are the same.
 *
 * @param instrument what is traded
 * @param contractSize one unit of quantity: in the base currency for spot and linear contracts, in the quote currency for
 *     inverse ones; 1 for spot
 * @param tick the least difference of prices, in the quote currency
 * @param lot the least quantity, in units of quantity (contracts, or the base currency where there are none)
 * @param listed since when it is traded, microseconds since the epoch
 */
public record Listing(Instrument instrument, double contractSize, BigDecimal tick, BigDecimal lot, long listed) {
    /** A price as the venue would print it. */
    public String price(long ticks) {
        return tick.multiply(BigDecimal.valueOf(ticks)).toPlainString();
    }

    /** A quantity as the venue would print it. */
    public String quantity(long lots) {
        return lot.multiply(BigDecimal.valueOf(lots)).toPlainString();
    }
}
