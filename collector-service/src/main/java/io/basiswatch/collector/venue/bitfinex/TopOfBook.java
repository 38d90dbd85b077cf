package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.book.BookSide;
import io.basiswatch.collector.book.OrderBook;

/**
 * The best prices of a book as last told, so that the many changes behind them make no quote and no garbage.
 *
 * <p>They are news where a price or a quantity is new, and once per second of receive time where none is, so that a book
 * that is alive and still does not look stale. A book that is crossed in between two changes of one moment is no news.
 */
final class TopOfBook {
    private static final long SECOND = 1_000_000;

    private double bid;
    private double bidQuantity;
    private double ask;
    private double askQuantity;
    private long toldAt = Long.MIN_VALUE / 2;

    /** Whether the book's top says something new; then it is remembered as told. */
    boolean isNews(OrderBook book, long receivedTime) {
        if (!book.isTwoSided() || book.isCrossed()) {
            return false;
        }
        BookSide bids = book.bids();
        BookSide asks = book.asks();
        boolean same = bids.price(0) == bid
                && asks.price(0) == ask
                && bids.quantity(0) == bidQuantity
                && asks.quantity(0) == askQuantity;
        if (same && receivedTime - toldAt < SECOND) {
            return false;
        }
        bid = bids.price(0);
        ask = asks.price(0);
        bidQuantity = bids.quantity(0);
        askQuantity = asks.quantity(0);
        toldAt = receivedTime;
        return true;
    }
}
