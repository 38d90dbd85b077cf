package io.basiswatch.collector.venue.hyperliquid;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.book.OrderBook;
import io.basiswatch.collector.feed.Codes;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Stamp;
import java.util.Optional;

/** Reads {@code l2Book} and the acknowledgements that say in which resolution it comes. */
final class HyperliquidPages {
    private static final byte[] SUBSCRIBE = "subscribe".getBytes(ISO_8859_1);
    private static final byte[] UNSUBSCRIBE = "unsubscribe".getBytes(ISO_8859_1);
    private static final byte[] BOOK = HyperliquidBooks.STREAM.getBytes(ISO_8859_1);

    private static final int COIN = 0;
    private static final int TIME = 1;
    private static final int LEVELS = 2;

    private static final int METHOD = 0;
    private static final int SUBSCRIPTION = 1;

    private static final int TYPE = 0;
    private static final int OF_COIN = 1;
    private static final int DIGITS = 2;
    private static final int MANTISSA = 3;

    private final JsonFields book = JsonFields.of("coin", "time", "levels");
    private final JsonFields response = JsonFields.of("method", "subscription");
    private final JsonFields subscription = JsonFields.of("type", "coin", "nSigFigs", "mantissa");
    private final LevelPage page = new LevelPage();
    private final Codes coins = new Codes();
    private final SymbolTable symbols;
    private final HyperliquidBooks books;
    private final HyperliquidMarket market;
    private final FrameEvents events;

    HyperliquidPages(SymbolTable symbols, HyperliquidBooks books, HyperliquidMarket market, FrameEvents events) {
        this.symbols = symbols;
        this.books = books;
        this.market = market;
        this.events = events;
    }

    /**
     * {@code {"coin":"BTC","time":1788658200000,"levels":[[{"px":"79889.0","sz":"7.85045","n":22},…],[asks]]}}: the best 20
     * levels of each side, bids first, best first.
     *
     * <p>Its best prices are quoted only for a coin that sends no {@code bbo}, which says the same sooner.
     */
    void book(JsonCursor cursor, Frame frame) {
        book.clear().read(cursor);
        cursor.end();
        String coin = coins.code(book, COIN);
        Stamp stamp = events.stamp(book.whole(TIME), Stamp.NO_SEQUENCE);
        if (!book.is(LEVELS, JsonKind.ARRAY)) {
            throw new JsonException("no levels of " + coin);
        }
        cursor.reset(book.text(), book.start(LEVELS), book.end(LEVELS));
        page.read(cursor);
        cursor.end();
        Optional<Resolution> resolution = books.resolution(frame.connection(), coin);
        Optional<Terms> terms = symbols.find(coin, events);
        if (resolution.isEmpty() || terms.isEmpty()) {
            return;
        }
        books.take(terms.get(), resolution.get(), frame, stamp, page);
        if (resolution.get() == Resolution.NATIVE) {
            Optional<OrderBook> whole = books.renew(terms.get(), frame, stamp);
            market.top(terms.get(), whole, stamp);
        }
    }

    /**
     * {@code {"method":"subscribe","subscription":{"type":"l2Book","coin":"BTC","nSigFigs":3,"mantissa":null}}}; of other
     * subscriptions there is nothing to note.
     */
    void acknowledged(JsonCursor cursor, Frame frame) {
        response.clear().read(cursor);
        cursor.end();
        boolean begins = response.is(METHOD, SUBSCRIBE);
        if (!begins && !response.is(METHOD, UNSUBSCRIBE) || !response.is(SUBSCRIPTION, JsonKind.OBJECT)) {
            return;
        }
        cursor.reset(response.text(), response.start(SUBSCRIPTION), response.end(SUBSCRIPTION));
        subscription.clear().read(cursor);
        Optional<Terms> terms = subscription.is(TYPE, BOOK) && subscription.is(OF_COIN, JsonKind.STRING)
                ? symbols.find(subscription.code(OF_COIN), events)
                : Optional.empty();
        if (terms.isPresent() && begins) {
            books.subscribed(terms.get(), frame, resolution());
        } else if (terms.isPresent()) {
            books.unsubscribed(terms.get(), frame.connection(), resolution());
        }
    }

    private Optional<Resolution> resolution() {
        boolean isWhole = !subscription.hasValue(MANTISSA) || subscription.whole(MANTISSA) == 1;
        if (!isWhole) {
            return Optional.empty();
        }
        return subscription.hasValue(DIGITS)
                ? Resolution.of(subscription.whole(DIGITS))
                : Optional.of(Resolution.NATIVE);
    }
}
