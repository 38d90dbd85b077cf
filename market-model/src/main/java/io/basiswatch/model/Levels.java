package io.basiswatch.model;

import java.util.Arrays;

/**
 * Price levels of one side of a book, in the venue's order.
 *
 * @param prices in the quote currency
 * @param quantities in the base currency, one per price; 0 removes the level
 */
public record Levels(double[] prices, double[] quantities) {
    public static final Levels NONE = new Levels(new double[0], new double[0]);

    public Levels {
        if (prices.length != quantities.length) {
            throw new IllegalArgumentException(prices.length + " prices, " + quantities.length + " quantities");
        }
        for (int i = 0; i < prices.length; i++) {
            Checks.positive("price", prices[i]);
            Checks.notNegative("quantity", quantities[i]);
        }
    }

    public int size() {
        return prices.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Levels(double[] otherPrices, double[] otherQuantities)
                && Arrays.equals(prices, otherPrices)
                && Arrays.equals(quantities, otherQuantities);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(prices) + Arrays.hashCode(quantities);
    }

    @Override
    public String toString() {
        return "Levels" + Arrays.toString(prices) + Arrays.toString(quantities);
    }
}
