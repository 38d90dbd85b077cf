package io.basiswatch.collector.shard;

import io.basiswatch.collector.feed.LiveFeed;
import io.basiswatch.collector.publish.Outlet;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import java.util.Optional;
import java.util.OptionalLong;

/** What a shard's feed brings on its way to the log: held while it is not our turn, told while it is. */
final class Telling {
    private final Held held = new Held();
    private final Streams streams = new Streams();
    private Optional<Outlet> outlet = Optional.empty();
    private boolean isOpen;
    private OptionalLong known;
    private boolean isSeamless;
    private boolean flowed;

    /**
     * @param known until when the one before has told everything, microseconds since the epoch
     */
    Telling(OptionalLong known) {
        this.known = known;
    }

    /** Takes an event of the feed. */
    void take(MarketEvent event) {
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
     */
    void goOn(Outlet way, Standing.Tail before, boolean flowed) {
        open(way);
        this.isSeamless = true;
        this.flowed = flowed;
        streams.follow(before);
        held.after(before).forEach(this::goesOut);
        held.clear();
    }

    /**
     * Begins with everything that is held.
     *
     * @param whole until when the one before has told everything, where that is known
     */
    void begin(Outlet way, OptionalLong whole) {
        open(way);
        this.known = whole;
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
        if (!(event instanceof FeedGap gap) || !LiveFeed.isStart(gap)) {
            goesOut(event);
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
                && !streams.isBroken(MarketKey.stream(gap.instrument(), gap.scope()));
    }

    private void goesOut(MarketEvent event) {
        streams.saw(event);
        outlet.ifPresent(way -> way.publish(event));
    }

    /** Where it is known how far the one before came, a gap begins there. */
    private FeedGap from(FeedGap gap) {
        if (gap.from() != 0 || known.isEmpty()) {
            return gap;
        }
        long from = Math.min(known.getAsLong(), gap.receivedTime());
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
        return streams.tail();
    }
}
