package io.basiswatch.local.trial;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What was told of books, held against the books that there were: a profile and a quote must be those of a state that the
 * book had within the last seconds. Anything else is a book that was never there.
 */
final class BookLedger {
    /** How old a state may be when it is told: a socket that stood still brings what is late, and stamps say so. */
    private static final long AGE = 12_000_000;

    private static final double CLOSE = 1e-9;

    /**
     * Hyperliquid tells levels farther from the middle in fewer digits only: up to a third of a band may be missing at its end.
     */
    private static final Set<String> COARSE = Set.of("hyperliquid");

    private static final double NEAR = 0.35;

    /** These venues tell a change level by level, and between two of them the book is neither the one before nor the next. */
    private static final Set<String> STEPWISE = Set.of("kraken-futures", "bitfinex", "bitmex");

    private static final double MID = 5e-4;

    private final List<String> wrong = new ArrayList<>();
    private final Predicate<DepthProfile> isUnguarded;
    private long profiles;
    private long quotes;
    private long unguarded;

    /** Every book can be known to be right. */
    BookLedger() {
        this(profile -> false);
    }

    /**
     * @param isUnguarded whether a venue left a change of a book out, away from its best prices, and has nothing that shows it
     */
    BookLedger(Predicate<DepthProfile> isUnguarded) {
        this.isUnguarded = isUnguarded;
    }

    /** What was told of the order book. */
    void take(DepthProfile profile, Listing listing, SimulatedMarket market) {
        profiles++;
        long now = profile.receivedTime();
        if (anyState(now, listing, market, book -> isOf(profile, new MadeBook(book, listing)))) {
            return;
        }
        boolean hasRightPrices =
                anyState(now, listing, market, book -> close(profile.mid(), new MadeBook(book, listing).mid(), CLOSE));
        if (hasRightPrices && isUnguarded.test(profile)) {
            unguarded++;
        } else {
            wrong.add(profile + " where there was "
                    + new MadeBook(market.book(listing, profile.receivedTime()), listing).told());
        }
    }

    /** What was told of the best prices. */
    void take(Quote quote, Listing listing, SimulatedMarket market) {
        quotes++;
        if (!anyState(quote.receivedTime(), listing, market, book -> isOf(quote, new MadeBook(book, listing)))) {
            wrong.add(quote + " where there was "
                    + new MadeBook(market.book(listing, quote.receivedTime()), listing).told());
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
        String venue = told.venue().id();
        double tolerance = COARSE.contains(venue) || STEPWISE.contains(venue) ? NEAR : CLOSE;
        return close(told.mid(), book.mid(), midTolerance(venue))
                && told.bands().stream()
                        .allMatch(band -> close(band.bidNotional(), book.bidNotional(band.percent()), tolerance)
                                && close(band.askNotional(), book.askNotional(band.percent()), tolerance));
    }

    static double midTolerance(String venue) {
        return STEPWISE.contains(venue) ? MID : CLOSE;
    }

    private static boolean isOf(Quote told, MadeBook book) {
        double tolerance = midTolerance(told.venue().id());
        return close(told.bidPrice(), book.bidPrice(0), tolerance)
                && close(told.askPrice(), book.askPrice(0), tolerance);
    }

    static boolean close(double one, double other, double tolerance) {
        return Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other));
    }

    long profiles() {
        return profiles;
    }

    long quotes() {
        return quotes;
    }

    /** Books that were not right away from their best prices, where no client can know. */
    long unguarded() {
        return unguarded;
    }

    /** What was told of a state that no book had. */
    List<String> wrong() {
        return wrong;
    }
}
