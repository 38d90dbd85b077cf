package io.basiswatch.collector.venue.coinbase;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Walks over frames to their end and says what is in them. The feeds are told apart by the frame: Advanced Trade names a
 * {@code channel}, the Exchange feed a {@code type}. Over REST, the list of products of either is used, and candles and
 * trades of the past.
 */
final class CoinbaseFrames {
    static final String PRODUCTS = "REST products";

    private static final byte[] PRODUCTS_NAME = "products".getBytes(ISO_8859_1);
    private static final byte[] EVENTS_NAME = "events".getBytes(ISO_8859_1);
    private static final byte[] LEVELS = "l2_data".getBytes(ISO_8859_1);

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields fields = CoinbaseFields.create();
    private final ProductList products;
    private final CoinbaseHistory history;
    private final AdvancedLevels levels;
    private final ExchangeFeedMessages exchange;
    private final AdvancedTradeMessages advanced;
    private boolean numbered;
    private String stream = "";

    CoinbaseFrames(Products products, CoinbaseBooks books) {
        CoinbaseEvents events = new CoinbaseEvents(products);
        this.products = new ProductList(products);
        this.history = new CoinbaseHistory(products, events);
        this.levels = new AdvancedLevels(products, books);
        this.exchange = new ExchangeFeedMessages(events, new ExchangeLevels(products, books));
        this.advanced = new AdvancedTradeMessages(events);
    }

    /** Reads a frame; what it says of books is pending in these. */
    Outcome read(Frame frame, Consumer<MarketEvent> out) {
        boolean isAnswer = frame.source() == Frame.Source.REST;
        fields.clear();
        numbered = false;
        stream = isAnswer ? "REST" : "";
        cursor.reset(frame.payload());
        if (cursor.kind() == JsonKind.ARRAY) {
            return listed(frame, out);
        }
        Outcome outcome = isAnswer ? answer(frame, out) : message(frame, out);
        numbered = !isAnswer && fields.has(CoinbaseFields.SEQUENCE_NUM);
        return outcome;
    }

    private Outcome listed(Frame frame, Consumer<MarketEvent> out) {
        if (frame.source() != Frame.Source.REST) {
            throw new JsonException("an array, where the venue sends objects");
        }
        Optional<String> past = history.word(frame.address());
        stream = past.orElse(PRODUCTS);
        if (past.isPresent()) {
            history.read(cursor, frame, out);
        } else {
            products.read(cursor, frame, out);
        }
        cursor.end();
        return Outcome.EVENTS;
    }

    private Outcome answer(Frame frame, Consumer<MarketEvent> out) {
        boolean listing = false;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (!listing && cursor.fieldIs(PRODUCTS_NAME) && cursor.kind() == JsonKind.ARRAY) {
                stream = PRODUCTS;
                products.read(cursor, frame, out);
                listing = true;
            } else {
                fields.take(cursor);
            }
        }
        cursor.end();
        if (listing) {
            return Outcome.EVENTS;
        }
        stream = AdvancedTradeMessages.answer(fields);
        return past(frame, out) ? Outcome.EVENTS : Outcome.UNUSED;
    }

    /** Reads candles or trades, where the address says of what they are. */
    private boolean past(Frame frame, Consumer<MarketEvent> out) {
        int rows = fields.has(CoinbaseFields.CANDLES) ? CoinbaseFields.CANDLES : CoinbaseFields.TRADES;
        if (!fields.is(rows, JsonKind.ARRAY) || history.word(frame.address()).isEmpty()) {
            return false;
        }
        history.read(cursor.reset(fields.text(), fields.start(rows), fields.end(rows)), frame, out);
        return true;
    }

    private Outcome message(Frame frame, Consumer<MarketEvent> out) {
        boolean isRead = false;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (!isRead && cursor.fieldIs(EVENTS_NAME) && fields.is(CoinbaseFields.CHANNEL, LEVELS)) {
                stream = "l2_data";
                levels.read(cursor, frame);
                isRead = true;
            } else {
                fields.take(cursor);
            }
        }
        cursor.end();
        if (fields.is(CoinbaseFields.CHANNEL, LEVELS)) {
            stream = "l2_data";
            levelsLater(frame, isRead);
            return Outcome.UNUSED;
        }
        return interpret(frame, out);
    }

    /** Checks the envelope of levels, and reads them if they came before the name of the channel. */
    private void levelsLater(Frame frame, boolean isRead) {
        if (isRead == fields.has(CoinbaseFields.EVENTS)) {
            throw new JsonException("a message with events twice, or without any");
        }
        if (!isRead) {
            levels.read(
                    cursor.reset(fields.text(), fields.start(CoinbaseFields.EVENTS), fields.end(CoinbaseFields.EVENTS)),
                    frame);
        }
        number();
        CoinbaseEvents.time(frame, fields, CoinbaseFields.TIMESTAMP);
    }

    private Outcome interpret(Frame frame, Consumer<MarketEvent> out) {
        if (fields.has(CoinbaseFields.CHANNEL)) {
            String channel = fields.code(CoinbaseFields.CHANNEL);
            stream = AdvancedTradeMessages.word(channel);
            return advanced.interpret(channel, frame, fields, out);
        }
        if (fields.has(CoinbaseFields.TYPE)) {
            String type = fields.code(CoinbaseFields.TYPE);
            stream = ExchangeFeedMessages.word(type);
            return exchange.interpret(type, frame, fields, out);
        }
        stream = AdvancedTradeMessages.answer(fields);
        return stream.equals("REST") ? Outcome.UNKNOWN : Outcome.UNUSED;
    }

    /** Whether the last frame carries the number of its socket. */
    boolean isNumbered() {
        return numbered;
    }

    /** The number of the last frame within its socket. */
    long number() {
        return fields.whole(CoinbaseFields.SEQUENCE_NUM);
    }

    /** Which feed the last frame is of. */
    FeedKind feed() {
        return fields.has(CoinbaseFields.CHANNEL) ? FeedKind.ADVANCED : FeedKind.EXCHANGE;
    }

    /** The time of the last frame's book; snapshots of the Exchange feed have none. */
    Stamp stamp(Frame frame) {
        int field = feed() == FeedKind.ADVANCED ? CoinbaseFields.TIMESTAMP : CoinbaseFields.TIME;
        long time = fields.hasValue(field) ? CoinbaseEvents.time(frame, fields, field) : frame.receivedTime();
        long sequence = numbered ? number() : Stamp.NO_SEQUENCE;
        return new Stamp(time, frame.receivedTime(), sequence, frame.origin());
    }

    /** Whether the last frame, which could not be read, may have been about a book. */
    boolean mayBeOfBook() {
        return stream.isEmpty() || ExchangeFeedMessages.isOfBook(stream);
    }

    String stream() {
        return stream;
    }
}
