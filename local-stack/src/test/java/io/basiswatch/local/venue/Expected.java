package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Side;
import java.util.List;

/** What a listing's numbers are in prices and base currency, worked out apart from the decoders. */
record Expected(Listing listing) {
    double price(long ticks) {
        return Double.parseDouble(listing.price(ticks));
    }

    /** In the base currency. */
    double quantity(long lots, long ticks) {
        double units = Double.parseDouble(listing.quantity(lots)) * listing.contractSize();
        return listing.instrument().isInverse() ? units / price(ticks) : units;
    }

    double mid(SimulatedBook book) {
        return (price(book.bids().getFirst().ticks())
                        + price(book.asks().getFirst().ticks()))
                / 2;
    }

    /** What rests within {@code percent} of mid, in the quote currency. */
    double within(List<SimulatedBook.Level> levels, double mid, double percent) {
        return levels.stream()
                .filter(level -> Math.abs(price(level.ticks()) - mid) <= mid * percent / 100)
                .mapToDouble(level -> quantity(level.lots(), level.ticks()) * price(level.ticks()))
                .sum();
    }

    /** A trade as far as all venues tell it the same way. */
    record Print(long millis, double price, double quantity, Side aggressor) {}

    Print print(SimulatedTrade trade) {
        return new Print(
                trade.time() / 1_000,
                price(trade.ticks()),
                rounded(quantity(trade.lots(), trade.ticks())),
                trade.aggressor());
    }

    static double rounded(double quantity) {
        return Math.round(quantity * 1e8) / 1e8;
    }
}
