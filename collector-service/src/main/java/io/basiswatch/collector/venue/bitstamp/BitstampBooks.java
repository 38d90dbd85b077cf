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
import io.basiswatch.model.DepthProfile;
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
 * books that it may have changed; {@code order_book}, which shows the best hundred levels of the same moments, must agree; and
 * the socket is renewed each hour.
 */
final class BitstampBooks {
    static final String STREAM = BitstampChannels.Kind.CHANGES.word();

    private static final long NONE = Long.MIN_VALUE;

    /** Where even a new book is contradicted again and again, the two streams do not show the same. */
    private static final int MOST_DISAGREEMENTS = 3;

    /** A book, and what is known of the stream of its changes. */
    private static final class Changing {
        private final BookFeed feed;
        private final ShownLevels shown = new ShownLevels();
        private String connection = "";
        private long firstHeld = NONE;
        private long last = NONE;
        private int disagreements;

        Changing(BookFeed feed) {
            this.feed = feed;
        }
    }

    private final Books books = new Books();
    private final Map<Instrument, Changing> changing = new HashMap<>();
    private final FrameEvents events;
    private final Consumer<MarketEvent> out;
    private final List<MarketEvent> untold = new ArrayList<>();
    private final List<MarketEvent> held = new ArrayList<>();

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
        book.last = micros;
        held.clear();
        book.feed.accept(book.connection, books.update(), stamp, held::add);
        boolean isWrong = isContradicted(book);
        held.stream()
                .filter(event -> !isWrong || !(event instanceof DepthProfile))
                .forEach(out);
        if (isWrong) {
            contradicted(book, stamp);
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
            if (isContradicted(book)) {
                contradicted(book, stamp);
            }
        }
    }

    /** Whether the venue shows other levels than those that its changes led to, at the same time. */
    private static boolean isContradicted(Changing book) {
        Optional<OrderBook> levels = book.feed.book();
        if (levels.isEmpty() || book.shown.micros() != book.last || book.disagreements == MOST_DISAGREEMENTS) {
            return false;
        }
        boolean agrees = book.shown.areTopOf(levels.get());
        book.disagreements = agrees ? 0 : book.disagreements + 1;
        return !agrees;
    }

    private void contradicted(Changing book, Stamp stamp) {
        book.firstHeld = NONE;
        book.feed.lose(stamp, "the venue shows another book than its changes lead to", out);
    }

    /** Takes {@link #update} as the answer of {@code micros}; one that is too old is asked for again in time. */
    Optional<OrderBook> answer(Terms terms, long micros, Stamp stamp) {
        Changing book = open(terms);
        boolean tooOld = book.firstHeld != NONE && micros < book.firstHeld;
        if (tooOld) {
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
                .forEach(book -> book.firstHeld = NONE);
    }

    void requests(Consumer<Request> to) {
        books.requests(to);
    }
}
