package io.basiswatch.indicator.positioning;

import java.util.List;

/**
 * The parts of several markets that are long and short, each weighted by what is open there: sums, and one division in the
 * end. A mean of the markets' ratios would let one market with few shorts speak for all.
 *
 * @param longs Σ dollars open × long share
 * @param shorts Σ dollars open × short share
 * @param open Σ dollars open
 */
record TraderShares(double longs, double shorts, double open) {
    /**
     * One market.
     *
     * @param longShare between 0 and 1
     * @param shortShare between 0 and 1
     * @param dollars what is open there
     */
    record Market(double longShare, double shortShare, double dollars) {}

    static TraderShares of(List<Market> markets) {
        double longs = 0;
        double shorts = 0;
        double open = 0;
        for (Market market : markets) {
            longs += market.dollars * market.longShare;
            shorts += market.dollars * market.shortShare;
            open += market.dollars;
        }
        return new TraderShares(longs, shorts, open);
    }

    /** Long over short; no finite number where nobody is short. */
    double ratio() {
        return longs / shorts;
    }

    double longShare() {
        return longs / open;
    }

    double shortShare() {
        return shorts / open;
    }
}
