package io.basiswatch.indicator.funding;

import io.basiswatch.indicator.Truth;
import io.basiswatch.indicator.window.Quantiles;
import io.basiswatch.model.Constituents;
import java.util.List;

/**
 * Where a rate stands among the closed days of a year.
 *
 * @param n how many days are known
 * @param low the 5th percentile, in percent for eight hours
 * @param middle the median
 * @param high the 95th percentile
 */
record FundingYear(int n, double low, double middle, double high) {
    static final int DAYS = 365;
    /** With fewer days their percentiles say nothing. */
    static final int LEAST = 90;
    /** In percent for eight hours: whatever was usual, this is deeply negative. */
    static final double DEEP = -0.01;

    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    static FundingYear of(List<Constituents.Point> days) {
        if (days.isEmpty()) {
            return new FundingYear(0, 0, 0, 0);
        }
        double[] sorted = Quantiles.sorted(days);
        return new FundingYear(
                sorted.length, Quantiles.of(LOW, sorted), Quantiles.of(0.5, sorted), Quantiles.of(HIGH, sorted));
    }

    boolean isEnough() {
        return n >= LEAST;
    }

    /** Whether at least four fifths of the days are known. */
    boolean isWhole() {
        return n * 5 >= DAYS * 4;
    }

    /** A rate that most days had is at no end, even if it is the lowest that there was. */
    Truth isLow(double rate) {
        if (rate <= DEEP) {
            return Truth.MET;
        }
        return isEnough() ? Truth.of(rate <= low && rate < middle) : Truth.UNKNOWN;
    }

    Truth isHigh(double rate) {
        return isEnough() ? Truth.of(rate >= high && rate > middle) : Truth.UNKNOWN;
    }
}
