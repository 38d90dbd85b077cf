package io.basiswatch.collector.book;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.model.Instrument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The books of one decoder, and what they need from the venue. Not thread-safe.
 *
 * <p>A decoder keeps one, opens a book for each instrument whose levels it reads, and passes {@link #closed} and
 * {@link #requests} on.
 */
public final class Books {
    private final Map<Instrument, BookFeed> books = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final BookUpdate update = new BookUpdate();

    /** The one update that all messages of this decoder are read into; see {@link BookUpdate}. */
    public BookUpdate update() {
        return update;
    }

    /** The book of {@code instrument}, if it was opened. */
    public Optional<BookFeed> find(Instrument instrument) {
        return Optional.ofNullable(books.get(instrument));
    }

    /** The book of {@code instrument}, opened by {@code how} where this is its first message. */
    public BookFeed open(Instrument instrument, Function<Consumer<Request>, BookFeed> how) {
        BookFeed known = books.get(instrument);
        if (known == null) {
            known = how.apply(requests::add);
            books.put(instrument, known);
        }
        return known;
    }

    /** Every book, in no particular order. */
    public Iterable<BookFeed> all() {
        return books.values();
    }

    /** Forgets an instrument that is traded no more. */
    public void close(Instrument instrument) {
        books.remove(instrument);
    }

    /** See {@link io.basiswatch.collector.feed.Decoder#closed}. */
    public void closed(String connection, long receivedTime) {
        books.values().forEach(book -> book.closed(connection, receivedTime));
    }

    /**
     * See {@link io.basiswatch.collector.feed.Decoder#succeeded}; for venues whose books go on by their own numbers from one
     * socket to the next.
     */
    public void succeeded(String connection) {
        books.values().forEach(book -> book.succeeded(connection));
    }

    /** See {@link io.basiswatch.collector.feed.Decoder#requests}. */
    public void requests(Consumer<Request> to) {
        if (!requests.isEmpty()) {
            requests.forEach(to);
            requests.clear();
        }
    }
}
