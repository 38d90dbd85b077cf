package io.basiswatch.collector.venue.bitstamp;

import io.basiswatch.collector.book.BookSide;
import io.basiswatch.collector.book.OrderBook;
import java.util.Arrays;

/**
 * The best levels of a book as one {@code order_book} message shows them: a whole by itself, against which the book that was
 * assembled of changes can be held. Reused from message to message.
 */
final class ShownLevels {
    private static final double CLOSE = 1e-9;
    private static final int USUAL = 100;

    /** One side, best first. */
    private static final class Side {
        private double[] prices = new double[USUAL];
        private double[] quantities = new double[USUAL];
        private int count;

        private void add(double price, double quantity) {
            if (count == prices.length) {
                prices = Arrays.copyOf(prices, 2 * count);
                quantities = Arrays.copyOf(quantities, 2 * count);
            }
            prices[count] = price;
            quantities[count] = quantity;
            count++;
        }

        private void copy(Side other) {
            count = 0;
            for (int i = 0; i < other.count; i++) {
                add(other.prices[i], other.quantities[i]);
            }
        }

        private boolean isTopOf(BookSide side) {
            boolean same = side.size() >= count;
            for (int i = 0; same && i < count; i++) {
                same = isClose(side.price(i), prices[i]) && isClose(side.quantity(i), quantities[i]);
            }
            return same;
        }
    }

    private final Side bids = new Side();
    private final Side asks = new Side();
    private long micros;

    /** Begins a page of {@code time}. */
    void begin(long time) {
        micros = time;
        bids.count = 0;
        asks.count = 0;
    }

    void bid(double price, double quantity) {
        bids.add(price, quantity);
    }

    void ask(double price, double quantity) {
        asks.add(price, quantity);
    }

    void copy(ShownLevels other) {
        micros = other.micros;
        bids.copy(other.bids);
        asks.copy(other.asks);
    }

    /** When the book was so, microseconds since the epoch. */
    long micros() {
        return micros;
    }

    /** Whether {@code book} begins with these levels. */
    boolean areTopOf(OrderBook book) {
        return bids.isTopOf(book.bids()) && asks.isTopOf(book.asks());
    }

    private static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= CLOSE * Math.abs(other);
    }
}
