package io.basiswatch.local.trial;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What was told of books, held against the books that there were: a profile and a quote must be those of a state that the
 * book had within the last seconds. Anything else is a book that was never there.
 *
 * <p>Some venues tell the changes of a moment in several messages. Between two of those a book is one that was never there
 * either, and nobody can know it: there each side may be that of the step before, and sums may be off by what changed.
 */
final class BookLedger {
    /** How old a state may be when it is told: a socket that stood still brings what is late, and stamps say so. */
    private static final long AGE = 12_000_000;

    private static final double CLOSE = 1e-9;

    private static final Set<Venue> PIECEMEAL = Set.of(Venue.of("kraken-futures"), Venue.of("bitmex"));

    /** How far the mid price and the sums may be off between two messages of one moment. */
    private static final double MID_BETWEEN = 0.001;

    private static final double SUM_BETWEEN = 0.3;

    private final List<String> wrong = new ArrayList<>();
    private long profiles;
    private long quotes;

    /** What was told of the order book. */
    void take(DepthProfile profile, Listing listing, SimulatedMarket market) {
        profiles++;
        if (!anyState(
                profile.receivedTime(),
                listing,
                market,
                book -> isOf(profile, new MadeBook(book, listing), isPiecemeal(listing)))) {
            wrong.add(profile.toString());
        }
    }

    /** What was told of the best prices. */
    void take(Quote quote, Listing listing, SimulatedMarket market) {
        quotes++;
        if (!anyState(
                quote.receivedTime(),
                listing,
                market,
                book -> isOf(quote, new MadeBook(book, listing), before(book, listing, market)))) {
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

    private static boolean isPiecemeal(Listing listing) {
        return PIECEMEAL.contains(listing.instrument().venue());
    }

    /** The book of the step before, where one side may still be its. */
    private static MadeBook before(SimulatedBook book, Listing listing, SimulatedMarket market) {
        long time = isPiecemeal(listing) ? book.time() - SimulatedMarket.STEP : book.time();
        return new MadeBook(market.book(listing, time), listing);
    }

    private static boolean isOf(DepthProfile told, MadeBook book, boolean piecemeal) {
        double sum = piecemeal ? SUM_BETWEEN : CLOSE;
        return close(told.mid(), book.mid(), piecemeal ? MID_BETWEEN : CLOSE)
                && told.bands().stream()
                        .allMatch(band -> close(band.bidNotional(), book.bidNotional(band.percent()), sum)
                                && close(band.askNotional(), book.askNotional(band.percent()), sum));
    }

    private static boolean isOf(Quote told, MadeBook book, MadeBook before) {
        boolean bid = close(told.bidPrice(), book.bidPrice(0), CLOSE);
        boolean ask = close(told.askPrice(), book.askPrice(0), CLOSE);
        return bid && ask
                || bid && close(told.askPrice(), before.askPrice(0), CLOSE)
                || ask && close(told.bidPrice(), before.bidPrice(0), CLOSE);
    }

    private static boolean close(double one, double other, double off) {
        return Math.abs(one - other) <= off * Math.max(Math.abs(one), Math.abs(other));
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
