package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.book.BookAssembler;
import io.basiswatch.collector.book.BookChecksum;
import io.basiswatch.collector.book.BookState;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.PrintedNumber;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.TopQuotes;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;

/**
 * The books of Kraken's spot market, read for their best prices. Each message carries a checksum over the printed text of
 * the best ten levels; a book that does not match is not quoted until its next snapshot.
 */
final class KrakenBooks {
    private static final int[] DEPTHS = {10, 25, 100, 500, 1_000};

    private final BookUpdate update = new BookUpdate();
    private final Map<Instrument, BookAssembler> books = new HashMap<>();
    private final TopQuotes news = new TopQuotes();
    private final FrameEvents events;
    private boolean whole;
    private int bids;
    private int asks;

    KrakenBooks(FrameEvents events) {
        this.events = events;
    }

    /** Whether the book of this pair is right at the moment: then its top is the quote, and no ticker is needed. */
    boolean isLive(Instrument instrument) {
        BookAssembler book = books.get(instrument);
        return book != null && book.isLive();
    }

    /** Begins a message. */
    void begin(boolean snapshot) {
        long received = events.stampOnReceipt().receivedTime();
        whole = snapshot;
        bids = 0;
        asks = 0;
        if (snapshot) {
            update.snapshot(received, Stamp.NO_SEQUENCE);
        } else {
            update.delta(received, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE);
        }
    }

    /** Adds a level, whose numbers are as printed, see {@link PrintedNumber}. */
    void level(boolean bid, long price, long quantity) {
        if (bid) {
            update.printedBid(price, quantity, PrintedNumber.value(quantity));
            bids++;
        } else {
            update.printedAsk(price, quantity, PrintedNumber.value(quantity));
            asks++;
        }
    }

    void checksum(long sent) {
        update.checksum(sent);
    }

    /** Ends the message: puts it into the book, which is as deep as its snapshot. */
    void end(Instrument instrument, Stamp stamp) {
        if (whole && !books.containsKey(instrument)) {
            books.put(instrument, assembler(Math.max(bids, asks)));
        }
        BookAssembler book = books.get(instrument);
        if (book == null) {
            return;
        }
        boolean wasLive = book.isLive();
        switch (book.accept(update)) {
            case CHANGED, SYNCHRONISED ->
                book.book()
                        .flatMap(levels -> levels.quote(instrument, stamp))
                        .filter(news::isNews)
                        .ifPresent(events::add);
            case BROKEN, STALE_SNAPSHOT -> {
                if (wasLive && book.state() instanceof BookState.Broken(long at, long lastWhole, String reason)) {
                    events.add(new FeedGap(instrument, events.stampOnReceipt(), "book", lastWhole, reason));
                }
            }
            case IGNORED, HELD -> {}
        }
    }

    private static BookAssembler assembler(int levels) {
        int depth = DEPTHS[DEPTHS.length - 1];
        for (int i = DEPTHS.length - 1; i >= 0 && DEPTHS[i] >= levels; i--) {
            depth = DEPTHS[i];
        }
        return new BookAssembler(SyncRule.UNNUMBERED, Reach.window(depth), BookChecksum.digitsOfTopTen());
    }
}
