package io.basiswatch.local.venue;

import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Venue;
import java.util.ArrayList;
import java.util.List;

/** A dialect that puts into words what a {@link MarketWalk} comes past, one step after the other. */
abstract class WalkedDialect implements Dialect, MarketWalk.Narrator {
    final SimulatedMarket market;
    final MarketWalk steps;
    private List<Said> said = new ArrayList<>();

    WalkedDialect(Venue venue, SimulatedMarket market) {
        this.market = market;
        this.steps = new MarketWalk(venue, market);
    }

    @Override
    public final List<Said> say(long from, long to) {
        said = new ArrayList<>();
        steps.walk(from, to, this);
        return said;
    }

    /** Says something, behind all that was said of the time so far. */
    final void say(Said one) {
        said.add(one);
    }

    /** Whether the best price of either side is another, or what rests there. */
    static boolean hasOtherTop(SimulatedBook before, SimulatedBook now) {
        return !before.bids().getFirst().equals(now.bids().getFirst())
                || !before.asks().getFirst().equals(now.asks().getFirst());
    }
}
