package io.basiswatch.collector.venue.okx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.book.BookChecksum;
import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.Books;
import io.basiswatch.collector.book.PrintedNumber;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The channel {@code books}: the best 400 levels of each side, a snapshot and then changes every 100 ms.
 *
 * <pre>{@code
 * {"arg":{"channel":"books","instId":"SOL-USDT"},"action":"update","data":[{"asks":[["120.67","60.475897","0","5"]],
 *  "bids":[["120.66","0","0","0"]],"ts":"1790394877300","checksum":0,"seqId":32032594315,"prevSeqId":32032594283}]}
 * }</pre>
 *
 * <p>Rows are price, size in contracts, nothing, orders. Each change names by {@code prevSeqId} the one that it follows: the
 * same number twice with no rows is a sign of life, a lower one than before a reset after maintenance. The checksum is 0
 * since June 2026; before 2023 there was a checksum and no number, so both are kept. What is missing is told again to who
 * subscribes again.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#order-book-trading-market-data-ws-order-book-channel">Order book</a>
 */
final class OkxBooks {
    private static final int LEVELS = 400;

    private static final long BEFORE_SNAPSHOT = -1;

    private static final int TIME = 0;
    private static final int SEQUENCE = 1;
    private static final int PREVIOUS = 2;
    private static final int CHECKSUM = 3;

    private static final byte[] BIDS = "bids".getBytes(ISO_8859_1);
    private static final byte[] ASKS = "asks".getBytes(ISO_8859_1);

    private final JsonFields numbers = JsonFields.of("ts", "seqId", "prevSeqId", "checksum");
    private final Books books = new Books();
    private final Map<String, Depth> depths = new HashMap<>();
    private final OkxInstruments instruments;
    private final FrameEvents events;
    private final Consumer<MarketEvent> out;

    /** A book and the terms that its quantities were counted in. */
    private record Depth(Terms terms, BookFeed feed) {}

    OkxBooks(OkxInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
        this.out = events::add;
    }

    /** Reads the one message in {@code data}; it changes nothing before {@link #apply}. */
    void read(JsonCursor cursor) {
        numbers.clear();
        books.update().clear();
        cursor.beginArray();
        if (!cursor.nextElement()) {
            throw new JsonException("a message without a book");
        }
        boolean hasBids = false;
        boolean hasAsks = false;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (!hasBids && cursor.fieldIs(BIDS)) {
                hasBids = true;
                rows(cursor, true);
            } else if (!hasAsks && cursor.fieldIs(ASKS)) {
                hasAsks = true;
                rows(cursor, false);
            } else if (cursor.fieldIs(BIDS) || cursor.fieldIs(ASKS)) {
                throw new JsonException("a side of the book comes twice");
            } else {
                numbers.take(cursor);
            }
        }
        if (!hasBids || !hasAsks) {
            throw new JsonException("a book without " + (hasBids ? "asks" : "bids"));
        }
        if (cursor.nextElement()) {
            throw new JsonException("more than one book in a message");
        }
    }

    private void rows(JsonCursor cursor, boolean areBids) {
        BookUpdate update = books.update();
        cursor.beginArray();
        while (cursor.nextElement()) {
            cursor.beginArray();
            long price = printed(cursor);
            long size = printed(cursor);
            while (cursor.nextElement()) {
                cursor.skip();
            }
            if (areBids) {
                update.printedBid(price, size, PrintedNumber.value(size));
            } else {
                update.printedAsk(price, size, PrintedNumber.value(size));
            }
        }
    }

    private static long printed(JsonCursor cursor) {
        if (!cursor.nextElement() || cursor.kind() != JsonKind.STRING) {
            throw new JsonException("a level without price and size");
        }
        int start = cursor.position() + 1;
        cursor.skip();
        byte[] text = cursor.text();
        int end = cursor.position() - 1;
        while (text[end] != '"') {
            end--; // white space behind the string
        }
        return PrintedNumber.of(text, start, end);
    }

    /** Whether what was read says that there was nothing before it, as only a snapshot does. */
    boolean followsNothing() {
        return numbers.is(PREVIOUS, JsonKind.NUMBER) && numbers.whole(PREVIOUS) == BEFORE_SNAPSHOT;
    }

    /** Gives what was read to the book of {@code symbol}. */
    void apply(Frame frame, String symbol, boolean isSnapshot) {
        long sequence = number(SEQUENCE);
        long previous = number(PREVIOUS);
        long checksum = numbers.is(CHECKSUM, JsonKind.NUMBER) ? numbers.whole(CHECKSUM) : BookUpdate.NO_CHECKSUM;
        Stamp stamp = events.stamp(numbers.quotedWhole(TIME), sequence);
        Optional<Terms> known = instruments.find(symbol, events);
        if (known.isEmpty()) {
            close(symbol);
            return;
        }
        Terms terms = known.get();
        BookUpdate update = books.update();
        if (isSnapshot) {
            update.asSnapshot(frame.receivedTime(), sequence);
        } else {
            update.asDelta(frame.receivedTime(), Stamp.NO_SEQUENCE, sequence, previous);
        }
        update.checksum(checksum);
        if (terms.instrument().isInverse()) {
            update.ofQuoteContracts(terms.contractSize());
        } else {
            update.ofBaseContracts(terms.contractSize());
        }
        book(symbol, terms, stamp).accept(frame.connection(), update, stamp, out);
    }

    private long number(int field) {
        return numbers.is(field, JsonKind.NUMBER) ? numbers.whole(field) : Stamp.NO_SEQUENCE;
    }

    private BookFeed book(String symbol, Terms terms, Stamp stamp) {
        Depth known = depths.get(symbol);
        if (known != null && known.terms == terms) {
            return known.feed;
        }
        BookFeed feed = books.open(terms.instrument(), requests -> open(symbol, terms, requests));
        if (known != null && known.terms.contractSize() != terms.contractSize()) {
            feed.lose(stamp, "the size of a contract changed", out);
        }
        depths.put(symbol, new Depth(terms, feed));
        return feed;
    }

    private static BookFeed open(String symbol, Terms terms, Consumer<Request> requests) {
        String channel = "\"args\":[{\"channel\":\"books\",\"instId\":\"" + symbol + "\"}]}";
        List<String> again = List.of("{\"op\":\"unsubscribe\"," + channel, "{\"op\":\"subscribe\"," + channel);
        return new BookFeed(
                terms.instrument(),
                Channel.BOOKS.word(),
                SyncRule.PREVIOUS_ID,
                Reach.window(LEVELS),
                BookChecksum.alternatingTop25(),
                connection -> new Request.Say(connection, again),
                requests);
    }

    /** The symbol is traded no more, or means something else by now. */
    private void close(String symbol) {
        Depth gone = depths.remove(symbol);
        if (gone != null) {
            books.close(gone.terms.instrument());
        }
    }

    /** See {@link Books#closed}. */
    void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
    }

    /** See {@link Books#requests}. */
    void requests(Consumer<Request> to) {
        books.requests(to);
    }
}
