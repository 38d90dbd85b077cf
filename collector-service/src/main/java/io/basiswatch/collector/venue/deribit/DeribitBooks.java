package io.basiswatch.collector.venue.deribit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.book.BookChecksum;
import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.Books;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Order books of the channel {@code book.{instrument}.100ms}, all levels: a snapshot, then changes that each name the one
 * before.
 *
 * <pre>{@code
 * {"type":"change","timestamp":1622627435737,"prev_change_id":31479598064,"instrument_name":"BTC-PERPETUAL",
 *  "change_id":31479598217,"bids":[["delete",36779.0,0.0],["new",36809.5,254870.0]],"asks":[["change",37394.0,42670.0]]}
 * }</pre>
 *
 * <p>Amounts are dollars of inverse contracts and coins of all others. A broken book is subscribed to anew, which makes the
 * venue send a snapshot.
 *
 * @see <a href="https://docs.deribit.com/#book-instrument_name-interval">book</a>
 */
final class DeribitBooks {
    private static final byte[] BIDS = "bids".getBytes(ISO_8859_1);
    private static final byte[] ASKS = "asks".getBytes(ISO_8859_1);
    private static final byte[] SNAPSHOT = "snapshot".getBytes(ISO_8859_1);
    private static final byte[] CHANGE = "change".getBytes(ISO_8859_1);

    private static final byte[] NEW_LEVEL = "\"new\"".getBytes(ISO_8859_1);
    private static final byte[] CHANGED_LEVEL = "\"change\"".getBytes(ISO_8859_1);
    private static final byte[] DELETED_LEVEL = "\"delete\"".getBytes(ISO_8859_1);

    private static final int TYPE = 0;
    private static final int TIME = 1;
    private static final int LAST = 2;
    private static final int PREVIOUS = 3;

    private final Books books = new Books();
    private final JsonFields head = JsonFields.of("type", "timestamp", "change_id", "prev_change_id");
    private final DeribitInstruments instruments;
    private final FrameEvents events;
    private final Consumer<MarketEvent> found;
    private Optional<Terms> followed = Optional.empty();

    DeribitBooks(DeribitInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
        this.found = events::add;
    }

    /** Reads a message of a book that is followed; nothing of it is in the book before {@link #apply}. */
    void read(JsonCursor cursor, DeribitChannels.Channel channel) {
        followed = instruments.find(channel.symbol(), events);
        if (followed.isEmpty()) {
            cursor.skip();
            return;
        }
        BookUpdate update = books.update().clear();
        head.clear();
        boolean hasBids = false;
        boolean hasAsks = false;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (!hasBids && cursor.fieldIs(BIDS)) {
                hasBids = true;
                bids(cursor, update);
            } else if (!hasAsks && cursor.fieldIs(ASKS)) {
                hasAsks = true;
                asks(cursor, update);
            } else {
                if (cursor.fieldIs(BIDS) || cursor.fieldIs(ASKS)) {
                    throw new JsonException("a side of the book comes twice");
                }
                head.take(cursor);
            }
        }
        if (!hasBids || !hasAsks) {
            throw new JsonException("a book without " + (hasBids ? "asks" : "bids"));
        }
    }

    private static void bids(JsonCursor cursor, BookUpdate update) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            boolean gone = action(cursor);
            double price = number(cursor);
            double amount = number(cursor);
            update.bid(price, gone ? 0 : amount);
            endRow(cursor);
        }
    }

    private static void asks(JsonCursor cursor, BookUpdate update) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            boolean gone = action(cursor);
            double price = number(cursor);
            double amount = number(cursor);
            update.ask(price, gone ? 0 : amount);
            endRow(cursor);
        }
    }

    /** Begins a row; whether it takes its level away. */
    private static boolean action(JsonCursor cursor) {
        cursor.beginArray();
        if (!cursor.nextElement()) {
            throw new JsonException("an empty level");
        }
        int start = cursor.position();
        cursor.skip();
        if (stands(DELETED_LEVEL, cursor.text(), start)) {
            return true;
        }
        if (!stands(CHANGED_LEVEL, cursor.text(), start) && !stands(NEW_LEVEL, cursor.text(), start)) {
            throw new JsonException("a level that is neither new nor changed nor deleted, at byte " + start);
        }
        return false;
    }

    private static boolean stands(byte[] word, byte[] text, int at) {
        return at + word.length <= text.length && Arrays.equals(word, 0, word.length, text, at, at + word.length);
    }

    private static double number(JsonCursor cursor) {
        if (!cursor.nextElement()) {
            throw new JsonException("a level without price or amount");
        }
        return cursor.decimal();
    }

    private static void endRow(JsonCursor cursor) {
        if (cursor.nextElement()) {
            throw new JsonException("a level of more than action, price and amount");
        }
    }

    /** Gives the message that was read to its book, after its frame was read to the end. */
    void apply(Frame frame, DeribitChannels.Channel channel) {
        if (followed.isEmpty()) {
            return;
        }
        Terms terms = followed.get();
        long last = head.whole(LAST);
        Stamp stamp = events.stamp(head.whole(TIME), last);
        BookUpdate update = books.update();
        if (head.is(TYPE, SNAPSHOT)) {
            update.asSnapshot(frame.receivedTime(), last);
        } else if (head.is(TYPE, CHANGE)) {
            update.asDelta(frame.receivedTime(), Stamp.NO_SEQUENCE, last, head.whole(PREVIOUS));
        } else {
            throw new JsonException("neither a snapshot of a book nor a change");
        }
        if (terms.instrument().isInverse()) {
            update.ofQuoteContracts(terms.contractSize());
        }
        book(terms, channel).accept(frame.connection(), update, stamp, found);
    }

    private BookFeed book(Terms terms, DeribitChannels.Channel channel) {
        Optional<BookFeed> known = books.find(terms.instrument());
        return known.isPresent() ? known.get() : open(terms, channel);
    }

    private BookFeed open(Terms terms, DeribitChannels.Channel channel) {
        return books.open(
                terms.instrument(),
                requests -> new BookFeed(
                        terms.instrument(),
                        channel.stream(),
                        SyncRule.PREVIOUS_ID,
                        Reach.WHOLE,
                        BookChecksum.none(),
                        connection -> new Request.Say(connection, DeribitConnection.again(channel.name())),
                        requests));
    }

    Books books() {
        return books;
    }
}
