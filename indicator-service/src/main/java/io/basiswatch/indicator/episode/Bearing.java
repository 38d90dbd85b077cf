package io.basiswatch.indicator.episode;

import java.util.Arrays;

/**
 * One measure of the state of a market, day by day, in standard deviations from its mean: both are those of the row, so of
 * what was known on its last day.
 */
final class Bearing {
    /** With fewer days a deviation is a guess. */
    private static final int LEAST = 60;

    private final String name;
    private final double[] scores;

    /** {@code values} are of a row's days, NaN where one is not known. */
    Bearing(String name, double[] values) {
        this.name = name;
        double[] known =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        double mean = mean(known);
        double deviation = deviation(known, mean);
        boolean isUsable = known.length >= LEAST && deviation > 0;
        this.scores = Arrays.stream(values)
                .map(value -> isUsable ? (value - mean) / deviation : Double.NaN)
                .toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    String name() {
        return name;
    }

    boolean has(int place) {
        return !Double.isNaN(scores[place]);
    }

    /** In deviations; NaN where the day has no value. */
    double at(int place) {
        return scores[place];
    }
}
