package io.basiswatch.collector.book;

import io.basiswatch.model.BookDelta;
import io.basiswatch.model.BookSnapshot;
import io.basiswatch.model.Levels;
import io.basiswatch.model.Stamp;

/**
 * What one message says about one book: a snapshot or a change, with the numbers that prove its place in the stream.
 *
 * <p>Mutable and meant to be used again: a decoder keeps one per thread, begins it with {@link #snapshot} or
 * {@link #delta}, adds the rows and gives it to a {@link BookAssembler}, which copies what it keeps. So a change costs no
 * garbage. Quantities are in the base currency; 0 removes a level.
 */
public final class BookUpdate {
    /** The message carries no checksum. */
    public static final long NO_CHECKSUM = Long.MIN_VALUE;

    private final LevelRows bids;
    private final LevelRows asks;
    private boolean snapshot;
    private long receivedTime;
    private long first;
    private long last;
    private long previous;
    private long checksum;

    public BookUpdate() {
        this.bids = new LevelRows();
        this.asks = new LevelRows();
        snapshot(0, Stamp.NO_SEQUENCE);
    }

    private BookUpdate(BookUpdate other) {
        this.bids = new LevelRows(other.bids);
        this.asks = new LevelRows(other.asks);
        this.snapshot = other.snapshot;
        this.receivedTime = other.receivedTime;
        this.first = other.first;
        this.last = other.last;
        this.previous = other.previous;
        this.checksum = other.checksum;
    }

    /** The same as an event says. */
    public static BookUpdate of(BookSnapshot event) {
        return new BookUpdate()
                .snapshot(event.receivedTime(), event.stamp().sequence())
                .rows(event.bids(), event.asks());
    }

    /** The same as an event says. */
    public static BookUpdate of(BookDelta event) {
        return new BookUpdate()
                .delta(
                        event.receivedTime(),
                        event.firstSequence(),
                        event.stamp().sequence(),
                        event.previousSequence())
                .rows(event.bids(), event.asks());
    }

    /**
     * Begins a snapshot, forgetting what was here before.
     *
     * @param receivedTime our time at the socket, microseconds since the epoch
     * @param last the last update that the snapshot holds, or {@link Stamp#NO_SEQUENCE}
     */
    public BookUpdate snapshot(long receivedTime, long last) {
        return begin(true, receivedTime, last, last, Stamp.NO_SEQUENCE);
    }

    /**
     * Begins a change, forgetting what was here before.
     *
     * @param receivedTime our time at the socket, microseconds since the epoch
     * @param first the first update that the change holds, or {@link Stamp#NO_SEQUENCE}
     * @param last the last update that it holds, or {@link Stamp#NO_SEQUENCE}
     * @param previous the update that it must follow, or {@link Stamp#NO_SEQUENCE}
     */
    public BookUpdate delta(long receivedTime, long first, long last, long previous) {
        return begin(false, receivedTime, first, last, previous);
    }

    /** Forgets what was here before, for messages that tell their levels before they tell what they are. */
    public BookUpdate clear() {
        checksum = NO_CHECKSUM;
        bids.clear();
        asks.clear();
        return this;
    }

    private BookUpdate begin(boolean isSnapshot, long received, long firstId, long lastId, long previousId) {
        return clear().numbers(isSnapshot, received, firstId, lastId, previousId);
    }

    /** What {@link #snapshot} says, for levels that are here already. */
    public BookUpdate asSnapshot(long received, long lastId) {
        return numbers(true, received, lastId, lastId, Stamp.NO_SEQUENCE);
    }

    /** What {@link #delta} says, for levels that are here already. */
    public BookUpdate asDelta(long received, long firstId, long lastId, long previousId) {
        return numbers(false, received, firstId, lastId, previousId);
    }

    private BookUpdate numbers(boolean isSnapshot, long received, long firstId, long lastId, long previousId) {
        snapshot = isSnapshot;
        receivedTime = received;
        first = firstId;
        last = lastId;
        previous = previousId;
        return this;
    }

    /** Turns the quantities that are here already from contracts of so much base currency into base currency. */
    public BookUpdate ofBaseContracts(double size) {
        bids.scale(size);
        asks.scale(size);
        return this;
    }

    /** Turns the quantities that are here already from contracts of so much quote currency into base currency. */
    public BookUpdate ofQuoteContracts(double size) {
        bids.scaleByPrice(size);
        asks.scaleByPrice(size);
        return this;
    }

    /** Adds a bid. */
    public BookUpdate bid(double price, double quantity) {
        bids.add(price, quantity);
        return this;
    }

    /** Adds an ask. */
    public BookUpdate ask(double price, double quantity) {
        asks.add(price, quantity);
        return this;
    }

    /**
     * Adds a bid of a venue whose checksum is taken over printed text.
     *
     * @param price as printed, see {@link PrintedNumber}
     * @param quantity as printed, in the venue's unit
     * @param baseQuantity the same in the base currency
     */
    public BookUpdate printedBid(long price, long quantity, double baseQuantity) {
        bids.add(PrintedNumber.value(price), baseQuantity, price, quantity);
        return this;
    }

    /** Adds an ask of a venue whose checksum is taken over printed text; see {@link #printedBid}. */
    public BookUpdate printedAsk(long price, long quantity, double baseQuantity) {
        asks.add(PrintedNumber.value(price), baseQuantity, price, quantity);
        return this;
    }

    /** Notes the checksum of the book after this message, as the venue sent it. */
    public BookUpdate checksum(long sent) {
        checksum = sent;
        return this;
    }

    private BookUpdate rows(Levels bidLevels, Levels askLevels) {
        for (int i = 0; i < bidLevels.size(); i++) {
            bid(bidLevels.prices()[i], bidLevels.quantities()[i]);
        }
        for (int i = 0; i < askLevels.size(); i++) {
            ask(askLevels.prices()[i], askLevels.quantities()[i]);
        }
        return this;
    }

    /** A copy that the next message does not change. */
    BookUpdate copy() {
        return new BookUpdate(this);
    }

    boolean isSnapshot() {
        return snapshot;
    }

    long receivedTime() {
        return receivedTime;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long previous() {
        return previous;
    }

    long checksum() {
        return checksum;
    }

    LevelRows bids() {
        return bids;
    }

    LevelRows asks() {
        return asks;
    }

    int rows() {
        return bids.size() + asks.size();
    }

    @Override
    public String toString() {
        return (snapshot ? "snapshot " : "delta " + first + "..") + last + " after " + previous + " with " + rows()
                + " rows";
    }
}
