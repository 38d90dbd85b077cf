package io.basiswatch.collector.venue.bybit;

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
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Books of Bybit: {@code {"s":"SOLUSDT","b":[["77.300","1349.4"]],"a":[],"u":13783324,"seq":272903624295}}, best rows first.
 *
 * <p>The topic of depth 1 is always sent whole, and again after three seconds without change: it makes quotes. Deeper ones
 * send a snapshot and then changes; {@code u} counts up by one, and where it is 1 the venue has started anew and the message
 * holds the whole book. Nothing is asked for over REST: who subscribes again gets a snapshot. Of one instrument the deepest
 * topic is kept.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook">Order book</a>
 */
final class BybitBooks {
    private static final int UPDATE = 0;

    private static final byte[] BIDS = "b".getBytes(ISO_8859_1);
    private static final byte[] ASKS = "a".getBytes(ISO_8859_1);

    private final JsonFields numbers = JsonFields.of("u");
    private final Books books = new Books();
    private final Map<Category, Map<String, Depth>> depths = new EnumMap<>(Category.class);
    private final Top bid = new Top();
    private final Top ask = new Top();
    private final BybitInstruments instruments;
    private final QuoteStreams quoteStreams;
    private final FrameEvents events;
    private final Consumer<MarketEvent> out;

    /** A book, the terms that its quantities were counted in, and how deep its topic is. */
    private record Depth(Terms terms, int levels, BookFeed feed) {
        private boolean isOf(Topic topic, Terms newest) {
            return levels == topic.levels() && terms.instrument().equals(newest.instrument());
        }
    }

    /** The first row of a side. */
    private static final class Top {
        private double price;
        private double quantity;
        private int rows;

        private void take(double newPrice, double newQuantity) {
            if (rows++ == 0) {
                price = newPrice;
                quantity = newQuantity;
            }
        }
    }

    BybitBooks(BybitInstruments instruments, QuoteStreams quoteStreams, FrameEvents events) {
        this.instruments = instruments;
        this.quoteStreams = quoteStreams;
        this.events = events;
        this.out = events::add;
        for (Category category : Category.values()) {
            depths.put(category, new HashMap<>());
        }
    }

    /** Reads a message; it changes nothing before {@link #apply}. */
    void read(JsonCursor cursor) {
        numbers.clear();
        BookUpdate update = books.update().clear();
        bid.rows = 0;
        ask.rows = 0;
        boolean hasBids = false;
        boolean hasAsks = false;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (!hasBids && cursor.fieldIs(BIDS)) {
                hasBids = true;
                cursor.pairs((price, quantity) -> {
                    bid.take(price, quantity);
                    update.bid(price, quantity);
                });
            } else if (!hasAsks && cursor.fieldIs(ASKS)) {
                hasAsks = true;
                cursor.pairs((price, quantity) -> {
                    ask.take(price, quantity);
                    update.ask(price, quantity);
                });
            } else if (cursor.fieldIs(BIDS) || cursor.fieldIs(ASKS)) {
                throw new JsonException("a side of the book comes twice");
            } else {
                numbers.take(cursor);
            }
        }
        if (!hasBids || !hasAsks) {
            throw new JsonException("a book without " + (hasBids ? "asks" : "bids"));
        }
    }

    /**
     * Gives what was read to the book of the topic, or makes a quote of it.
     *
     * @param millis the venue's time of the message
     */
    void apply(Frame frame, Category category, Topic topic, boolean isSnapshot, long millis) {
        long number = numbers.whole(UPDATE);
        Stamp stamp = events.stamp(millis, number);
        Optional<Terms> terms = instruments.find(category, topic.symbol(), events);
        if (terms.isEmpty()) {
            close(category, topic.symbol());
        } else if (topic.isTop()) {
            quote(terms.get(), stamp, isSnapshot);
        } else {
            book(frame, category, topic, isSnapshot, stamp, terms.get());
        }
    }

    private void quote(Terms terms, Stamp stamp, boolean isWhole) {
        if (isWhole && bid.rows > 0 && ask.rows > 0) {
            events.add(new Quote(
                    terms.instrument(),
                    stamp,
                    bid.price,
                    terms.base(bid.quantity, bid.price),
                    ask.price,
                    terms.base(ask.quantity, ask.price)));
            quoteStreams.addBook(terms.instrument());
        }
    }

    private void book(Frame frame, Category category, Topic topic, boolean isSnapshot, Stamp stamp, Terms terms) {
        Depth known = depths.get(category).get(topic.symbol());
        if (known != null && known.levels > topic.levels()) {
            return;
        }
        BookUpdate update = books.update();
        if (isSnapshot) {
            update.asSnapshot(frame.receivedTime(), stamp.sequence());
        } else {
            update.asDelta(frame.receivedTime(), Stamp.NO_SEQUENCE, stamp.sequence(), Stamp.NO_SEQUENCE);
        }
        if (terms.instrument().isInverse()) {
            update.ofQuoteContracts(terms.contractSize());
        }
        BookFeed feed = known != null && known.isOf(topic, terms) ? known.feed : open(category, topic, terms, stamp);
        feed.accept(frame.connection(), update, stamp, out);
    }

    private BookFeed open(Category category, Topic topic, Terms terms, Stamp stamp) {
        Depth before = depths.get(category).get(topic.symbol());
        if (before != null) {
            before.feed.lose(stamp, "another book takes its place", out);
            books.close(before.terms.instrument());
        }
        BookFeed feed = books.open(terms.instrument(), requests -> feed(topic, terms, requests));
        depths.get(category).put(topic.symbol(), new Depth(terms, topic.levels(), feed));
        return feed;
    }

    private static BookFeed feed(Topic topic, Terms terms, Consumer<Request> requests) {
        String arguments = "\"args\":[\"" + topic.word() + '.' + topic.symbol() + "\"]}";
        List<String> again = List.of("{\"op\":\"unsubscribe\"," + arguments, "{\"op\":\"subscribe\"," + arguments);
        return new BookFeed(
                terms.instrument(),
                topic.word(),
                SyncRule.CONSECUTIVE_FROM_ONE,
                Reach.window(topic.levels()),
                BookChecksum.none(),
                connection -> new Request.Say(connection, again),
                requests);
    }

    /** The symbol is traded no more. */
    private void close(Category category, String symbol) {
        Depth gone = depths.get(category).remove(symbol);
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
