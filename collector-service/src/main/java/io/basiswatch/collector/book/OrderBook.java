package io.basiswatch.collector.book;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What rests at each price of one instrument, as far as the venue told us: one book for all venues.
 *
 * <p>Prices are in the quote currency and quantities in the base currency (the venue's decoder converts contracts), so
 * that price times quantity is a notional in the quote currency. The book does not know whether it is in step with the
 * venue: {@link BookAssembler} does. Not thread-safe; changes allocate nothing.
 */
public final class OrderBook {
    private static final double BASIS_POINTS = 10_000;

    private final BookSide bids;
    private final BookSide asks;

    /** An empty book of a feed that reaches as far as {@code reach}. */
    public OrderBook(Reach reach) {
        this(reach, false);
    }

    /**
     * An empty book.
     *
     * @param keepsText whether to keep what was printed, for a checksum
     */
    OrderBook(Reach reach, boolean keepsText) {
        this.bids = new BookSide(1, reach, keepsText);
        this.asks = new BookSide(-1, reach, keepsText);
    }

    /** The bids, the highest first. */
    public BookSide bids() {
        return bids;
    }

    /** The asks, the lowest first. */
    public BookSide asks() {
        return asks;
    }

    /** The highest price bid; empty where nobody bids. */
    public OptionalDouble bestBid() {
        return bids.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(bids.price(0));
    }

    /** The lowest price asked; empty where nobody asks. */
    public OptionalDouble bestAsk() {
        return asks.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(asks.price(0));
    }

    /** Whether there is a bid and an ask. */
    public boolean isTwoSided() {
        return !bids.isEmpty() && !asks.isEmpty();
    }

    /** Whether the price left what the last snapshot covers, so that even the best level may be unknown. */
    boolean isExhausted() {
        return bids.isExhausted() || asks.isExhausted();
    }

    /** Whether the best bid is at or above the best ask, which no orderly book shows for long. */
    public boolean isCrossed() {
        return isTwoSided() && bids.price(0) >= asks.price(0);
    }

    /** The price half-way between best bid and best ask; empty where a side is empty or the book is crossed. */
    public OptionalDouble mid() {
        if (!isTwoSided() || isCrossed()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((bids.price(0) + asks.price(0)) / 2);
    }

    /** The spread in basis points of mid; empty where there is no mid. */
    public OptionalDouble spreadBps() {
        OptionalDouble mid = mid();
        if (mid.isEmpty()) {
            return mid;
        }
        return OptionalDouble.of((asks.price(0) - bids.price(0)) / mid.getAsDouble() * BASIS_POINTS);
    }

    /** The bid notional within {@code percent} of mid, in the quote currency; empty where the feed ends before. */
    public OptionalDouble bidNotionalWithin(double percent) {
        OptionalDouble mid = mid();
        return mid.isEmpty() ? mid : bids.notionalTo(mid.getAsDouble() - mid.getAsDouble() * percent / 100);
    }

    /** The ask notional within {@code percent} of mid, in the quote currency; empty where the feed ends before. */
    public OptionalDouble askNotionalWithin(double percent) {
        OptionalDouble mid = mid();
        return mid.isEmpty() ? mid : asks.notionalTo(mid.getAsDouble() + mid.getAsDouble() * percent / 100);
    }

    /**
     * What a market order to buy pays on average above mid, in basis points.
     *
     * @param notional the order's size in the quote currency
     * @return empty where the order exhausts what is known of the asks
     */
    public OptionalDouble buySlippageBps(double notional) {
        return slippageBps(asks, notional, 1);
    }

    /**
     * What a market order to sell gives on average below mid, in basis points.
     *
     * @param notional the order's size in the quote currency
     * @return empty where the order exhausts what is known of the bids
     */
    public OptionalDouble sellSlippageBps(double notional) {
        return slippageBps(bids, notional, -1);
    }

    private OptionalDouble slippageBps(BookSide side, double notional, int sign) {
        OptionalDouble mid = mid();
        OptionalDouble average = mid.isEmpty() ? mid : side.averagePrice(notional);
        if (average.isEmpty()) {
            return average;
        }
        return OptionalDouble.of(sign * (average.getAsDouble() / mid.getAsDouble() - 1) * BASIS_POINTS);
    }

    /** The top of the book as a quote, crossed or not; empty where a side is empty. */
    public Optional<Quote> quote(Instrument instrument, Stamp stamp) {
        if (!isTwoSided()) {
            return Optional.empty();
        }
        return Optional.of(
                new Quote(instrument, stamp, bids.price(0), bids.quantity(0), asks.price(0), asks.quantity(0)));
    }

    /** Forgets everything and takes a snapshot, whose rows may come in any order. */
    public void replace(BookUpdate snapshot) {
        bids.load(snapshot.bids());
        asks.load(snapshot.asks());
    }

    /** Takes a change: each quantity is absolute, 0 removes the level, removing an unknown one is normal. */
    public void apply(BookUpdate change) {
        bids.apply(change.bids());
        asks.apply(change.asks());
    }

    /** Forgets everything. */
    public void clear() {
        bids.clear();
        asks.clear();
    }

    @Override
    public String toString() {
        return "bids " + bids + " | asks " + asks;
    }
}
