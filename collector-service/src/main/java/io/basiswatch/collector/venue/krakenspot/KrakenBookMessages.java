package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.book.PrintedNumber;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.collector.json.Rfc3339;
import io.basiswatch.model.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code book} channel of v2.
 *
 * <p>How many levels of a side are sent is what the answer to the subscription says; it must be known, because what falls
 * out of them is reported no more. Without that answer it is the smallest depth on offer that the snapshot fits in.
 *
 * @see <a href="https://docs.kraken.com/api/docs/websocket-v2/book">Book</a>
 */
final class KrakenBookMessages {
    private static final int[] DEPTHS = {10, 25, 100, 500, 1_000};
    private static final int DEFAULT_DEPTH = 10;

    private static final byte[] BIDS = "bids".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ASKS = "asks".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PRICE = "price".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] QUANTITY = "qty".getBytes(StandardCharsets.ISO_8859_1);

    private static final int SYMBOL = 0;
    private static final int TIMESTAMP = 1;
    private static final int CHECKSUM = 2;

    private static final int CHANNEL = 0;
    private static final int OF_SYMBOL = 1;
    private static final int DEPTH = 2;

    private final JsonFields row = JsonFields.of("symbol", "timestamp", "checksum");
    private final JsonFields subscribed = JsonFields.of("channel", "symbol", "depth");
    private final Map<String, Integer> depths = new HashMap<>();
    private final KrakenPairs pairs;
    private final KrakenBooks books;
    private final FrameEvents events;

    KrakenBookMessages(KrakenPairs pairs, KrakenBooks books, FrameEvents events) {
        this.pairs = pairs;
        this.books = books;
        this.events = events;
    }

    /** The {@code result} of a subscription: {@code {"channel":"book","depth":1000,"snapshot":true,"symbol":"BTC/USD"}}. */
    void subscribed(JsonCursor result) {
        subscribed.clear().read(result);
        boolean isBook = subscribed.has(CHANNEL) && subscribed.string(CHANNEL).equals("book");
        if (isBook && subscribed.has(OF_SYMBOL)) {
            String symbol = subscribed.string(OF_SYMBOL);
            int depth = subscribed.has(DEPTH) ? (int) subscribed.whole(DEPTH) : DEFAULT_DEPTH;
            Integer before = depth < 1 ? depths.remove(symbol) : depths.put(symbol, depth);
            if (before != null && before != depth) {
                books.reopen(symbol);
            }
        }
    }

    /**
     * {@code [{"symbol":"BTC/USD","bids":[{"price":83743.4,"qty":0.85713986}],"asks":[],"checksum":977902900,"timestamp":
     * "2026-09-25T17:48:24.880679Z"}]}: absolute quantities, 0 removes; the checksum is over the numbers as printed here.
     */
    void read(JsonCursor cursor, boolean snapshot, Frame frame) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            books.begin(snapshot, frame.receivedTime());
            int depth = row(cursor);
            books.checksum(row.whole(CHECKSUM));
            boolean isTimed = row.hasValue(TIMESTAMP);
            Stamp stamp = isTimed
                    ? events.stampMicros(Rfc3339.micros(row, TIMESTAMP), Stamp.NO_SEQUENCE)
                    : events.stampOnReceipt();
            books.end(find(snapshot, depth), stamp, isTimed ? stamp.eventTime() : Stamp.NO_SEQUENCE);
        }
    }

    /** Reads what is said of one pair; how many levels the longer side has. */
    private int row(JsonCursor cursor) {
        row.clear();
        int bids = -1;
        int asks = -1;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.fieldIs(BIDS) && bids < 0) {
                bids = levels(cursor, true);
            } else if (cursor.fieldIs(ASKS) && asks < 0) {
                asks = levels(cursor, false);
            } else {
                row.take(cursor);
            }
        }
        if (bids < 0 || asks < 0) {
            throw new JsonException("a side of the book is missing");
        }
        return Math.max(bids, asks);
    }

    private int levels(JsonCursor cursor, boolean bid) {
        int count = 0;
        cursor.beginArray();
        while (cursor.nextElement()) {
            long price = PrintedNumber.NONE;
            long quantity = PrintedNumber.NONE;
            cursor.beginObject();
            while (cursor.nextField()) {
                if (cursor.fieldIs(PRICE)) {
                    price = KrakenLevels.number(cursor);
                } else if (cursor.fieldIs(QUANTITY)) {
                    quantity = KrakenLevels.number(cursor);
                } else {
                    cursor.skip();
                }
            }
            if (price == PrintedNumber.NONE || quantity == PrintedNumber.NONE) {
                throw new JsonException("a level without price or quantity");
            }
            books.level(bid, price, quantity);
            count++;
        }
        return count;
    }

    private Optional<KrakenBook> find(boolean snapshot, int levels) {
        Optional<KrakenBook> book = row.is(SYMBOL, JsonKind.STRING)
                ? books.find(row.text(), row.start(SYMBOL), row.end(SYMBOL))
                : Optional.empty();
        if (book.isPresent()) {
            return book;
        }
        String symbol = row.code(SYMBOL);
        Optional<Terms> terms = pairs.find(symbol, events);
        if (terms.isEmpty() || !snapshot && !depths.containsKey(symbol)) {
            return Optional.empty();
        }
        int depth = depths.getOrDefault(symbol, fitting(levels));
        return Optional.of(books.open(symbol, terms.get().instrument(), depth, KrakenBookMessages::again));
    }

    private static int fitting(int levels) {
        for (int depth : DEPTHS) {
            if (levels <= depth) {
                return depth;
            }
        }
        return levels;
    }

    private static List<String> again(String symbol, int depth) {
        String params = ",\"params\":{\"channel\":\"book\",\"symbol\":[\"" + symbol + "\"],\"depth\":" + depth + "}}";
        return List.of("{\"method\":\"unsubscribe\"" + params, "{\"method\":\"subscribe\"" + params);
    }
}
