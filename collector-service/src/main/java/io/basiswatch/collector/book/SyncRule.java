package io.basiswatch.collector.book;

import io.basiswatch.model.Stamp;

/**
 * How a venue's numbers prove that no change of a book is missing. One constant or factory per rule; which venue has which
 * stands in its Javadoc.
 */
public sealed interface SyncRule {
    /** What the numbers of a change say about its place. */
    enum Link {
        /** It is the next one. */
        FITS,
        /** It is already in the book. */
        REPEATED,
        /** Something between the book and this change is missing. */
        MISSING
    }

    /** {@link Sequence}. */
    SyncRule SEQUENCE = new Sequence();

    /** {@link PreviousId} whose snapshot is the first message of the stream. */
    SyncRule PREVIOUS_ID = new PreviousId(false);

    /** {@link PreviousId} whose snapshot is asked for apart from the stream. */
    SyncRule PREVIOUS_ID_SNAPSHOT_APART = new PreviousId(true);

    /** {@link Consecutive} where number 1 is an ordinary number. */
    SyncRule CONSECUTIVE = new Consecutive(false);

    /** {@link Consecutive} where number 1 says that the venue started anew and the message holds the whole book. */
    SyncRule CONSECUTIVE_FROM_ONE = new Consecutive(true);

    /** {@link Timed}. */
    SyncRule TIMED = new Timed();

    /** {@link InTime}. */
    SyncRule IN_TIME = new InTime();

    /** {@link Unnumbered}. */
    SyncRule UNNUMBERED = new Unnumbered();

    /** {@link SnapshotsOnly}. */
    SyncRule SNAPSHOTS_ONLY = new SnapshotsOnly();

    /**
     * Judges a change while none has fitted since the snapshot.
     *
     * @param snapshot the last update that the snapshot holds
     */
    default Link first(long snapshot, BookUpdate change) {
        return next(snapshot, change);
    }

    /**
     * Judges a change after others.
     *
     * @param last the last update that the book holds
     */
    Link next(long last, BookUpdate change);

    /** Whether the snapshot is asked for apart from the stream, so that changes which come before it must be kept. */
    default boolean isSnapshotApart() {
        return false;
    }

    /** Whether nothing in a change proves its place, so that only those after it can show that something before it is missing. */
    default boolean isProvenLate() {
        return false;
    }

    /** Whether the message replaces the book. */
    default boolean isWholeBook(BookUpdate message) {
        return message.isSnapshot();
    }

    /**
     * Each change names its first and last update; the first follows the last of the change before. Binance spot.
     *
     * <p>Source: Binance, "How to manage a local order book correctly".
     */
    record Sequence() implements SyncRule {
        @Override
        public Link first(long snapshot, BookUpdate change) {
            if (change.last() <= snapshot) {
                return Link.REPEATED;
            }
            return change.first() <= snapshot + 1 ? Link.FITS : Link.MISSING;
        }

        @Override
        public Link next(long last, BookUpdate change) {
            if (change.first() == last + 1) {
                return Link.FITS;
            }
            return change.last() == last ? Link.REPEATED : Link.MISSING;
        }

        @Override
        public boolean isSnapshotApart() {
            return true;
        }
    }

    /**
     * Each change names the update that it follows. Numbers may jump, and they may fall: a change that follows properly and
     * has a lower number is a reset after maintenance, one with the same number and no rows a sign of life.
     *
     * <p>OKX ({@code prevSeqId}) and Deribit ({@code prev_change_id}) begin the stream with the snapshot; on Binance's
     * futures ({@code pu}) it comes by REST and the first change is the one that spans it.
     *
     * @param isSnapshotApart whether the snapshot is asked for apart from the stream
     */
    record PreviousId(boolean isSnapshotApart) implements SyncRule {
        @Override
        public Link first(long snapshot, BookUpdate change) {
            if (!isSnapshotApart || change.previous() == snapshot) {
                return next(snapshot, change);
            }
            if (change.last() < snapshot) {
                return Link.REPEATED;
            }
            return change.first() <= snapshot ? Link.FITS : Link.MISSING;
        }

        @Override
        public Link next(long last, BookUpdate change) {
            if (change.previous() == last) {
                return Link.FITS;
            }
            return change.last() == last ? Link.REPEATED : Link.MISSING;
        }
    }

    /**
     * Each change has the number after the one before. Bybit ({@code u}), Kraken Futures ({@code seq}).
     *
     * @param restartsAtOne whether number 1 is a new start with the whole book
     */
    record Consecutive(boolean restartsAtOne) implements SyncRule {
        @Override
        public Link next(long last, BookUpdate change) {
            if (change.last() == last + 1) {
                return Link.FITS;
            }
            return change.last() == last ? Link.REPEATED : Link.MISSING;
        }

        @Override
        public boolean isWholeBook(BookUpdate message) {
            return message.isSnapshot() || restartsAtOne && message.last() == 1;
        }
    }

    /**
     * Changes have a time only, so that one is never seen to be missing: those up to the snapshot's time are dropped, and
     * time must not run backwards. Bitstamp's {@code diff_order_book} ({@code microtimestamp}).
     */
    record Timed() implements SyncRule {
        @Override
        public Link first(long snapshot, BookUpdate change) {
            return change.last() <= snapshot ? Link.REPEATED : Link.FITS;
        }

        @Override
        public Link next(long last, BookUpdate change) {
            return change.last() >= last ? Link.FITS : Link.MISSING;
        }

        @Override
        public boolean isSnapshotApart() {
            return true;
        }
    }

    /**
     * Changes have a time at most, and the stream begins with its snapshot. Time must not run backwards: where it does, two
     * changes have changed places, or one is late. BitMEX; Kraken spot, whose {@link BookChecksum} guards the best levels besides.
     */
    record InTime() implements SyncRule {
        @Override
        public Link first(long snapshot, BookUpdate change) {
            return Link.FITS;
        }

        @Override
        public Link next(long last, BookUpdate change) {
            return change.last() == Stamp.NO_SEQUENCE || change.last() >= last ? Link.FITS : Link.MISSING;
        }

        @Override
        public boolean isProvenLate() {
            return true;
        }
    }

    /**
     * Changes of this book have no number of their own: one number for all messages of the connection ({@link
     * ConnectionSequence}: Coinbase Advanced Trade, Bitfinex) guards it, or nothing does (Coinbase Exchange).
     */
    record Unnumbered() implements SyncRule {
        @Override
        public Link next(long last, BookUpdate change) {
            return Link.FITS;
        }
    }

    /** Every message is the whole book. Bitstamp's {@code order_book}, Hyperliquid's {@code l2Book}, OKX' {@code books5}. */
    record SnapshotsOnly() implements SyncRule {
        @Override
        public Link next(long last, BookUpdate change) {
            return Link.MISSING;
        }
    }
}
