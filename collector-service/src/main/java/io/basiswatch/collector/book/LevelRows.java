package io.basiswatch.collector.book;

import java.util.Arrays;

/** The rows of one side in a message, in primitive arrays that are used again for the next message. */
final class LevelRows {
    private static final int FIRST_CAPACITY = 32;
    private static final long[] NO_TEXT = {};

    private double[] prices = new double[FIRST_CAPACITY];
    private double[] quantities = new double[FIRST_CAPACITY];
    /** As long as the others, or empty until the first row with text comes. */
    private long[] printedPrices = NO_TEXT;

    private long[] printedQuantities = NO_TEXT;
    private int size;

    LevelRows() {}

    /** A copy that later messages do not change. */
    LevelRows(LevelRows other) {
        size = other.size;
        prices = Arrays.copyOf(other.prices, size);
        quantities = Arrays.copyOf(other.quantities, size);
        if (other.hasText()) {
            printedPrices = Arrays.copyOf(other.printedPrices, size);
            printedQuantities = Arrays.copyOf(other.printedQuantities, size);
        }
    }

    private boolean hasText() {
        return printedPrices.length > 0;
    }

    void add(double price, double quantity) {
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
        if (hasText()) {
            printedPrices[size] = PrintedNumber.NONE;
            printedQuantities[size] = PrintedNumber.NONE;
        }
        size++;
    }

    void add(double price, double quantity, long printedPrice, long printedQuantity) {
        add(price, quantity);
        if (!hasText()) {
            printedPrices = new long[prices.length];
            printedQuantities = new long[prices.length];
            Arrays.fill(printedPrices, PrintedNumber.NONE);
            Arrays.fill(printedQuantities, PrintedNumber.NONE);
        }
        printedPrices[size - 1] = printedPrice;
        printedQuantities[size - 1] = printedQuantity;
    }

    private void grow() {
        int capacity = Math.max(FIRST_CAPACITY, size * 2);
        prices = Arrays.copyOf(prices, capacity);
        quantities = Arrays.copyOf(quantities, capacity);
        if (hasText()) {
            printedPrices = Arrays.copyOf(printedPrices, capacity);
            printedQuantities = Arrays.copyOf(printedQuantities, capacity);
        }
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
        return hasText() ? printedPrices[row] : PrintedNumber.NONE;
    }

    long printedQuantity(int row) {
        return hasText() ? printedQuantities[row] : PrintedNumber.NONE;
    }

    void clear() {
        size = 0;
    }

    void scale(double factor) {
        for (int row = 0; row < size; row++) {
            quantities[row] *= factor;
        }
    }

    void scaleByPrice(double factor) {
        for (int row = 0; row < size; row++) {
            quantities[row] = quantities[row] * factor / prices[row];
        }
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
            if (before.hasText()) {
                printedPrices[place] = before.printedPrices[row];
                printedQuantities[place] = before.printedQuantities[row];
            }
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
