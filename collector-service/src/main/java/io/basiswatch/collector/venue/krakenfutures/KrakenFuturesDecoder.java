package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of Kraken Futures: flat objects that name their {@code feed}, and answers that name an {@code event}.
 *
 * <p>Used: {@code trade}, {@code book} and their snapshots, {@code ticker}, {@code ticker_lite}; over REST the
 * instruments. Other REST answers are recognised and not used.
 *
 * @see <a href="https://docs.kraken.com/api/docs/futures-api/websocket/futures-api-websocket">WebSocket</a>
 */
final class KrakenFuturesDecoder implements Decoder {
    private static final Set<String> CONTROL = Set.of(
            "info",
            "subscribed",
            "unsubscribed",
            "alert",
            "error",
            "subscribed_failed",
            "unsubscribed_failed",
            "challenge");
    private static final int[] UNUSED_ANSWERS = {
        KrakenFuturesFields.TICKERS,
        KrakenFuturesFields.ORDER_BOOK,
        KrakenFuturesFields.RATES,
        KrakenFuturesFields.HISTORY,
        KrakenFuturesFields.CANDLES,
        KrakenFuturesFields.STATUS
    };

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields fields = KrakenFuturesFields.create();
    private final FrameEvents events = new FrameEvents();
    private final KrakenFuturesSymbols symbols;
    private final KrakenFuturesTrades trades;
    private final KrakenFuturesBooks books;
    private final KrakenFuturesTickers tickers;

    KrakenFuturesDecoder(Predicate<String> assets) {
        this.symbols = new KrakenFuturesSymbols(assets);
        this.trades = new KrakenFuturesTrades(symbols, events);
        this.books = new KrakenFuturesBooks(symbols, events);
        this.tickers = new KrakenFuturesTickers(symbols, books, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        try {
            cursor.reset(frame.payload());
            fields.clear().read(cursor);
            cursor.end();
            return frame.source() == Frame.Source.REST ? answer(frame.address(), out) : message(frame, out);
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    private Outcome answer(String question, Consumer<MarketEvent> out) {
        if (fields.has(KrakenFuturesFields.RESULT)
                && !fields.code(KrakenFuturesFields.RESULT).equals("success")) {
            throw new FrameException("Kraken Futures refused the request");
        }
        if (fields.is(KrakenFuturesFields.INSTRUMENTS, JsonKind.ARRAY)) {
            symbols.read(part(KrakenFuturesFields.INSTRUMENTS), question, events);
            return events.handOn(out);
        }
        for (int answer : UNUSED_ANSWERS) {
            if (fields.has(answer)) {
                return Outcome.UNUSED;
            }
        }
        return Outcome.UNKNOWN;
    }

    private Outcome message(Frame frame, Consumer<MarketEvent> out) {
        if (fields.has(KrakenFuturesFields.EVENT)) {
            return CONTROL.contains(fields.code(KrakenFuturesFields.EVENT)) ? Outcome.CONTROL : Outcome.UNKNOWN;
        }
        String feed = fields.has(KrakenFuturesFields.FEED) ? fields.code(KrakenFuturesFields.FEED) : "";
        switch (feed) {
            case "trade" -> trades.one(fields);
            case "trade_snapshot" -> trades.many(part(KrakenFuturesFields.TRADES));
            case "book" -> books.change(fields, frame.receivedTime());
            case "book_snapshot" -> books.snapshot(fields, cursor, frame.receivedTime());
            case "ticker" -> tickers.full(fields);
            case "ticker_lite" -> tickers.lite(fields);
            case "heartbeat" -> {
                return Outcome.CONTROL;
            }
            default -> {
                return Outcome.UNKNOWN;
            }
        }
        return events.handOn(out);
    }

    private JsonCursor part(int field) {
        if (!fields.is(field, JsonKind.ARRAY)) {
            throw new JsonException("no list in the message");
        }
        return cursor.reset(fields.text(), fields.start(field), fields.end(field));
    }
}
