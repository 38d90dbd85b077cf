package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Venue;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Walks over the steps of what one venue lists, so that a dialect need only put into words what happens; and knows how far
 * that was told, so that what a client is told on a subscription fits what comes next.
 *
 * <p>Times are microseconds since the epoch.
 */
final class MarketWalk {
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long NOT_BEGUN = -1;

    private final Venue venue;
    private final SimulatedMarket market;
    private final Set<Listing> listed = new HashSet<>();
    private long told = NOT_BEGUN;

    /** Puts into words what happens. */
    interface Narrator {
        void traded(Listing listing, SimulatedTrade trade);

        /**
         * The book has changed.
         *
         * @param changes from {@code before} to {@code now}
         */
        void moved(Listing listing, SimulatedBook before, SimulatedBook now, SimulatedBook changes);

        /** Another second begins. */
        default void second(Listing listing, long time) {}

        /** A contract is traded no more. */
        default void ended(Listing listing, long time) {}
    }

    MarketWalk(Venue venue, SimulatedMarket market) {
        this.venue = venue;
        this.market = market;
    }

    void walk(long from, long to, Narrator narrator) {
        for (long step = from; step < to; step += SimulatedMarket.STEP) {
            List<Listing> now = market.listings(venue, step);
            if (step % SECOND == 0) {
                delist(now, step, narrator);
            }
            for (Listing listing : now) {
                tell(listing, step, narrator);
            }
            told = step;
        }
    }

    private void delist(List<Listing> now, long step, Narrator narrator) {
        List<Listing> ended =
                listed.stream().filter(listing -> !now.contains(listing)).toList();
        ended.forEach(listing -> narrator.ended(listing, step));
        listed.clear();
        listed.addAll(now);
    }

    private void tell(Listing listing, long step, Narrator narrator) {
        market.trades(listing, step, step + SimulatedMarket.STEP).forEach(trade -> narrator.traded(listing, trade));
        SimulatedBook before = market.book(listing, step - SimulatedMarket.STEP);
        SimulatedBook now = market.book(listing, step);
        SimulatedBook changes = market.changes(before, now);
        if (!changes.bids().isEmpty() || !changes.asks().isEmpty()) {
            narrator.moved(listing, before, now, changes);
        }
        if (step % SECOND == 0) {
            narrator.second(listing, step);
        }
    }

    /** Up to which step everything was told; before the first one that of {@code now}. */
    long told(Instant now) {
        long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
        return told == NOT_BEGUN ? micros - Math.floorMod(micros, SimulatedMarket.STEP) : told;
    }

    /** The book as a client who has heard everything knows it. */
    SimulatedBook standing(Listing listing, Instant now) {
        return market.book(listing, told(now));
    }

    /** What is listed under a name at a time. */
    Optional<Listing> find(String name, Function<Listing, String> names, long time) {
        return market.listings(venue, time).stream()
                .filter(listing -> names.apply(listing).equals(name))
                .findFirst();
    }

    /** The newest trades before a time, the oldest of them first. */
    List<SimulatedTrade> newest(Listing listing, int many, long before) {
        List<SimulatedTrade> trades = List.of();
        for (long minutes = 1; trades.size() < many && minutes < 10_000; minutes *= 8) {
            trades = market.trades(listing, before - TimeUnit.MINUTES.toMicros(minutes), before);
        }
        return trades.subList(Math.max(0, trades.size() - many), trades.size());
    }

    /** The newest trades that were told. */
    List<SimulatedTrade> toldTrades(Listing listing, int many, Instant now) {
        return newest(listing, many, told(now) + SimulatedMarket.STEP);
    }
}
