package io.basiswatch.indicator.stream;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one stream of what the replicas of one shard tell, in the order of the log.
 *
 * <ul>
 *   <li>Trades pass: the engine knows them by the venue's id. Liquidations, which have none, pass as often as one of the
 *       replicas has told the same.
 *   <li>Of what replaces what was before (quotes, marks, depth, funding, interest) each replica's own order stands; what the
 *       other one tells has to be newer by the venue's time and number.
 *   <li>A gap of one is held back while the other is whole. If that one speaks within {@link #HELD}, nothing was missed; if it
 *       has a gap itself, or is silent, the gap is told.
 * </ul>
 */
final class Twins {
    /** The longest that anything is remembered for, microseconds of receive time. */
    static final long REMEMBERED = 120_000_000;

    /** How long a gap waits for a word of the other replica. */
    private static final long HELD = 10_000_000;

    private final Map<Instrument, Merged> markets = new HashMap<>();
    private final Map<Instrument, Told> liquidations = new HashMap<>();
    private final Deque<Held> held = new ArrayDeque<>();
    private long repeated;
    private long bridged;

    /** A gap of a replica that waits. */
    private record Held(int replica, FeedGap gap) {}

    /** Adds to {@code counting} what counts because of this event. */
    void take(int replica, long epoch, MarketEvent event, List<MarketEvent> counting) {
        if (!(event instanceof InstrumentEvent about) || event.stamp().origin() == Origin.BACKFILL) {
            counting.add(event);
            return;
        }
        Merged market = market(about.instrument());
        if (about instanceof FeedGap gap) {
            gap(replica, gap, market, counting);
            return;
        }
        market.heard(replica, about);
        if (!held.isEmpty()) {
            bridge(replica, about.instrument(), market);
        }
        boolean counts = about instanceof Liquidation liquidation
                ? liquidations
                        .computeIfAbsent(about.instrument(), instrument -> new Told())
                        .isNew(replica, epoch, liquidation)
                : market.isNew(replica, about);
        if (counts) {
            counting.add(event);
        } else {
            repeated++;
        }
    }

    private Merged market(Instrument instrument) {
        Merged known = markets.get(instrument);
        if (known == null) {
            known = new Merged();
            markets.put(instrument, known);
        }
        return known;
    }

    private void gap(int replica, FeedGap gap, Merged market, List<MarketEvent> counting) {
        Set<FeedGap.Scope> bridged = market.lose(replica, gap);
        // What waited for this replica to bridge it was missed by both.
        held.removeIf(waiting -> {
            boolean isMissed = waiting.replica() != replica
                    && waiting.gap().instrument().equals(gap.instrument())
                    && !market.isWhole(replica, waiting.gap());
            if (isMissed) {
                counting.add(waiting.gap());
            }
            return isMissed;
        });
        if (bridged.isEmpty()) {
            counting.add(gap);
            return;
        }
        for (FeedGap.Scope part : Merged.parts(gap.scope())) {
            if (bridged.contains(part)) {
                held.addLast(new Held(replica, scoped(gap, part)));
            } else {
                counting.add(scoped(gap, part));
            }
        }
    }

    private static FeedGap scoped(FeedGap gap, FeedGap.Scope scope) {
        return new FeedGap(gap.instrument(), gap.stamp(), gap.stream(), gap.from(), gap.reason(), scope);
    }

    /** {@code replica} has spoken: the gaps of others where it is whole are none. */
    private void bridge(int replica, Instrument instrument, Merged market) {
        boolean removed = held.removeIf(waiting -> waiting.replica() != replica
                && waiting.gap().instrument().equals(instrument)
                && market.isWhole(replica, waiting.gap()));
        bridged += removed ? 1 : 0;
    }

    /** Adds the gaps that nobody has bridged in time; whether any are still waiting. */
    boolean release(long now, List<MarketEvent> counting) {
        while (!held.isEmpty() && held.getFirst().gap().receivedTime() + HELD < now) {
            counting.add(held.removeFirst().gap());
        }
        return !held.isEmpty();
    }

    long repeated() {
        return repeated;
    }

    long bridged() {
        return bridged;
    }
}
