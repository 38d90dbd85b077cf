package io.basiswatch.collector.book;

import java.util.Arrays;

/** The rows of one side in a message, in primitive arrays that are used again for the next message. */
final class LevelRows {
    private double[] prices = new double[32];
    private double[] quantities = new double[32];
    private long[] printedPrices = new long[32];
    private long[] printedQuantities = new long[32];
    private int size;

    LevelRows() {}

    /** A copy that later messages do not change. */
    LevelRows(LevelRows other) {
        prices = Arrays.copyOf(other.prices, other.size);
        quantities = Arrays.copyOf(other.quantities, other.size);
        printedPrices = Arrays.copyOf(other.printedPrices, other.size);
        printedQuantities = Arrays.copyOf(other.printedQuantities, other.size);
        size = other.size;
    }

    void add(double price, double quantity, long printedPrice, long printedQuantity) {
        if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("price is not a positive number: " + price);
        }
        if (!(quantity >= 0 && quantity < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("quantity is not a number of at least 0: " + quantity);
        }
        if (size == prices.length) {
            grow();
        }
        prices[size] = price;
        quantities[size] = quantity;
        printedPrices[size] = printedPrice;
        printedQuantities[size] = printedQuantity;
        size++;
    }

    private void grow() {
        int capacity = Math.max(32, size * 2);
        prices = Arrays.copyOf(prices, capacity);
        quantities = Arrays.copyOf(quantities, capacity);
        printedPrices = Arrays.copyOf(printedPrices, capacity);
        printedQuantities = Arrays.copyOf(printedQuantities, capacity);
    }

    int size() {
        return size;
    }

    double price(int row) {
        return prices[row];
    }

    double quantity(int row) {
        return quantities[row];
    }

    long printedPrice(int row) {
        return printedPrices[row];
    }

    long printedQuantity(int row) {
        return printedQuantities[row];
    }

    void clear() {
        size = 0;
    }

    /** Orders the rows by rising price; of rows with the same price the last one stays. */
    void sort() {
        if (isRising()) {
            return;
        }
        double[] sorted = Arrays.copyOf(prices, size);
        Arrays.sort(sorted);
        int distinct = dropRepeated(sorted);
        LevelRows before = new LevelRows(this);
        for (int row = 0; row < before.size; row++) {
            int place = Arrays.binarySearch(sorted, 0, distinct, before.prices[row]);
            prices[place] = before.prices[row];
            quantities[place] = before.quantities[row];
            printedPrices[place] = before.printedPrices[row];
            printedQuantities[place] = before.printedQuantities[row];
        }
        size = distinct;
    }

    private boolean isRising() {
        for (int row = 1; row < size; row++) {
            if (prices[row] <= prices[row - 1]) {
                return false;
            }
        }
        return true;
    }

    private static int dropRepeated(double[] sorted) {
        int distinct = 1;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] != sorted[distinct - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return distinct;
    }
}
