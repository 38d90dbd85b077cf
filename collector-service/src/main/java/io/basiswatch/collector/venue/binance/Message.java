package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Stamp;

/**
 * The message that is being read: its fields, the frame that brought it, and what several kinds of message have in common.
 *
 * <p>Times come in milliseconds.
 */
final class Message {
    private static final long DAY = 86_400_000_000L;
    private static final long MAX_MILLIS = 10_000_000_000_000L;

    private final Symbols symbols;
    private final JsonFields fields;
    private Frame frame;

    Message(Symbols symbols, JsonFields fields) {
        this.symbols = symbols;
        this.fields = fields;
    }

    /** The fields are now those of a message in this frame. */
    Message in(Frame bringing) {
        frame = bringing;
        return this;
    }

    Frame frame() {
        return frame;
    }

    JsonFields fields() {
        return fields;
    }

    Symbols symbols() {
        return symbols;
    }

    Symbol symbol(int field) {
        return symbol(fields, field);
    }

    /** The symbol that a field of a nested object names. */
    Symbol symbol(JsonFields of, int field) {
        if (!of.is(field, JsonKind.STRING) || of.start(field) == of.end(field)) {
            throw new JsonException("no symbol");
        }
        return symbols.find(of.text(), of.start(field), of.end(field));
    }

    /** What becomes of a message about a symbol that nobody asked for. */
    static Outcome unwanted(Symbol symbol) {
        return symbol.isKnown() ? Outcome.UNUSED : Outcome.UNKNOWN;
    }

    double notNegative(int field) {
        double value = fields.quotedDecimal(field);
        if (value < 0) {
            throw new JsonException("a negative number: " + value);
        }
        return value;
    }

    /** Milliseconds in the field, as microseconds; a time of tomorrow or later is refused. */
    long time(int field) {
        return time(fields, field);
    }

    /** The same, of a nested object; some answers write it as a string. */
    long time(JsonFields of, int field) {
        long millis = of.is(field, JsonKind.STRING) ? of.quotedWhole(field) : of.whole(field);
        if (millis <= 0 || millis > MAX_MILLIS || millis * 1000 > frame.receivedTime() + DAY) {
            throw new JsonException("a time that cannot be: " + millis);
        }
        return millis * 1000;
    }

    /** Milliseconds of a time that may lie ahead, as microseconds; 0 where there is none. */
    long dueTime(int field) {
        long millis = fields.has(field) ? fields.whole(field) : 0;
        if (millis < 0 || millis > MAX_MILLIS) {
            throw new JsonException("no time: " + millis);
        }
        return millis * 1000;
    }

    Stamp stamp(long eventTime) {
        return stamp(eventTime, Stamp.NO_SEQUENCE);
    }

    Stamp stamp(long eventTime, long sequence) {
        return new Stamp(eventTime, frame.receivedTime(), sequence, frame.origin());
    }
}
