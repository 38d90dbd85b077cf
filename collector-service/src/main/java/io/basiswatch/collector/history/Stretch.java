package io.basiswatch.collector.history;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.PastWalk;
import io.basiswatch.model.FeedGap;
import java.util.Optional;

/**
 * What is known of one history, and what is still to be asked for. A function of what it is told; it asks nothing itself.
 *
 * <p>Backwards it goes until as much was told as is wanted. Forwards it follows the time: what our own streams brought
 * whole need not be asked for, what they did not is asked for once its interval is over.
 */
final class Stretch {
    /** A venue needs a moment until the last trade is in its candle. */
    private static final long SETTLES = 10_000_000;

    private static final long WHOLE = Long.MAX_VALUE;

    private final HistoryKey key;
    private Past past;
    private Told told;

    /** What the present walk has told that does not touch the rest yet. */
    private Told apart = Told.NOTHING;

    private long due;
    private long brokenSince = WHOLE;
    private long brokenUntil;
    private int failures;
    private long restsUntil = Long.MIN_VALUE;

    /**
     * What is to be asked for next.
     *
     * @param from its start, inclusive
     * @param to its end, exclusive
     */
    record Missing(long from, long to, PastWalk.Direction direction) {}

    Stretch(Past past, Told told) {
        this.key = HistoryKey.of(past);
        this.past = past;
        this.told = told;
    }

    HistoryKey key() {
        return key;
    }

    Past past() {
        return past;
    }

    Told told() {
        return told;
    }

    /** The venue may tell it otherwise now. */
    void isHadBy(Past now) {
        past = now;
    }

    /** We begin to follow it: what is missing until now is to be asked for, and the interval that runs is not whole. */
    void begin(long now) {
        due = closed(now);
        brokenSince = 0;
        brokenUntil = now;
    }

    /** The end of the last interval that is over. */
    private long closed(long now) {
        long grid = HistoryDepth.grid(key.kind());
        return (now - SETTLES) / grid * grid;
    }

    private long start(long now) {
        long depth = HistoryDepth.micros(HistoryDepth.of(key.kind()));
        long grid = HistoryDepth.grid(key.kind());
        // A whole step less than the venue tells: it counts from its own now.
        long reach = HistoryDepth.micros(past.reach()) - grid;
        return Math.ceilDiv(now - Math.min(depth, Math.max(grid, reach)), grid) * grid;
    }

    /** What is to be asked for next; empty where nothing is, or where the last attempt failed a moment ago. */
    Optional<Missing> missing(long now) {
        if (now < restsUntil) {
            return Optional.empty();
        }
        long start = start(now);
        if (told.to() < start) {
            told = Told.NOTHING;
        }
        if (told.isNothing()) {
            return missing(start, due, PastWalk.Direction.NEWEST_FIRST);
        }
        if (told.to() < due) {
            return missing(told.to(), due, PastWalk.Direction.OLDEST_FIRST);
        }
        return missing(start, told.from(), PastWalk.Direction.NEWEST_FIRST);
    }

    private static Optional<Missing> missing(long from, long to, PastWalk.Direction direction) {
        return from < to ? Optional.of(new Missing(from, to, direction)) : Optional.empty();
    }

    /** Pages that are to be asked for at most; one where that cannot be known. */
    long pages(Missing range) {
        long window = past.rows() * HistoryDepth.micros(past.step());
        return window > 0 ? Math.ceilDiv(range.to() - range.from(), window) : 1;
    }

    /** A walk begins. */
    void asks() {
        apart = Told.NOTHING;
    }

    /** A page was taken in. */
    void told(long from, long to) {
        apart = apart.and(new Told(from, to));
        if (told.isNothing() || told.touches(apart)) {
            told = told.and(apart);
        }
        failures = 0;
    }

    /** A walk came to its end: what it has not told of its range is not to be had. */
    void settled(Missing range) {
        told = told.and(new Told(range.from, range.to));
    }

    /** A walk failed; asks again after a minute, then after ever longer times up to half an hour. */
    void failed(long now) {
        long minutes = Math.min(30, 1L << Math.min(failures++, 5));
        restsUntil = now + minutes * 60_000_000;
    }

    /** Something of the stream that this history sums up was missed. */
    void broken(FeedGap gap) {
        brokenSince = Math.min(brokenSince, gap.from());
        brokenUntil = Math.max(brokenUntil, gap.receivedTime());
    }

    /** What was missed since {@code from} has been told trade by trade. */
    void mended(long from) {
        if (from <= brokenSince) {
            brokenSince = WHOLE;
        }
    }

    /**
     * Time has passed: what is over by now is either whole, as our streams brought it, or due.
     *
     * @param heard when the stream that this history sums up last brought anything; 0 where it never did
     * @return whether what was told has grown by that
     */
    boolean passed(long now, long heard) {
        long closed = closed(now);
        boolean caughtUp = !told.isNothing() && told.to() >= due;
        if (!caughtUp || closed <= told.to()) {
            return false;
        }
        if (brokenSince != WHOLE) {
            due = closed;
            if (brokenUntil < Math.min(closed, heard)) {
                brokenSince = WHOLE;
            }
            return false;
        }
        told = new Told(told.from(), closed);
        due = closed;
        return true;
    }
}
