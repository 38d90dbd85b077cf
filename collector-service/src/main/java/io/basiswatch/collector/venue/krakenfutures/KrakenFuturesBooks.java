package io.basiswatch.collector.venue.krakenfutures;

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
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The books of Kraken Futures: every level of a product, then one level per message.
 *
 * <p>{@code seq} counts up by one per product, which the venue does not promise and all captures show. After a gap the
 * product is subscribed anew, and nothing of it is told until its snapshot has come.
 */
final class KrakenFuturesBooks {
    private static final int LEVEL_PRICE = 0;
    private static final int LEVEL_QUANTITY = 1;
    private static final byte[] BUY = "buy".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] SELL = "sell".getBytes(StandardCharsets.ISO_8859_1);

    private final KrakenFuturesSymbols symbols;
    private final FrameEvents events;
    private final JsonFields level = JsonFields.of("price", "qty");
    private final Books books = new Books();
    /** Those whose messages come often drift to the front. */
    private final List<KrakenFuturesBook> known = new ArrayList<>();

    KrakenFuturesBooks(KrakenFuturesSymbols symbols, FrameEvents events) {
        this.symbols = symbols;
        this.events = events;
    }

    /** Whether the book of this product is sent, be it whole at the moment or not: then its top is the quote. */
    boolean follows(Instrument instrument) {
        return books.find(instrument).isPresent();
    }

    /** Forgets the products that are traded no more. */
    void relist() {
        List<KrakenFuturesBook> gone = known.stream()
                .filter(book -> symbols.find(book.terms().symbol(), events)
                        .filter(book.terms()::equals)
                        .isEmpty())
                .toList();
        gone.forEach(book -> books.close(book.terms().instrument()));
        known.removeAll(gone);
    }

    void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
    }

    void requests(Consumer<Request> to) {
        books.requests(to);
    }

    /**
     * {@code {"feed":"book_snapshot","product_id":"PI_XBTUSD","timestamp":1646478671000,"seq":270511410,"bids":[{"price":
     * 39253.0,"qty":34400.0},…],"asks":[…]}}: every level, in any order.
     */
    void snapshot(JsonFields fields, JsonCursor cursor, Frame frame) {
        long sequence = fields.whole(KrakenFuturesFields.SEQUENCE);
        Stamp stamp = events.stamp(fields.whole(KrakenFuturesFields.TIMESTAMP), sequence);
        Optional<KrakenFuturesBook> book = find(fields);
        if (book.isPresent()) {
            BookUpdate update = books.update().snapshot(frame.receivedTime(), sequence);
            levels(fields, KrakenFuturesFields.BIDS, cursor, book.get().terms());
            levels(fields, KrakenFuturesFields.ASKS, cursor, book.get().terms());
            book.get().accept(frame.connection(), update, stamp);
        }
    }

    private void levels(JsonFields fields, int side, JsonCursor cursor, Terms terms) {
        if (!fields.is(side, JsonKind.ARRAY)) {
            throw new JsonException("a side of the book is missing");
        }
        cursor.reset(fields.text(), fields.start(side), fields.end(side));
        cursor.beginArray();
        while (cursor.nextElement()) {
            level.clear().read(cursor);
            double price = level.decimal(LEVEL_PRICE);
            row(side == KrakenFuturesFields.BIDS, terms, price, level.decimal(LEVEL_QUANTITY));
        }
    }

    /**
     * {@code {"feed":"book","product_id":"PI_XBTUSD","side":"buy","seq":270613033,"price":39080.5,"qty":0.0,"timestamp":
     * 1646479025941}}: one level, its quantity absolute; 0 removes it.
     */
    void change(JsonFields fields, Frame frame) {
        long sequence = fields.whole(KrakenFuturesFields.SEQUENCE);
        Stamp stamp = events.stamp(fields.whole(KrakenFuturesFields.TIMESTAMP), sequence);
        double price = fields.decimal(KrakenFuturesFields.PRICE);
        double quantity = fields.decimal(KrakenFuturesFields.QUANTITY);
        boolean bid = isBid(fields);
        Optional<KrakenFuturesBook> book = find(fields);
        if (book.isPresent()) {
            BookUpdate update = books.update().delta(frame.receivedTime(), sequence, sequence, Stamp.NO_SEQUENCE);
            row(bid, book.get().terms(), price, quantity);
            book.get().accept(frame.connection(), update, stamp);
        }
    }

    private static boolean isBid(JsonFields fields) {
        boolean bid = fields.is(KrakenFuturesFields.SIDE, BUY);
        if (!bid && !fields.is(KrakenFuturesFields.SIDE, SELL)) {
            throw new JsonException("a side is buy or sell, not '" + fields.code(KrakenFuturesFields.SIDE) + "'");
        }
        return bid;
    }

    private void row(boolean bid, Terms terms, double price, double quantity) {
        double base = quantity == 0 ? 0 : terms.base(quantity, price);
        if (bid) {
            books.update().bid(price, base);
        } else {
            books.update().ask(price, base);
        }
    }

    private Optional<KrakenFuturesBook> find(JsonFields fields) {
        for (int i = 0; i < known.size(); i++) {
            KrakenFuturesBook book = known.get(i);
            if (book.is(fields)) {
                if (i > 0) {
                    known.set(i, known.set(i - 1, book));
                }
                return Optional.of(book);
            }
        }
        String product = fields.code(KrakenFuturesFields.PRODUCT);
        Optional<KrakenFuturesBook> opened = symbols.find(product, events).map(terms -> open(product, terms));
        opened.ifPresent(known::add);
        return opened;
    }

    private KrakenFuturesBook open(String product, Terms terms) {
        BookFeed feed = books.open(
                terms.instrument(),
                requests -> new BookFeed(
                        terms.instrument(),
                        "book",
                        SyncRule.CONSECUTIVE,
                        Reach.WHOLE,
                        BookChecksum.none(),
                        connection -> again(connection, product),
                        requests));
        return new KrakenFuturesBook(product, terms, feed, events::add);
    }

    private static Request again(String connection, String product) {
        return new Request.Say(connection, KrakenFuturesFeed.again("book", product));
    }
}
