package io.basiswatch.indicator.episode;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A number of outcomes of one kind, in percent: how many, their mean and median, and how sure that mean is.
 *
 * @param values in no order that matters
 */
record Outcomes(double[] values) {
    /** With fewer outcomes an interval would say more than they do. */
    static final int LEAST_FOR_AN_INTERVAL = 5;

    private static final int DRAWS = 1_000;
    /** The ranks of 2.5 % and 97.5 % among the draws, from 0. */
    private static final int LOW = 24;

    private static final int HIGH = 974;

    /** Those of {@code values} that are known. */
    static Outcomes known(IntStream days, IntToDoubleFunction outcome) {
        return new Outcomes(
                days.mapToDouble(outcome).filter(value -> !Double.isNaN(value)).toArray());
    }

    int count() {
        return values.length;
    }

    /** Of one outcome at least. */
    double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Of one outcome at least. */
    double median() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * Between which two numbers 95 % of the means lie that as many outcomes give when they are drawn from these, with
     * repetition. The draws are made up from the outcomes themselves, so the same outcomes give the same interval.
     */
    double[] interval() {
        long state = Arrays.hashCode(values);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                // SplitMix64, spelled out: what a library draws may change with its version.
                state += 0x9E3779B97F4A7C15L;
                sum += values[(int) Math.unsignedMultiplyHigh(mixed(state), values.length)];
            }
            means[draw] = sum / values.length;
        }
        Arrays.sort(means);
        return new double[] {means[LOW], means[HIGH]};
    }

    private static long mixed(long state) {
        long first = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }
}
