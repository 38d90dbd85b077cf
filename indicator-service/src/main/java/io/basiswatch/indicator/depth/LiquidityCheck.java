package io.basiswatch.indicator.depth;

import io.basiswatch.indicator.Truth;
import io.basiswatch.indicator.window.Quantiles;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Resolution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a book usually is in one hour of the week, by the same hour of the weeks before.
 *
 * @param depths how many of these hours have a depth
 * @param spreads how many of them have a spread
 * @param depth the 25th percentile of the depths, in dollars; 0 where there is none
 * @param spread the 75th percentile of the spreads, in basis points; 0 where there is none
 */
record LiquidityCheck(int depths, int spreads, double depth, double spread) {
    static final int DAYS = 90;
    /** How often an hour of the week is within {@link #DAYS}. */
    static final int WEEKS = 12;

    static final int LEAST = 6;
    static final long WEEK = 7 * Resolution.DAY.micros();

    private static final double LOW = 0.25;
    private static final double HIGH = 0.75;

    /** By the hours, of any times, of both sides' depth and of the spread; of them those a whole number of weeks before {@code hour}. */
    static LiquidityCheck of(
            long hour, List<Constituents.Point> bids, List<Constituents.Point> asks, List<Constituents.Point> spreads) {
        Map<Long, Double> ofAsks = new HashMap<>();
        sameHours(hour, asks).forEach(ask -> ofAsks.put(ask.time(), ask.value()));
        double[] depths = sameHours(hour, bids).stream()
                .filter(bid -> ofAsks.containsKey(bid.time()))
                .mapToDouble(bid -> bid.value() + ofAsks.get(bid.time()))
                .sorted()
                .toArray();
        double[] widths = Quantiles.sorted(sameHours(hour, spreads));
        return new LiquidityCheck(
                depths.length,
                widths.length,
                depths.length == 0 ? 0 : Quantiles.of(LOW, depths),
                widths.length == 0 ? 0 : Quantiles.of(HIGH, widths));
    }

    private static List<Constituents.Point> sameHours(long hour, List<Constituents.Point> points) {
        return points.stream()
                .filter(point -> Math.floorMod(hour - point.time(), WEEK) == 0)
                .toList();
    }

    /** How many weeks there are of both. */
    int weeks() {
        return Math.min(depths, spreads);
    }

    /** Whether at least four fifths of the weeks are known. */
    boolean isWhole() {
        return weeks() * 5 >= WEEKS * 4;
    }

    Truth isShallow(OptionalDouble now) {
        return now.isEmpty() || depths < LEAST ? Truth.UNKNOWN : Truth.of(now.getAsDouble() < depth);
    }

    Truth isWide(OptionalDouble now) {
        return now.isEmpty() || spreads < LEAST ? Truth.UNKNOWN : Truth.of(now.getAsDouble() > spread);
    }

    /** 1 where the book is thin, 0 where it is not; empty where that is not known. */
    OptionalDouble number(OptionalDouble depthNow, OptionalDouble spreadNow) {
        return switch (isShallow(depthNow).and(isWide(spreadNow))) {
            case MET -> OptionalDouble.of(1);
            case NOT_MET -> OptionalDouble.of(0);
            case UNKNOWN -> OptionalDouble.empty();
        };
    }
}
