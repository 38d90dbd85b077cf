package io.basiswatch.collector.shard;

import io.basiswatch.collector.feed.LiveFeed;
import io.basiswatch.collector.publish.Outlet;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Trade;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a shard's feed brings on its way to the log: held while it is not our turn, told while it is. */
final class Telling {
    private final Held held = new Held();
    private final Streams streams = new Streams();
    /** The markets of which this feed has brought trades. */
    private final Set<Instrument> traded = new HashSet<>();

    private Optional<Outlet> outlet = Optional.empty();
    private boolean isOpen;
    private OptionalLong known = OptionalLong.empty();
    private boolean isSeamless;
    private boolean flowed;
    private Runnable lost = () -> {};
    private long since;
    /** Where the one before has ended. */
    private Standing.Tail tail = Standing.Tail.EMPTY;

    /** Takes an event of the feed. */
    void take(MarketEvent event) {
        if (event instanceof Trade trade && trade.stamp().origin() != Origin.BACKFILL) {
            traded.add(trade.instrument());
        }
        if (isOpen) {
            tell(event);
        } else {
            held.add(event);
        }
    }

    /**
     * Begins where the one before has ended, which went on until what is held here had begun.
     *
     * @param flowed whether every stream had begun by then that can be expected to have
     * @param lost is run when a loss shows that trades may be missing of which nothing has come here yet
     */
    void goOn(Outlet way, Former before, boolean flowed, Runnable lost) {
        open(way);
        this.isSeamless = true;
        this.flowed = flowed;
        this.lost = lost;
        this.known = before.through();
        this.tail = before.tail();
        this.since = tail.since();
        streams.follow(tail);
        held.after(tail)
                .forEach(event -> goesOut(event instanceof FeedGap gap && LiveFeed.isStart(gap) ? from(gap) : event));
        held.clear();
    }

    /** Begins with everything that is held, where it is known at best how far the one before came. */
    void begin(Outlet way, Former before) {
        open(way);
        this.known = before.through();
        this.tail = before.tail();
        long through = known.orElse(0);
        this.since = tail.since() == 0 ? through : Math.min(tail.since(), through);
        held.all().forEach(this::tell);
        held.clear();
    }

    /** Our turn is in doubt: what comes is held, and what waits for the log is still written. */
    void pause() {
        shut();
        isOpen = false;
    }

    /** Goes on after a pause, under another epoch. */
    void resume(Outlet way) {
        open(way);
        held.all().forEach(this::tell);
        held.clear();
    }

    /** Nothing goes out any more. */
    void shut() {
        outlet.ifPresent(Outlet::shut);
    }

    private void open(Outlet way) {
        outlet = Optional.of(way);
        isOpen = true;
    }

    private void tell(MarketEvent event) {
        if (!(event instanceof FeedGap gap)) {
            goesOut(event);
        } else if (!LiveFeed.isStart(gap)) {
            goesOut(gap);
            if (isSeamless && gap.scope() != FeedGap.Scope.DEPTH) {
                breaksQuiet(gap);
            }
        } else if (!isQuietStart(gap)) {
            goesOut(from(gap));
        }
    }

    /**
     * Whether it says no more than that trades came for the first time in a thin market, which the one before had followed until
     * we did.
     */
    private boolean isQuietStart(FeedGap gap) {
        return isSeamless
                && flowed
                && gap.scope() == FeedGap.Scope.TRADES
                && streams.isWhole(gap.instrument(), gap.scope());
    }

    /**
     * Something was lost. A feed tells that of streams that had begun; of those that had begun with the one before, and have brought
     * nothing here, it is told here: they may have been on the same socket.
     */
    private void breaksQuiet(FeedGap gap) {
        List<Instrument> quiet = streams.traded().stream()
                .filter(instrument -> !traded.contains(instrument))
                .toList();
        quiet.forEach(instrument -> goesOut(
                new FeedGap(instrument, gap.stamp(), gap.stream(), gap.from(), gap.reason(), FeedGap.Scope.TRADES)));
        if (!quiet.isEmpty()) {
            lost.run();
        }
    }

    private void goesOut(MarketEvent event) {
        streams.saw(event);
        outlet.ifPresent(way -> way.publish(event));
    }

    /** Where it is known how far the one before came, a gap begins there. */
    private FeedGap from(FeedGap gap) {
        boolean wasWhole = Streams.parts(gap).stream().allMatch(scope -> tail.isWhole(gap.instrument(), scope));
        long whole = wasWhole ? known.orElse(0) : since;
        if (gap.from() != 0 || whole == 0) {
            return gap;
        }
        long from = Math.min(whole, gap.receivedTime());
        return new FeedGap(gap.instrument(), gap.stamp(), gap.stream(), from, gap.reason(), gap.scope());
    }

    boolean hasData() {
        return held.hasData();
    }

    int held() {
        return held.size();
    }

    /** Whether the log has acknowledged all that went out. */
    boolean isWritten() {
        return outlet.isEmpty() || outlet.get().isWritten();
    }

    /** Where it has come to. */
    Standing.Tail tail() {
        return streams.tail(since);
    }
}
