package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of Kraken Futures: flat objects that name their {@code feed}, and answers that name an {@code event}.
 *
 * <p>Used: {@code trade}, {@code book} and their snapshots, {@code ticker}, {@code ticker_lite}; over REST the instruments
 * and what was, see {@link KrakenFuturesAnswers}.
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
    private static final byte[] BOOK = "book".getBytes(StandardCharsets.ISO_8859_1);

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields fields = KrakenFuturesFields.create();
    private final FrameEvents events = new FrameEvents();
    private final KrakenFuturesTrades trades;
    private final KrakenFuturesBooks books;
    private final KrakenFuturesTickers tickers;
    private final KrakenFuturesAnswers answers;
    private String stream = "";

    KrakenFuturesDecoder(Predicate<String> assets) {
        KrakenFuturesSymbols symbols = new KrakenFuturesSymbols(assets);
        this.trades = new KrakenFuturesTrades(symbols, events);
        this.books = new KrakenFuturesBooks(symbols, events);
        this.tickers = new KrakenFuturesTickers(symbols, books, events);
        this.answers = new KrakenFuturesAnswers(symbols, books, trades, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        stream = frame.source() == Frame.Source.REST ? "REST" : "";
        try {
            cursor.reset(frame.payload());
            if (frame.source() == Frame.Source.REST && cursor.kind() == JsonKind.ARRAY) {
                return listed(frame, out);
            }
            fields.clear().read(cursor);
            cursor.end();
            return isAnswer(frame) ? answer(frame, out) : message(frame, out);
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    @Override
    public void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
        trades.closed(connection);
    }

    @Override
    public void requests(Consumer<Request> to) {
        books.requests(to);
    }

    @Override
    public String stream() {
        return stream;
    }

    private boolean isAnswer(Frame frame) {
        boolean names = fields.has(KrakenFuturesFields.EVENT) || fields.has(KrakenFuturesFields.FEED);
        return frame.source() == Frame.Source.REST || !names && fields.has(KrakenFuturesFields.RESULT);
    }

    /** The bare list of the instruments, as some recordings have it. */
    private Outcome listed(Frame frame, Consumer<MarketEvent> out) {
        stream = KrakenFuturesAnswers.INSTRUMENTS;
        answers.instruments(cursor, frame);
        return events.handOn(out);
    }

    private Outcome answer(Frame frame, Consumer<MarketEvent> out) {
        stream = answers.word(fields);
        return answers.read(fields, cursor, frame) ? events.handOn(out) : Outcome.UNKNOWN;
    }

    private Outcome message(Frame frame, Consumer<MarketEvent> out) {
        if (fields.has(KrakenFuturesFields.EVENT)) {
            stream = "ack";
            return CONTROL.contains(fields.code(KrakenFuturesFields.EVENT)) ? Outcome.CONTROL : Outcome.UNKNOWN;
        }
        if (fields.is(KrakenFuturesFields.FEED, BOOK)) {
            stream = "book";
            books.change(fields, frame);
            return events.handOn(out);
        }
        return other(fields.has(KrakenFuturesFields.FEED) ? fields.code(KrakenFuturesFields.FEED) : "", frame, out);
    }

    private Outcome other(String feed, Frame frame, Consumer<MarketEvent> out) {
        stream = word(feed);
        switch (feed) {
            case "trade" -> trades.one(fields, frame);
            case "trade_snapshot" -> trades.many(part(KrakenFuturesFields.TRADES), frame);
            case "book_snapshot" -> books.snapshot(fields, cursor, frame);
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

    /** The same word as a constant, as only those of the venue may name a stream. */
    private static String word(String feed) {
        return switch (feed) {
            case "trade" -> "trade";
            case "trade_snapshot" -> "trade_snapshot";
            case "book_snapshot" -> "book_snapshot";
            case "ticker" -> "ticker";
            case "ticker_lite" -> "ticker_lite";
            case "heartbeat" -> "heartbeat";
            default -> "";
        };
    }

    private JsonCursor part(int field) {
        if (!fields.is(field, JsonKind.ARRAY)) {
            throw new JsonException("no list in the message");
        }
        return cursor.reset(fields.text(), fields.start(field), fields.end(field));
    }
}
