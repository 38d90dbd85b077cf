package io.basiswatch.local.market;

import java.util.Optional;

/**
 * What a simulated venue says of a derivative beside its book and its trades.
 *
 * @param mark the mark price, in the quote currency
 * @param index the index price, in the quote currency
 * @param openInterest one-sided, in lots
 * @param funding of a perpetual
 */
public record Marks(double mark, double index, long openInterest, Optional<Funding> funding) {
    /**
     * Funding that runs.
     *
     * @param rate for the whole interval: 0.0001 is 0.01 %
     * @param next when it is paid, microseconds since the epoch
     * @param intervalHours how long it runs
     */
    public record Funding(double rate, long next, int intervalHours) {}
}
