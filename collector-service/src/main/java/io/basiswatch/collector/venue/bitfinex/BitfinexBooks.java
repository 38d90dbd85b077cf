package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.book.BookChecksum;
import io.basiswatch.collector.book.BookFeed;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.Books;
import io.basiswatch.collector.book.OrderBook;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Books at full price precision. A change has no number of its own: the sequence of the connection guards it, see {@link
 * Connection#count}; those of one moment are applied together, see {@link Moments}. The best prices are quoted, so a book that is lost is a gap in the quotes too.
 *
 * <p>The checksum that the venue offers besides (flag 131072) is not asked for: it is taken over numbers as JavaScript
 * prints them, and no recording of it is known that a reading could be proven with.
 */
final class BitfinexBooks {
    static final String STREAM = "book";

    private final Books books = new Books();
    private final Moments moments = new Moments();
    private final FrameEvents events;
    private final Consumer<MarketEvent> out = this::add;
    private final Moments.Ended ended =
            moment -> apply(moment.book(), moment.connection(), moment.update(), moment.stamp());

    /** The level of a message that tells one. */
    private boolean isSnapshot;

    private boolean isBid;
    private double price;
    private double quantity;

    BitfinexBooks(FrameEvents events) {
        this.events = events;
    }

    /** Hands {@code event} on; where it is a gap in a book, also that its best prices are not known. */
    static void withQuotes(MarketEvent event, Consumer<MarketEvent> to) {
        to.accept(event);
        if (event instanceof FeedGap gap && gap.scope() == FeedGap.Scope.DEPTH) {
            to.accept(new FeedGap(
                    gap.instrument(), gap.stamp(), gap.stream(), gap.from(), gap.reason(), FeedGap.Scope.QUOTES));
        }
    }

    /**
     * A channel with a book was subscribed to: it begins with a snapshot, whatever was known before.
     *
     * @param number the channel's, by which it can be given up
     * @param length how many levels of each side it tells
     */
    Channel open(Terms terms, long number, int length) {
        books.close(terms.instrument());
        moments.forget(terms.instrument());
        BookFeed feed = books.open(
                terms.instrument(),
                requests -> new BookFeed(
                        terms.instrument(),
                        STREAM,
                        SyncRule.UNNUMBERED,
                        Reach.window(length),
                        BookChecksum.none(),
                        connection -> new Request.Say(connection, resubscription(terms, number, length)),
                        requests));
        return new Channel.Book(terms, feed, new TopOfBook());
    }

    private static List<String> resubscription(Terms terms, long number, int length) {
        return List.of("{\"event\":\"unsubscribe\",\"chanId\":" + number + '}', subscription(terms.symbol(), length));
    }

    /** What to say for the book of a pair. */
    static String subscription(String symbol, int length) {
        return "{\"event\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"" + symbol
                + "\",\"prec\":\"P0\",\"freq\":\"F0\",\"len\":\"" + length + "\"}";
    }

    /**
     * {@code [[36167,1,0.48403686],[36171,1,-0.000006],…]} the best levels, then {@code [34668,1,-0.00813136]} one at a time:
     * price, number of orders, amount. No orders remove the level; a negative amount is an ask.
     *
     * <p>Only reads: {@link #take} makes a change of it, once the rest of the message has been read too.
     */
    void read(Terms terms, long receivedTime, JsonCursor cursor) {
        BookUpdate update = books.update();
        cursor.beginArray();
        boolean isEmpty = !cursor.nextElement();
        isSnapshot = isEmpty || cursor.kind() == JsonKind.ARRAY;
        if (!isSnapshot) {
            update.delta(receivedTime, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE, Stamp.NO_SEQUENCE);
            level(terms, update, cursor, false);
            return;
        }
        update.snapshot(receivedTime, Stamp.NO_SEQUENCE);
        boolean isMore = !isEmpty;
        while (isMore) {
            cursor.beginArray();
            next(cursor);
            level(terms, update, cursor, true);
            isMore = cursor.nextElement();
        }
    }

    /** Reads on behind the opening bracket. */
    private void level(Terms terms, BookUpdate update, JsonCursor cursor, boolean snapshot) {
        price = BitfinexSymbols.price(terms, cursor.decimal());
        next(cursor);
        long orders = cursor.whole();
        next(cursor);
        double amount = cursor.decimal();
        if (cursor.nextElement()) {
            throw new JsonException("a level has three numbers");
        }
        if (price <= 0 || amount == 0 || orders < 0 || snapshot && orders == 0) {
            throw new JsonException("a level at " + price + " of " + orders + " orders with amount " + amount);
        }
        quantity = orders == 0 ? 0 : terms.base(Math.abs(amount), price);
        isBid = amount > 0;
        if (isBid) {
            update.bid(price, quantity);
        } else {
            update.ask(price, quantity);
        }
    }

    private static void next(JsonCursor cursor) {
        if (!cursor.nextElement()) {
            throw new JsonException("a row that is too short");
        }
    }

    /**
     * Takes what {@link #read} has read over.
     *
     * @param isTimed whether messages say when they were, so that those of one moment can be told
     */
    void take(Channel.Book book, String connection, Stamp stamp, boolean isTimed) {
        if (isTimed && !isSnapshot) {
            moments.add(book, connection, stamp, isBid, price, quantity);
        } else {
            apply(book, connection, books.update(), stamp);
        }
    }

    /** A message of {@code time} has come, so what was before is over. */
    void endMoments(String connection, long time) {
        moments.end(connection, time, ended);
    }

    /** Messages of a connection are missing: what was kept of it is of no use. */
    void forget(String connection) {
        moments.forget(connection);
    }

    /** Changes a book, and quotes its top where that is news. */
    private void apply(Channel.Book book, String connection, BookUpdate update, Stamp stamp) {
        BookFeed feed = book.feed();
        feed.accept(connection, update, stamp, out);
        Optional<OrderBook> levels = feed.book();
        if (levels.isPresent() && book.top().isNews(levels.get(), stamp.receivedTime())) {
            levels.get().quote(feed.instrument(), stamp).ifPresent(events::add);
        }
    }

    private void add(MarketEvent event) {
        withQuotes(event, events::add);
    }

    void closed(String connection, long receivedTime) {
        moments.forget(connection);
        books.closed(connection, receivedTime);
    }

    void requests(Consumer<Request> to) {
        books.requests(to);
    }
}
