package io.basiswatch.indicator.liquidation;

import io.basiswatch.indicator.window.ClosedLine;
import io.basiswatch.indicator.window.Quantiles;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The hours of 90 days of both sides, and what is unusually much in an hour by them. */
final class LiquidationQuarter {
    static final int DAYS = 90;
    static final int HOURS = DAYS * 24;

    private static final double SHARE = 0.99;
    private static final long HOUR = Resolution.HOUR.micros();

    private final ClosedLine longs;
    private final ClosedLine shorts;
    private Hours seen;

    /**
     * What was found in the hours of a time.
     *
     * @param longs the hours of liquidated longs, by reference
     * @param shorts those of shorts
     * @param found how many hours there are and what is unusual
     */
    record Hours(Constituents longs, Constituents shorts, Usual found) {}

    /**
     * How much there usually is.
     *
     * @param n hours of which both sides are known
     * @param threshold the 99th percentile of what was liquidated in one of them, in dollars; 0 where there is none
     */
    record Usual(int n, double threshold) {
        /** Below a month the highest hundredth is less than eight hours. */
        private static final int LEAST = 30 * 24;

        /** Of hours of longs and of shorts, each in the order of time. */
        static Usual of(List<Constituents.Point> longs, List<Constituents.Point> shorts) {
            Map<Long, Double> ofShorts = new HashMap<>();
            shorts.forEach(hour -> ofShorts.put(hour.time(), hour.value()));
            List<Double> sums = new ArrayList<>();
            for (Constituents.Point hour : longs) {
                Double other = ofShorts.get(hour.time());
                if (other != null) {
                    sums.add(hour.value() + other);
                }
            }
            double[] sorted = sums.stream().mapToDouble(sum -> sum).toArray();
            Arrays.sort(sorted);
            return new Usual(sorted.length, sorted.length == 0 ? 0 : Quantiles.of(SHARE, sorted));
        }

        boolean isEnough() {
            return n >= LEAST;
        }

        /** Whether at least four fifths of the hours are known. */
        boolean isWhole() {
            return n * 5 >= HOURS * 4;
        }
    }

    LiquidationQuarter(Series longs, Series shorts) {
        this.longs = new ClosedLine(longs, Resolution.HOUR, HOURS + 4);
        this.shorts = new ClosedLine(shorts, Resolution.HOUR, HOURS + 4);
    }

    ClosedLine longs() {
        return longs;
    }

    ClosedLine shorts() {
        return shorts;
    }

    /** The hours of 90 days that were over by {@code end}. */
    Hours before(long end) {
        long to = Resolution.HOUR.floor(end);
        long from = to - HOURS * HOUR;
        Constituents ofLongs = longs.referred(from, to);
        Constituents ofShorts = shorts.referred(from, to);
        if (seen == null || seen.longs != ofLongs || seen.shorts != ofShorts) {
            seen = new Hours(ofLongs, ofShorts, Usual.of(longs.points(from, to), shorts.points(from, to)));
        }
        return seen;
    }
}
