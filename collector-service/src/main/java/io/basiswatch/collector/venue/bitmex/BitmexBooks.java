package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.collector.book.Books;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Order books of the tables {@code orderBookL2} (every level) and {@code orderBookL2_25}.
 *
 * <p>Nothing numbers the changes, so every doubt costs the book: a change of a level that is not known, a time that runs
 * backwards, and a frame that cannot be read, after which all books of its connection are subscribed to anew. A gap that a broken frame makes is told
 * with the next frame, because of a broken one nothing may go out.
 *
 * <p>Quanto contracts have no book here: a contract's size in the base currency follows the price of bitcoin, so levels of
 * different times would have different sizes.
 *
 * @see <a href="https://www.bitmex.com/app/wsAPI#OrderBookL2">orderBookL2</a>
 */
final class BitmexBooks {
    private final Books books = new Books();
    private final List<LevelBook> known = new ArrayList<>();
    private final List<MarketEvent> losses = new ArrayList<>();
    private final LevelRow row = new LevelRow();
    private final BitmexInstruments instruments;
    private final FrameEvents events;
    private final Consumer<MarketEvent> found;
    private Optional<LevelBook> current = Optional.empty();
    private int rows;

    BitmexBooks(BitmexInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
        this.found = events::add;
    }

    /** A frame begins. */
    void begin() {
        current = Optional.empty();
        rows = 0;
    }

    /** Reads a message; {@link #apply} gives it to its book after its frame was read to the end. */
    void read(JsonCursor cursor, boolean isFull, LevelRow.Action action) {
        books.update().clear();
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (rows > 0 && current.isEmpty()) {
                cursor.skip();
                continue;
            }
            row.read(cursor, action);
            if (rows++ == 0) {
                current = book(cursor.text(), row.symbolStart(), row.symbolEnd(), isFull);
                current.ifPresent(book -> book.begin(action));
            } else if (!current.get().isOf(cursor.text(), row.symbolStart(), row.symbolEnd())) {
                throw new JsonException("levels of more than one book in a message");
            }
            if (current.isPresent()) {
                current.get().take(row, books.update());
            }
        }
    }

    /** Empty where the instrument is not followed; then {@code events} know why. */
    private Optional<LevelBook> book(byte[] text, int from, int to, boolean isFull) {
        for (int i = 0; i < known.size(); i++) {
            LevelBook book = known.get(i);
            if (book.isOf(text, from, to)) {
                boolean isUsual = book.isFull() == isFull && book.isCurrent(instruments.version());
                return isUsual ? Optional.of(book) : reconsider(book, isFull);
            }
        }
        return open(new String(text, from, to - from, StandardCharsets.ISO_8859_1), isFull);
    }

    /** Metadata came since, or the other table speaks: contracts of another size make another book, and so does the deeper table. */
    private Optional<LevelBook> reconsider(LevelBook book, boolean isFull) {
        Optional<Terms> terms = instruments.find(book.symbol(), events);
        boolean hasOtherTerms = terms.filter(book::isCountedIn).isEmpty();
        if (hasOtherTerms || isFull && !book.isFull()) {
            book.lose(events.stampOnReceipt(), "another book of the same instrument begins", found);
            close(book.instrument());
            return open(book.symbol(), isFull);
        }
        book.checked(instruments.version());
        return book.isFull() == isFull ? Optional.of(book) : Optional.empty();
    }

    private Optional<LevelBook> open(String symbol, boolean isFull) {
        Optional<Terms> terms = instruments.find(symbol, events);
        if (terms.isEmpty() || BitmexInstruments.isQuanto(terms.get().instrument())) {
            return Optional.empty();
        }
        LevelBook opened = new LevelBook(terms.get(), isFull, instruments.version(), books);
        known.add(opened);
        return Optional.of(opened);
    }

    /**
     * Gives the message that was read to its book.
     *
     * @param filtered the one symbol that the message is about, where it says so; a snapshot without rows has no other sign
     */
    void apply(Frame frame, boolean isFull, LevelRow.Action action, Optional<String> filtered) {
        if (rows == 0 && action == LevelRow.Action.PARTIAL && filtered.isPresent()) {
            byte[] symbol = filtered.get().getBytes(StandardCharsets.ISO_8859_1);
            current = book(symbol, 0, symbol.length, isFull);
            current.ifPresent(book -> book.begin(action));
        }
        if (current.isPresent()) {
            boolean hasTime = rows > 0 && row.hasTime();
            Stamp stamp = hasTime ? events.stamp(row.millis(), Stamp.NO_SEQUENCE) : events.stampOnReceipt();
            long order = hasTime ? stamp.eventTime() : Stamp.NO_SEQUENCE;
            current.get().apply(frame, books.update(), stamp, order, found);
        }
    }

    /** A frame cannot be read, and any book of its connection may have changed by it. */
    void doubt(Frame frame) {
        Stamp stamp = new Stamp(frame.receivedTime(), frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin());
        for (LevelBook book : known) {
            boolean isConcerned = book.isOver(frame.connection())
                    || current.filter(book::equals).isPresent();
            if (isConcerned) {
                book.lose(stamp, "a frame that cannot be read", losses::add);
            }
        }
    }

    /** Tells the gaps that broken frames made; whether there were any. */
    boolean tellLosses(Consumer<MarketEvent> out) {
        if (losses.isEmpty()) {
            return false;
        }
        losses.forEach(out);
        losses.clear();
        return true;
    }

    /** Forgets the book of an instrument that is traded no more. */
    void close(Instrument instrument) {
        books.close(instrument);
        known.removeIf(book -> book.instrument().equals(instrument));
    }

    void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
    }

    void requests(Consumer<Request> to) {
        books.requests(to);
    }
}
