package io.basiswatch.indicator.liquidation;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The liquidations of one perpetual within the last minutes, by our time, and in which of these it was heard and whole.
 *
 * <p>By our time, because only trades are revised when they come late: by the venue's time, what comes after its minute has
 * closed would be lost. A gap takes nothing back that was seen; the sum is partial.
 */
final class LiquidatedMarket implements Indicator.Feed {
    /** What was liquidated of this side in the window, in the quote currency; its weight is the dollars of one. */
    static final String NOTIONAL = "liquidated_notional";

    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long REMEMBERED = 4 * MINUTE;

    private final Instrument instrument;
    private final String name;
    private final Liquidation.Position side;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private final SecondMarks heard = new SecondMarks();
    private final SecondMarks gaps = new SecondMarks();
    private long since = Long.MAX_VALUE;

    /** The liquidations of both sides that were received in one second. */
    private static final class Batch {
        private final long second;
        private Forced forced = Forced.NONE;
        private Liquidation last;
        private boolean isOwn;

        Batch(long second) {
            this.second = second;
        }
    }

    LiquidatedMarket(Instrument instrument, Liquidation.Position side) {
        this.instrument = instrument;
        this.name = instrument.toString();
        this.side = side;
    }

    String dimension() {
        return LastOf.dimension(instrument);
    }

    String quote() {
        return instrument.quote();
    }

    @Override
    public void update(InstrumentEvent event) {
        // What was asked for afterwards tells nothing of whether the market is heard, and liquidations cannot be asked
        // for.
        if (event.stamp().origin() == Origin.BACKFILL || event instanceof GapFilled) {
            return;
        }
        long received = event.receivedTime();
        since = Math.min(since, received);
        switch (event) {
            case FeedGap gap -> gaps.mark(received);
            case InstrumentDelisted delisted -> {}
            case Liquidation liquidation -> {
                heard.mark(received);
                if (Math.abs(liquidation.stamp().latency()) <= MINUTE) {
                    add(liquidation);
                }
            }
            default -> heard.mark(received);
        }
    }

    private void add(Liquidation liquidation) {
        long second = Resolution.SECOND.floor(liquidation.receivedTime());
        Batch batch = batches.peekLast();
        // What comes late, in the log, is counted in the second that the log has reached.
        if (batch == null || batch.second < second) {
            batch = new Batch(second);
            batches.addLast(batch);
        }
        batch.last = liquidation;
        if (liquidation.closedPosition() == side) {
            batch.isOwn = true;
            batch.forced = batch.forced.plus(new Forced(
                    1,
                    liquidation.notional(),
                    liquidation.notional(),
                    liquidation.completeness() == Liquidation.Completeness.LOWER_BOUND));
        }
        while (batches.getFirst().second < batch.second - REMEMBERED) {
            batches.removeFirst();
        }
    }

    /**
     * Whether something can be said of the window: there was a liquidation of either side in it, or the market was heard and
     * is known to tell its liquidations.
     */
    boolean tells(Evaluation at, boolean isKnownToTell) {
        if (at.to() <= since) {
            return false;
        }
        return isKnownToTell && heard.isMarkedIn(at.from(), at.to())
                || batches.stream().anyMatch(batch -> isIn(batch, at));
    }

    private static boolean isIn(Batch batch, Evaluation at) {
        return batch.second >= at.from() && batch.second < at.to();
    }

    /** What was liquidated in the window. */
    Forced forced(Evaluation at) {
        return batches.stream()
                .filter(batch -> isIn(batch, at))
                .map(batch -> batch.forced)
                .reduce(Forced.NONE, Forced::plus);
    }

    /** Enters {@code forced}, at this {@code rate} of dollars per quote currency, and how far the window is known. */
    void enter(Evaluation at, Forced forced, double rate, ValueDraft draft) {
        batches.stream()
                .filter(batch -> batch.isOwn && isIn(batch, at))
                .reduce((one, other) -> other)
                .ifPresent(
                        batch -> draft.input(Input.used(name, NOTIONAL, forced.notional(), batch.last.stamp(), rate)));
        forced.enter(rate, draft);
        if (gaps.isMarkedIn(at.from(), at.to())) {
            draft.remark(Quality.PARTIAL, "feed_gap");
        }
        if (!at.isWholeWindowKnown(since)) {
            draft.remark(Quality.PARTIAL, "first heard within the window");
        }
    }
}
