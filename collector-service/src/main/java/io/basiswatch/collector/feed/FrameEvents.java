package io.basiswatch.collector.feed;

import io.basiswatch.model.FundingRate;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a decoder has found in the frame that it is reading. Nothing is handed on before the frame was read to its end,
 * so a frame that turns out to be broken leaves nothing behind.
 *
 * <p>Reused from frame to frame; not thread-safe.
 */
public final class FrameEvents {
    /** No venue's clock runs so far ahead of ours; a time beyond it is a unit misread or a broken frame. */
    private static final long FUTURE_MILLIS = 86_400_000;

    private static final long MICROS_PER_MILLI = 1_000;

    /** More than any venue repeats when a subscription starts, or sends in one frame. */
    private static final int REMEMBERED_TRADES = 4_096;

    /** More rates as paid than a page of any venue's history holds. */
    private static final int REMEMBERED_PAYMENTS = 1_024;

    private final List<MarketEvent> events = new ArrayList<>();
    private final RecentIds trades = new RecentIds(REMEMBERED_TRADES);
    private final RecentIds payments = new RecentIds(REMEMBERED_PAYMENTS);
    private Frame frame;
    private boolean unknown;

    /** Forgets the frame before and starts with {@code frame}. */
    public void begin(Frame frame) {
        this.frame = frame;
        events.clear();
        unknown = false;
    }

    /**
     * A stamp of the venue's time.
     *
     * @param eventMillis milliseconds since the epoch
     * @throws FrameException where that is before the epoch or more than a day ahead of our own time
     */
    public Stamp stamp(long eventMillis, long sequence) {
        return new Stamp(micros(eventMillis), frame.receivedTime(), sequence, frame.origin());
    }

    /**
     * A stamp of a time of the venue that is finer than milliseconds.
     *
     * @param eventMicros microseconds since the epoch
     * @throws FrameException where that is before the epoch or more than a day ahead of our own time
     */
    public Stamp stampMicros(long eventMicros, long sequence) {
        micros(eventMicros / MICROS_PER_MILLI);
        return new Stamp(eventMicros, frame.receivedTime(), sequence, frame.origin());
    }

    /** The stamp of news that carry no time of the venue: the time at which we received them. */
    public Stamp stampOnReceipt() {
        return new Stamp(frame.receivedTime(), frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin());
    }

    private long micros(long eventMillis) {
        if (eventMillis < 0 || eventMillis > frame.receivedTime() / MICROS_PER_MILLI + FUTURE_MILLIS) {
            throw new FrameException("a time that cannot be: " + eventMillis + " ms, received at "
                    + frame.receivedTime() / MICROS_PER_MILLI);
        }
        return eventMillis * MICROS_PER_MILLI;
    }

    public void add(MarketEvent event) {
        events.add(event);
    }

    /** Notes that the frame speaks of something that we do not recognise. */
    public void unknown() {
        unknown = true;
    }

    /**
     * Hands on what was found, but for live trades and paid funding that were told before: events before unknown before
     * unused.
     */
    public Outcome handOn(Consumer<MarketEvent> out) {
        Outcome outcome = unknown ? Outcome.UNKNOWN : Outcome.UNUSED;
        for (int i = 0; i < events.size(); i++) {
            MarketEvent event = events.get(i);
            if (isNews(event)) {
                out.accept(event);
                outcome = Outcome.EVENTS;
            }
        }
        return outcome;
    }

    private boolean isNews(MarketEvent event) {
        return switch (event) {
            // Of the past all are handed on, and whoever missed some knows which: the edge of a page tells how far it
            // reached.
            case Trade trade -> frame.isPast() || trades.add(trade.instrument(), trade.tradeId(), trade.eventTime());
            case FundingRate rate
            when rate.kind() == FundingRate.Kind.SETTLED ->
                payments.add(rate.instrument(), Long.toString(rate.fundingTime()), rate.fundingTime());
            default -> true;
        };
    }
}
