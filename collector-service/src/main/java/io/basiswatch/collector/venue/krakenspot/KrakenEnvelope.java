package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The objects that Kraken's spot market sends: messages of v2 by their {@code channel}, acknowledgements of v2 by their
 * {@code method} and of v1 by their {@code event}, answers over REST by their {@code error} and {@code result}.
 */
final class KrakenEnvelope {
    private static final Set<String> CONTROL_EVENTS =
            Set.of("systemStatus", "subscriptionStatus", "heartbeat", "pong", "error");

    private static final byte[] DATA_NAME = "data".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] BOOK = "book".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] SNAPSHOT = "snapshot".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] UPDATE = "update".getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] HEARTBEAT = "heartbeat".getBytes(StandardCharsets.ISO_8859_1);

    private static final int CHANNEL = 0;
    private static final int DATA = 1;
    private static final int METHOD = 2;
    private static final int EVENT = 3;
    private static final int RESULT = 4;
    private static final int ERROR = 5;
    private static final int TYPE = 6;

    private final JsonFields fields = JsonFields.of("channel", "data", "method", "event", "result", "error", "type");
    private final JsonCursor inner = new JsonCursor();
    private final KrakenAnswers answers = new KrakenAnswers();
    private final KrakenPairs pairs;
    private final KrakenBooks books;
    private final KrakenMarket market;
    private final KrakenBookMessages bookMessages;
    private final KrakenHistory history;
    private final FrameEvents events;
    private String stream = "";

    KrakenEnvelope(KrakenPairs pairs, KrakenBooks books, FrameEvents events) {
        this.pairs = pairs;
        this.books = books;
        this.market = new KrakenMarket(pairs, books, events);
        this.bookMessages = new KrakenBookMessages(pairs, books, events);
        this.history = new KrakenHistory(pairs, events);
        this.events = events;
    }

    /** The word for the stream of the last object, as far as it was read. */
    String stream() {
        return stream;
    }

    /** Reads an object to its end; what it says is in the events and books then where the outcome is EVENTS. */
    Outcome read(JsonCursor cursor, Frame frame) {
        stream = frame.source() == Frame.Source.REST ? KrakenAnswers.UNNAMED : "";
        boolean isBookRead = false;
        fields.clear();
        cursor.beginObject();
        while (cursor.nextField()) {
            if (!isBookRead && cursor.fieldIs(DATA_NAME) && fields.is(CHANNEL, BOOK) && fields.has(TYPE)) {
                stream = "book";
                bookMessages.read(cursor, isSnapshot(), frame);
                isBookRead = true;
            } else {
                fields.take(cursor);
            }
        }
        cursor.end();
        if (isBookRead) {
            return Outcome.EVENTS;
        }
        boolean isAnswer = fields.has(ERROR) && !fields.has(METHOD) && !fields.has(EVENT);
        return isAnswer || frame.source() == Frame.Source.REST ? answer(frame) : message(frame);
    }

    private Outcome message(Frame frame) {
        if (fields.has(METHOD)) {
            stream = "ack";
            if (fields.is(RESULT, JsonKind.OBJECT)) {
                bookMessages.subscribed(part(RESULT));
            }
            return Outcome.CONTROL;
        }
        if (fields.has(EVENT)) {
            stream = fields.is(EVENT, HEARTBEAT) ? "heartbeat" : "ack";
            return CONTROL_EVENTS.contains(fields.code(EVENT)) ? Outcome.CONTROL : Outcome.UNKNOWN;
        }
        String channel = fields.has(CHANNEL) ? fields.code(CHANNEL) : "";
        stream = word(channel);
        switch (channel) {
            case "status", "heartbeat", "pong" -> {
                return Outcome.CONTROL;
            }
            case "level3", "ohlc", "instrument" -> {
                return Outcome.UNUSED;
            }
            case "trade" -> market.trades(part(DATA));
            case "ticker" -> market.tickers(part(DATA));
            case "book" -> bookMessages.read(part(DATA), isSnapshot(), frame);
            default -> {
                return Outcome.UNKNOWN;
            }
        }
        return Outcome.EVENTS;
    }

    /** The same word as a constant, as only those of the venue may name a stream. */
    private static String word(String channel) {
        return switch (channel) {
            case "status" -> "status";
            case "heartbeat" -> "heartbeat";
            case "pong" -> "pong";
            case "level3" -> "level3";
            case "ohlc" -> "ohlc";
            case "instrument" -> "instrument";
            case "trade" -> "trade";
            case "ticker" -> "ticker";
            case "book" -> "book";
            default -> "";
        };
    }

    private boolean isSnapshot() {
        boolean snapshot = fields.is(TYPE, SNAPSHOT);
        if (!snapshot && !fields.is(TYPE, UPDATE)) {
            throw new JsonException("neither snapshot nor update");
        }
        return snapshot;
    }

    private Outcome answer(Frame frame) {
        if (fields.is(ERROR, JsonKind.ARRAY)) {
            answers.check(part(ERROR));
        }
        stream = fields.has(RESULT) ? answers.word(frame.address(), part(RESULT)) : KrakenAnswers.UNNAMED;
        if (stream.equals(KrakenAnswers.PAIRS)) {
            pairs.read(part(RESULT), frame.address(), events);
            books.relist(instrument -> pairs.isListed(instrument, events));
            return Outcome.EVENTS;
        }
        if (stream.equals(KrakenAnswers.CANDLES) || stream.equals(KrakenAnswers.TRADES)) {
            past(frame.address());
            return Outcome.EVENTS;
        }
        return stream.equals(KrakenAnswers.UNNAMED) ? Outcome.UNKNOWN : Outcome.UNUSED;
    }

    private void past(String address) {
        if (stream.equals(KrakenAnswers.CANDLES)) {
            history.candles(part(RESULT), address);
        } else {
            history.trades(part(RESULT), address);
        }
    }

    private JsonCursor part(int field) {
        if (!fields.has(field)) {
            throw new JsonException("neither data nor result");
        }
        return inner.reset(fields.text(), fields.start(field), fields.end(field));
    }
}
