package io.basiswatch.local.market;

import java.util.function.LongToDoubleFunction;

/** A smooth function of time, drawn by straight lines of 2^12 seconds. */
record Lines(LongToDoubleFunction function) implements Wave {
    /**
     * What a dated future costs above its index: a carry that runs with the time that is left, to nothing at expiry.
     *
     * @param perYear the carry of a year at a time
     * @param expiry in seconds since the epoch
     */
    static Lines carry(Wave perYear, long expiry) {
        double year = 365 * 86_400.0;
        return new Lines(second -> second >= expiry ? 0 : perYear.at(second) * (expiry - second) / year);
    }

    static Lines constant(double value) {
        return new Lines(second -> value);
    }

    @Override
    public double at(long second) {
        long start = second >> COARSE << COARSE;
        double left = function.applyAsDouble(start);
        if (second == start) {
            return left;
        }
        double share = (second - start) / (double) (1 << COARSE);
        return left + (function.applyAsDouble(start + (1 << COARSE)) - left) * share;
    }

    @Override
    public double displacement(int level, long start) {
        return 0;
    }

    @Override
    public double rest(int level, long start) {
        return 0;
    }
}
