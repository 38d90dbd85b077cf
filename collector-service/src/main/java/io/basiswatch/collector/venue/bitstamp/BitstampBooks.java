package io.basiswatch.collector.venue.bitstamp;

import io.basiswatch.collector.book.BookChecksum;
import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.Books;
import io.basiswatch.collector.book.OrderBook;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whole books: {@code diff_order_book} on top of the book that REST answers.
 *
 * <p>Changes carry a time and no number, so a missing one cannot be seen by itself. What can be done is done: a snapshot must
 * be at least as young as the first change that we hold, or what was between is missing; a frame that cannot be read costs the
 * books that it may have changed; {@code order_book}, which shows the best hundred levels of the same moments, must agree, and
 * once it is known to, a book is told only of a moment of which it does; and the socket is renewed each hour.
 */
final class BitstampBooks {
    static final String STREAM = BitstampChannels.Kind.CHANGES.word();

    private static final long NONE = Long.MIN_VALUE;

    /** Where even a new book is contradicted again and again, the two streams do not show the same. */
    private static final int MOST_DISAGREEMENTS = 3;

    /** Streams that have shown the same so often show the same. */
    private static final int KNOWN_TO_AGREE = 10;

    /** How long a book waits to be confirmed while nothing is shown; microseconds. */
    private static final long SHOWN_AGAIN = 10_000_000;

    /** What a comparison of a book with what the venue shows has come to. */
    private enum Comparison {
        /** Nothing was shown of the moment of the last change. */
        NONE,
        AGREES,
        CONTRADICTS
    }

    /** A book, and what is known of the stream of its changes. */
    private static final class Changing {
        private final BookFeed feed;
        private final ShownLevels shown = new ShownLevels();
        private String connection = "";
        private long firstHeld = NONE;
        private long last = NONE;
        /** Whether the socket was lost and no change has come since: an answer was asked for by the one before. */
        private boolean isCut;

        private int agreements;
        private int disagreements;
        /** When something was shown, or when the socket was lost over which it may be. */
        private long shownAt = NONE;

        Changing(BookFeed feed) {
            this.feed = feed;
        }

        /** Whether the book may be told only after the venue has shown that it is right. */
        boolean isConfirmed(long now) {
            return agreements >= KNOWN_TO_AGREE && now - shownAt < SHOWN_AGAIN;
        }

        /** Holds the book against what the venue shows of the same time. */
        Comparison compare() {
            Optional<OrderBook> levels = feed.book();
            boolean isBelieved = agreements >= KNOWN_TO_AGREE || disagreements < MOST_DISAGREEMENTS;
            if (levels.isEmpty() || shown.micros() != last || !isBelieved) {
                return Comparison.NONE;
            }
            boolean agrees = shown.areTopOf(levels.get());
            agreements += agrees ? 1 : 0;
            disagreements = agrees ? 0 : disagreements + 1;
            return agrees ? Comparison.AGREES : Comparison.CONTRADICTS;
        }
    }

    private final Books books = new Books();
    private final Map<Instrument, Changing> changing = new HashMap<>();
    private final FrameEvents events;
    private final Consumer<MarketEvent> out;
    private final List<MarketEvent> untold = new ArrayList<>();

    BitstampBooks(FrameEvents events) {
        this.events = events;
        this.out = events::add;
    }

    /** What the levels of a frame are read into. */
    BookUpdate update() {
        return books.update();
    }

    /** Takes {@link #update} as a change; {@code micros} is its time. */
    Optional<OrderBook> change(Terms terms, Frame frame, long micros, Stamp stamp) {
        Changing book = open(terms);
        book.connection = frame.connection();
        book.isCut = false;
        book.last = micros;
        book.feed.acceptUnseen(book.connection, books.update(), stamp, out);
        if (look(book, stamp) == Comparison.NONE && !book.isConfirmed(stamp.receivedTime())) {
            book.feed.tell(stamp, out);
        }
        if (book.feed.isLive()) {
            book.firstHeld = NONE;
        } else if (book.firstHeld == NONE) {
            book.firstHeld = micros;
        }
        return book.feed.book();
    }

    /** Takes note of how the venue shows the best levels of a book; where its changes are followed, they must agree. */
    void shown(Terms terms, ShownLevels levels, Stamp stamp) {
        Changing book = changing.get(terms.instrument());
        if (book != null) {
            book.shown.copy(levels);
            book.shownAt = stamp.receivedTime();
            look(book, stamp);
        }
    }

    /** Tells the book where the venue shows it, too, and loses it where the venue shows another one. */
    private Comparison look(Changing book, Stamp stamp) {
        Comparison comparison = book.compare();
        switch (comparison) {
            case AGREES -> book.feed.tell(stamp, out);
            case CONTRADICTS -> contradicted(book, stamp);
            case NONE -> {}
        }
        return comparison;
    }

    private void contradicted(Changing book, Stamp stamp) {
        book.firstHeld = NONE;
        book.feed.lose(stamp, "the venue shows another book than its changes lead to", out);
    }

    /** Takes {@link #update} as the answer of {@code micros}; one that is too old is asked for again in time. */
    Optional<OrderBook> answer(Terms terms, long micros, Stamp stamp) {
        Changing book = open(terms);
        boolean isOfLostSocket = book.isCut;
        boolean tooOld = book.firstHeld != NONE && micros < book.firstHeld;
        if (isOfLostSocket || tooOld) {
            return Optional.empty();
        }
        book.last = micros;
        book.feed.acceptAnswer(books.update(), stamp, out);
        book.firstHeld = book.feed.isLive() ? NONE : book.firstHeld;
        return book.feed.book();
    }

    private Changing open(Terms terms) {
        Changing known = changing.get(terms.instrument());
        if (known == null) {
            known = new Changing(books.open(terms.instrument(), requests -> feed(terms, requests)));
            changing.put(terms.instrument(), known);
        }
        return known;
    }

    private static BookFeed feed(Terms terms, Consumer<Request> requests) {
        Request snapshot = new Request.Ask("/api/v2/order_book/" + terms.symbol() + "/?group=1");
        return new BookFeed(
                terms.instrument(),
                STREAM,
                SyncRule.TIMED,
                Reach.WHOLE,
                BookChecksum.none(),
                connection -> snapshot,
                requests);
    }

    /** A frame of {@code connection} could not be read, and may have been about any of its books. */
    void lose(String connection) {
        changing.values().forEach(book -> lose(book, connection));
    }

    /** The same, where the frame said that it was about one pair. */
    void lose(String connection, Instrument instrument) {
        Changing book = changing.get(instrument);
        if (book != null) {
            lose(book, connection);
        }
    }

    private void lose(Changing book, String connection) {
        if (book.connection.equals(connection)) {
            book.firstHeld = NONE;
            book.feed.lose(events.stampOnReceipt(), "a message could not be read", untold::add);
        }
    }

    /** Tells the gaps of frames before this one that could not be read, and so could not tell them themselves. */
    void tellGaps() {
        for (int i = 0; i < untold.size(); i++) {
            events.add(untold.get(i));
        }
    }

    /** What {@link #tellGaps} told has been handed on. */
    void toldGaps() {
        untold.clear();
    }

    void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
        changing.values().stream()
                .filter(book -> book.connection.equals(connection))
                .forEach(book -> {
                    book.firstHeld = NONE;
                    book.isCut = true;
                    book.shownAt = receivedTime;
                });
    }

    void requests(Consumer<Request> to) {
        books.requests(to);
    }
}
