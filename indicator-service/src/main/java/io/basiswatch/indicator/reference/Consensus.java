package io.basiswatch.indicator.reference;

import java.util.Arrays;

/**
 * One price of the prices of several venues: the median, every price clamped to ±0.5 % of it, and the weighted mean of that.
 *
 * <p>No single venue can move it by more than its weight times the clamp. After the index of Deribit ("Index Prices").
 */
public final class Consensus {
    /** How far from the median a price counts, as a share of it. */
    static final double CLAMP = 0.005;

    private Consensus() {}

    /** With equal weights; {@code prices} are not empty. */
    static double of(double[] prices) {
        double[] weights = new double[prices.length];
        Arrays.fill(weights, 1);
        return of(prices, weights);
    }

    /** In the unit of the prices. */
    static double of(double[] prices, double[] weights) {
        double median = median(prices);
        double sum = 0;
        double total = 0;
        for (int i = 0; i < prices.length; i++) {
            double clamped = Math.clamp(prices[i], median * (1 - CLAMP), median * (1 + CLAMP));
            sum += weights[i] * clamped;
            total += weights[i];
        }
        return sum / total;
    }

    /** The middle price, or the mean of the two in the middle. */
    static double median(double[] prices) {
        double[] ordered = prices.clone();
        Arrays.sort(ordered);
        int half = ordered.length / 2;
        return ordered.length % 2 == 1 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
    }
}
