package io.basiswatch.local.trial;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What was told of books, held against the books that there were: a profile and a quote must be those of a state that the
 * book had within the last seconds. Anything else is a book that was never there.
 */
final class BookLedger {
    /** How old a state may be when it is told: a socket that stood still brings what is late, and stamps say so. */
    private static final long AGE = 12_000_000;

    private static final double CLOSE = 1e-9;

    private final List<String> wrong = new ArrayList<>();
    private long profiles;
    private long quotes;

    /** What was told of the order book. */
    void take(DepthProfile profile, Listing listing, SimulatedMarket market) {
        profiles++;
        if (!anyState(profile.receivedTime(), listing, market, book -> isOf(profile, new MadeBook(book, listing)))) {
            wrong.add(profile.toString());
        }
    }

    /** What was told of the best prices. */
    void take(Quote quote, Listing listing, SimulatedMarket market) {
        quotes++;
        if (!anyState(quote.receivedTime(), listing, market, book -> isOf(quote, new MadeBook(book, listing)))) {
            wrong.add(quote.toString());
        }
    }

    /** Newest first, because that is what a healthy feed tells. */
    private static boolean anyState(
            long now, Listing listing, SimulatedMarket market, Predicate<SimulatedBook> matches) {
        for (long time = now; time >= now - AGE; time -= SimulatedMarket.STEP) {
            if (matches.test(market.book(listing, time))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(DepthProfile told, MadeBook book) {
        return close(told.mid(), book.mid())
                && told.bands().stream()
                        .allMatch(band -> close(band.bidNotional(), book.bidNotional(band.percent()))
                                && close(band.askNotional(), book.askNotional(band.percent())));
    }

    private static boolean isOf(Quote told, MadeBook book) {
        return close(told.bidPrice(), book.bidPrice(0)) && close(told.askPrice(), book.askPrice(0));
    }

    private static boolean close(double one, double other) {
        return Math.abs(one - other) <= CLOSE * Math.max(Math.abs(one), Math.abs(other));
    }

    long profiles() {
        return profiles;
    }

    long quotes() {
        return quotes;
    }

    /** What was told of a state that no book had. */
    List<String> wrong() {
        return wrong;
    }
}
