package io.basiswatch.local.trial;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import java.util.List;

/** A simulated book in prices and base currency, measured on its own: not by the code that is being tried. */
record MadeBook(SimulatedBook book, Listing listing) {
    private static final double PERCENT = 100;

    double bidPrice(int place) {
        return price(book.bids().get(place).ticks());
    }

    double askPrice(int place) {
        return price(book.asks().get(place).ticks());
    }

    /** In a few words. */
    String told() {
        return bidPrice(0) + " / " + askPrice(0) + ", " + bidNotional(1) + " bid within 1 %";
    }

    double mid() {
        return (bidPrice(0) + askPrice(0)) / 2;
    }

    /** The bid notional within {@code percent} of mid, in the quote currency. */
    double bidNotional(double percent) {
        double lowest = mid() - mid() * percent / PERCENT;
        return notional(book.bids().stream()
                .takeWhile(level -> price(level.ticks()) >= lowest)
                .toList());
    }

    /** The ask notional within {@code percent} of mid, in the quote currency. */
    double askNotional(double percent) {
        double highest = mid() + mid() * percent / PERCENT;
        return notional(book.asks().stream()
                .takeWhile(level -> price(level.ticks()) <= highest)
                .toList());
    }

    private double notional(List<SimulatedBook.Level> levels) {
        double sum = 0;
        for (SimulatedBook.Level level : levels) {
            double quantity = listing.lot().doubleValue() * level.lots() * listing.contractSize();
            sum += listing.instrument().isInverse() ? quantity : quantity * price(level.ticks());
        }
        return sum;
    }

    private double price(long ticks) {
        return Double.parseDouble(listing.price(ticks));
    }
}
