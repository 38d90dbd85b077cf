package io.basiswatch.indicator.window;

import io.basiswatch.model.Constituents;
import java.util.List;

/** Quantiles by nearest rank: always one of the numbers themselves. */
public final class Quantiles {
    /** A share times a count may come out a little above the whole number that is meant. */
    private static final double ROUNDING = 1e-9;

    private Quantiles() {}

    /** The numbers of {@code points}, lowest first. */
    public static double[] sorted(List<Constituents.Point> points) {
        return points.stream().mapToDouble(Constituents.Point::value).sorted().toArray();
    }

    /** The least of {@code sorted}, of which there is at least one, that at least the share {@code share} does not exceed. */
    public static double of(double share, double[] sorted) {
        int rank = (int) Math.ceil(share * sorted.length - ROUNDING);
        return sorted[Math.clamp(rank, 1, sorted.length) - 1];
    }
}
