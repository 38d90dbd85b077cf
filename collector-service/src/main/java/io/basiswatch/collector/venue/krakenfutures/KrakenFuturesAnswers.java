package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Kraken Futures answers over REST. Used: the instruments, and of the past funding rates, candles and trades; the
 * others are recognised by the list that they hold.
 *
 * <p>An error comes in two shapes, both with {@code "result":"error"} and perhaps with status 200: {@code {"errors":[{"code":
 * 11,"message":"Argument invalid: symbol"}],…}} and {@code {"error":"authenticationError",…}}.
 */
final class KrakenFuturesAnswers {
    static final String INSTRUMENTS = "REST instruments";

    private static final byte[] SUCCESS = "success".getBytes(StandardCharsets.ISO_8859_1);
    private static final Pattern SYMBOL = Pattern.compile("[?&]symbol=([A-Za-z0-9_]+)");
    private static final int MESSAGE = 0;

    private final JsonFields error = JsonFields.of("message");
    private final KrakenFuturesSymbols symbols;
    private final KrakenFuturesBooks books;
    private final KrakenFuturesTrades trades;
    private final KrakenFuturesCandles candles;
    private final KrakenFuturesHistory history;
    private final FrameEvents events;

    KrakenFuturesAnswers(
            KrakenFuturesSymbols symbols, KrakenFuturesBooks books, KrakenFuturesTrades trades, FrameEvents events) {
        this.symbols = symbols;
        this.books = books;
        this.trades = trades;
        this.candles = new KrakenFuturesCandles(symbols, events);
        this.history = new KrakenFuturesHistory(symbols, events);
        this.events = events;
    }

    /** What was asked, by the list in the answer. */
    String word(JsonFields answer) {
        if (answer.has(KrakenFuturesFields.INSTRUMENTS)) {
            return INSTRUMENTS;
        }
        if (answer.has(KrakenFuturesFields.RATES)) {
            return "REST historicalfundingrates";
        }
        if (answer.has(KrakenFuturesFields.TICKERS)) {
            return "REST tickers";
        }
        if (answer.has(KrakenFuturesFields.ORDER_BOOK)) {
            return "REST orderbook";
        }
        if (answer.has(KrakenFuturesFields.HISTORY)) {
            return "REST history";
        }
        if (answer.has(KrakenFuturesFields.CANDLES)) {
            return "REST charts";
        }
        if (answer.has(KrakenFuturesFields.STATUS)) {
            return "REST instruments/status";
        }
        return answer.has(KrakenFuturesFields.NOTIFICATIONS) ? "REST notifications" : "REST";
    }

    /** Reads an answer; false where it is not recognised. */
    boolean read(JsonFields answer, JsonCursor cursor, Frame frame) {
        if (answer.has(KrakenFuturesFields.RESULT) && !answer.is(KrakenFuturesFields.RESULT, SUCCESS)) {
            throw new FrameException("Kraken Futures refused the request: " + reason(answer, cursor));
        }
        if (answer.has(KrakenFuturesFields.INSTRUMENTS)) {
            instruments(list(answer, KrakenFuturesFields.INSTRUMENTS, cursor), frame);
            return true;
        }
        if (answer.has(KrakenFuturesFields.RATES)) {
            JsonCursor rates = list(answer, KrakenFuturesFields.RATES, cursor);
            asked(frame).ifPresent(symbol -> history.read(rates, symbol, frame.origin()));
            return true;
        }
        if (answer.has(KrakenFuturesFields.HISTORY)) {
            JsonCursor rows = list(answer, KrakenFuturesFields.HISTORY, cursor);
            asked(frame).ifPresent(symbol -> trades.past(rows, symbol));
            return true;
        }
        if (answer.has(KrakenFuturesFields.CANDLES)) {
            candles.read(list(answer, KrakenFuturesFields.CANDLES, cursor), frame.address());
            return true;
        }
        return !word(answer).equals("REST");
    }

    /** The symbol that was asked about; empty where a recording does not say it. */
    private static Optional<String> asked(Frame frame) {
        Matcher symbol = SYMBOL.matcher(frame.address());
        return symbol.find() ? Optional.of(symbol.group(1)) : Optional.empty();
    }

    /** What is listed; what the frames' products stand for follows from it. */
    void instruments(JsonCursor list, Frame frame) {
        symbols.read(list, frame, events);
        books.relist();
    }

    private String reason(JsonFields answer, JsonCursor cursor) {
        if (answer.is(KrakenFuturesFields.ERROR, JsonKind.STRING)) {
            return answer.string(KrakenFuturesFields.ERROR);
        }
        if (answer.is(KrakenFuturesFields.ERRORS, JsonKind.ARRAY)) {
            JsonCursor errors = list(answer, KrakenFuturesFields.ERRORS, cursor);
            errors.beginArray();
            if (errors.nextElement() && errors.kind() == JsonKind.OBJECT) {
                error.clear().read(errors);
                return error.is(MESSAGE, JsonKind.STRING) ? error.string(MESSAGE) : "no message";
            }
        }
        return "no reason given";
    }

    private static JsonCursor list(JsonFields answer, int field, JsonCursor cursor) {
        if (!answer.is(field, JsonKind.ARRAY)) {
            throw new JsonException("no list in the answer");
        }
        return cursor.reset(answer.text(), answer.start(field), answer.end(field));
    }
}
