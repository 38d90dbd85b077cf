package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Venue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A {@link MarketWalk} for venues that number the changes of their books: remembers each book as it was told last, with its number,
 * so that who comes later is told one that fits what comes next.
 */
final class MarketSteps {
    private static final long SECOND = 1_000_000;

    private final Venue venue;
    private final SimulatedMarket market;
    private final Circumstances circumstances;
    private final MarketWalk walk;
    private final Map<Listing, Told> told = new HashMap<>();

    /** Prints what happens, in a venue's form. */
    interface Printer {
        Said trade(Listing listing, SimulatedTrade trade);

        /** The order that a liquidation is done by; none where the venue says so with the trade. */
        Optional<Said> liquidation(Listing listing, SimulatedTrade trade);

        /** The best prices have changed. */
        Said quote(Listing listing, Told now);

        /** The book has changed; once for each depth that the venue sends. */
        List<Said> change(Listing listing, SimulatedBook changes, Told now);

        /** What is said of a derivative at the end of each second. */
        List<Said> marks(Listing listing, Marks marks, long time);

        /** The price of an index at the end of each second; none where the venue has no such stream. */
        Optional<Said> index(String base, String quote, double price, long time);
    }

    /**
     * A book as it was told last.
     *
     * @param number that of the step in the venue's sequence
     * @param previous that of the change that was told before it
     * @param count how many changes have been told of it, counted from 1; 1 again where the sequence has begun anew
     */
    record Told(SimulatedBook book, long number, long previous, long count) {
        /** Whether the venue's sequence has begun anew with this change. */
        boolean isRestart() {
            return number < previous;
        }
    }

    MarketSteps(Venue venue, SimulatedMarket market, Circumstances circumstances) {
        this.venue = venue;
        this.market = market;
        this.circumstances = circumstances;
        this.walk = new MarketWalk(venue, market);
    }

    /** See {@link Dialect#say}. */
    List<Said> say(long from, long to, Printer printer) {
        Pass pass = new Pass(printer);
        walk.walk(from, to, pass);
        return pass.said;
    }

    /** One walk, with all that was said on it. */
    private final class Pass implements MarketWalk.Narrator {
        private final Printer printer;
        private final List<Said> said = new ArrayList<>();
        private final Set<String> indices = new HashSet<>();
        private long second;

        Pass(Printer printer) {
            this.printer = printer;
        }

        @Override
        public void traded(Listing listing, SimulatedTrade trade) {
            said.add(printer.trade(listing, trade));
            if (trade.forced() && !listing.instrument().isSpot()) {
                printer.liquidation(listing, trade).ifPresent(said::add);
            }
        }

        @Override
        public void moved(Listing listing, SimulatedBook before, SimulatedBook now, SimulatedBook changes) {
            Told last = standing(listing, now.step() * SimulatedMarket.STEP);
            long number = circumstances.sequence(listing, now.step());
            long count = number < last.number ? 1 : last.count + 1;
            Told after = new Told(now, number, last.number, count);
            told.put(listing, after);
            said.addAll(printer.change(listing, changes, after));
            if (WalkedDialect.hasOtherTop(before, now)) {
                said.add(printer.quote(listing, after));
            }
        }

        @Override
        public void second(Listing listing, long time) {
            if (listing.instrument().isSpot()) {
                return;
            }
            said.addAll(printer.marks(listing, market.marks(listing, time), time));
            if (time != second) {
                second = time;
                indices.clear();
            }
            String base = listing.instrument().base();
            String quote = listing.instrument().quote();
            if (indices.add(base + '-' + quote)) {
                printer.index(base, quote, market.index(base, quote, time), time)
                        .ifPresent(said::add);
            }
        }
    }

    /** The book of a listing as it was told last, or before the step at {@code time} where nothing was told of it yet. */
    Told standing(Listing listing, long time) {
        return told.computeIfAbsent(listing, unseen -> {
            long step = Math.floorDiv(time, SimulatedMarket.STEP) - 1;
            SimulatedBook book = market.book(listing, step * SimulatedMarket.STEP);
            long number = circumstances.sequence(listing, Math.max(0, step));
            return new Told(book, number, number - 1, 1);
        });
    }

    /** What is listed at {@code time} by the venue's own name for it. */
    Optional<Listing> find(long time, Predicate<Listing> wanted) {
        return market.listings(venue, time).stream().filter(wanted).findFirst();
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano() / 1_000;
    }
}
