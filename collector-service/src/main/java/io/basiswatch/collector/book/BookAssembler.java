package io.basiswatch.collector.book;

import io.basiswatch.model.Stamp;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Keeps one book in step with its venue, or says that it is not: puts changes on the snapshot by the venue's own
 * {@link SyncRule}, holds them until it comes, compares checksums, and empties the book at the first sign of a gap.
 *
 * <p>It asks for snapshots through {@link Effect#wantsSnapshot} and fetches nothing itself. Not thread-safe.
 */
public final class BookAssembler {
    /** How many rows are held while a snapshot is awaited; the oldest go first, and a snapshot before them is stale. */
    static final int MAX_HELD_ROWS = 200_000;

    private static final String EXHAUSTED = "the price left the range that the snapshot covers";

    /**
     * How long a book may stay crossed. Several changes of one moment may cross it in between; a book that stays crossed has
     * lost something, and where a venue numbers nothing this is the only sign.
     */
    static final long MAX_CROSSED_MICROS = 10_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final SyncRule rule;
    private final BookChecksum checksum;
    private final OrderBook book;
    private final ArrayDeque<BookUpdate> held = new ArrayDeque<>();
    private int heldRows;
    private BookState state = new BookState.Waiting();
    private long last = Stamp.NO_SEQUENCE;
    private long lastWhole;
    private long crossedSince = NEVER;
    private boolean hasOverlap;

    /** A book without checksum. */
    public BookAssembler(SyncRule rule, Reach reach) {
        this(rule, reach, BookChecksum.none());
    }

    public BookAssembler(SyncRule rule, Reach reach, BookChecksum checksum) {
        this.rule = rule;
        this.checksum = checksum;
        this.book = new OrderBook(reach, checksum.isTakenOverText());
    }

    /** Whether the book can be trusted, and if not, why. */
    public BookState state() {
        return state;
    }

    /** Whether the book can be trusted. */
    public boolean isLive() {
        return state instanceof BookState.Live;
    }

    /** The book; empty unless it is in step with the venue. */
    public Optional<OrderBook> book() {
        return isLive() ? Optional.of(book) : Optional.empty();
    }

    /** Takes a message. It is copied where it must be kept. */
    public Effect accept(BookUpdate update) {
        if (rule.isWholeBook(update)) {
            return snapshot(update);
        }
        return isLive() ? change(update) : hold(update);
    }

    /** The last update that the book holds, by the venue's number. */
    long last() {
        return last;
    }

    private Effect hold(BookUpdate change) {
        if (!rule.isSnapshotApart()) {
            return Effect.IGNORED;
        }
        held.add(change.copy());
        heldRows += change.rows();
        while (heldRows > MAX_HELD_ROWS) {
            heldRows -= held.remove().rows();
        }
        return Effect.HELD;
    }

    private Effect snapshot(BookUpdate snapshot) {
        boolean isOld = isLive() && rule.isSnapshotApart() && snapshot.last() <= last;
        if (isOld) {
            return Effect.IGNORED;
        }
        book.replace(snapshot);
        last = snapshot.last();
        hasOverlap = false;
        crossedSince = NEVER;
        lastWhole = snapshot.receivedTime();
        if (!checksum.matches(snapshot, book)) {
            return broken(snapshot, "checksum of the snapshot does not match");
        }
        return applyHeld(snapshot.receivedTime());
    }

    /** Puts the held changes on the snapshot. What does not fit stays held, for the next snapshot. */
    private Effect applyHeld(long now) {
        while (!held.isEmpty()) {
            BookUpdate change = held.getFirst();
            SyncRule.Link link = link(change);
            if (link == SyncRule.Link.MISSING && hasOverlap) {
                return invalidate(now, missing(change));
            }
            if (link == SyncRule.Link.MISSING) {
                book.clear();
                return Effect.STALE_SNAPSHOT;
            }
            if (link == SyncRule.Link.FITS) {
                apply(change);
            }
            heldRows -= held.remove().rows();
        }
        if (book.isExhausted()) {
            return invalidate(now, EXHAUSTED);
        }
        boolean wasLive = isLive();
        state = switch (state) {
            case BookState.Waiting waiting -> waiting.live(now);
            case BookState.Broken broken -> broken.live(now);
            case BookState.Live live -> live;
        };
        return wasLive ? Effect.CHANGED : Effect.SYNCHRONISED;
    }

    private Effect change(BookUpdate change) {
        return switch (link(change)) {
            case REPEATED -> Effect.IGNORED;
            case MISSING -> broken(change, missing(change));
            case FITS -> {
                long wholeBefore = lastWhole;
                apply(change);
                Optional<String> fault = fault(change);
                if (fault.isEmpty()) {
                    yield Effect.CHANGED;
                }
                lastWhole = wholeBefore;
                yield broken(change, fault.get());
            }
        };
    }

    /** What is wrong with the book after a change that fitted. */
    private Optional<String> fault(BookUpdate change) {
        if (!checksum.matches(change, book)) {
            return Optional.of("checksum does not match after " + change);
        }
        if (book.isExhausted()) {
            return Optional.of(EXHAUSTED);
        }
        if (!book.isCrossed()) {
            crossedSince = NEVER;
            return Optional.empty();
        }
        crossedSince = Math.min(crossedSince, change.receivedTime());
        boolean isTooLong = change.receivedTime() - crossedSince >= MAX_CROSSED_MICROS;
        return isTooLong ? Optional.of("crossed for too long, so a change must be missing") : Optional.empty();
    }

    private SyncRule.Link link(BookUpdate change) {
        return hasOverlap ? rule.next(last, change) : rule.first(last, change);
    }

    private void apply(BookUpdate change) {
        book.apply(change);
        last = change.last();
        lastWhole = change.receivedTime();
        hasOverlap = true;
    }

    private String missing(BookUpdate change) {
        return "after update " + last + " came " + change;
    }

    private Effect broken(BookUpdate update, String reason) {
        Effect effect = invalidate(update.receivedTime(), reason);
        if (!update.isSnapshot()) {
            hold(update);
        }
        return effect;
    }

    private Effect invalidate(long now, String reason) {
        state = switch (state) {
            case BookState.Waiting waiting -> waiting.broken(now, reason);
            case BookState.Live live -> live.broken(now, lastWhole, reason);
            case BookState.Broken broken -> broken.again(now, reason);
        };
        book.clear();
        return Effect.BROKEN;
    }

    /**
     * The stream goes on over another socket, which has held what it brought since before the old one ended: what the book
     * has already comes once more, and from the first change that goes on from it all is as before.
     */
    void overlaps() {
        hasOverlap = false;
    }

    /**
     * The stream was cut: the connection is gone, or messages of it are missing. Nothing that came before is trusted.
     *
     * @param now when it was noticed, microseconds since the epoch
     * @param reason why, for people
     */
    public void lose(long now, String reason) {
        held.clear();
        heldRows = 0;
        invalidate(now, reason);
    }

    @Override
    public String toString() {
        return state + " at " + last + ": " + book;
    }
}
