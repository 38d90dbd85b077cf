package io.basiswatch.collector.feed;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notices trades that never came, at venues whose trade ids count up by one for each instrument. What it tells is a
 * {@link FeedGap} like any other, so the missing trades are asked for where the venue tells them afterwards.
 *
 * <p>A decoder gives it every live trade that it has not seen before, in order, hands on the gap that comes back before the
 * trade, and forgets what a closed socket brought: that loss is told by whoever noticed. After a succession of sockets it
 * forgets nothing, as nothing may be missing there. Not thread-safe.
 */
public final class TradeIds {
    /** Ids that go back by more than this have started anew; fewer are late. */
    private static final long RESTART = 10_000;

    private final Map<Instrument, Last> lasts = new HashMap<>();

    private record Last(long id, long receivedTime) {}

    /**
     * Takes a trade.
     *
     * @param id the venue's number of it
     * @param stream which stream it came by, in the venue's word
     * @return what is missing before it
     */
    public Optional<FeedGap> take(Trade trade, long id, String stream) {
        if (trade.stamp().origin() == Origin.BACKFILL) {
            return Optional.empty();
        }
        Last last = lasts.get(trade.instrument());
        if (last != null && id <= last.id && id > last.id - RESTART) {
            return Optional.empty();
        }
        lasts.put(trade.instrument(), new Last(id, trade.receivedTime()));
        if (last == null || id <= last.id + 1) {
            return Optional.empty();
        }
        long missing = id - last.id - 1;
        Stamp stamp = new Stamp(
                trade.receivedTime(),
                trade.receivedTime(),
                Stamp.NO_SEQUENCE,
                trade.stamp().origin());
        String reason = missing + (missing == 1 ? " trade" : " trades") + " missing by id";
        return Optional.of(
                new FeedGap(trade.instrument(), stamp, stream, last.receivedTime, reason, FeedGap.Scope.TRADES));
    }

    /** The next trade of this instrument is the first. */
    public void forget(Instrument instrument) {
        lasts.remove(instrument);
    }

    /** The next trade of each instrument is the first. */
    public void forget() {
        lasts.clear();
    }
}
