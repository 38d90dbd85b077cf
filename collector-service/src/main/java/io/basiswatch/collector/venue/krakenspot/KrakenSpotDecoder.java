package io.basiswatch.collector.venue.krakenspot;

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
 * Reads the frames of Kraken's spot market: v2 {@code {"channel":"trade","type":"update","data":[…]}}, v1 arrays, the
 * answers to our requests of both, and REST.
 *
 * <p>Used: {@code trade}, {@code ticker}, {@code book} for its best prices, v1's {@code spread}; over REST the pairs.
 * Candles are recognised and not used.
 *
 * @see <a href="https://docs.kraken.com/api/docs/websocket-v2/ticker">WebSocket v2</a>
 */
final class KrakenSpotDecoder implements Decoder {
    private static final Set<String> CONTROL_CHANNELS = Set.of("status", "heartbeat", "pong");
    private static final Set<String> UNUSED_CHANNELS = Set.of("level3", "ohlc", "instrument");
    private static final Set<String> CONTROL_EVENTS =
            Set.of("systemStatus", "subscriptionStatus", "heartbeat", "pong", "error");
    private static final Set<String> UNUSED_ANSWERS =
            Set.of("Assets", "OHLC", "Trades", "Depth", "Ticker", "Spread", "SystemStatus", "Time");

    private static final int CHANNEL = 0;
    private static final int DATA = 1;
    private static final int METHOD = 2;
    private static final int EVENT = 3;
    private static final int RESULT = 4;
    private static final int ERROR = 5;
    private static final int TYPE = 6;

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("channel", "data", "method", "event", "result", "error", "type");
    private final FrameEvents events = new FrameEvents();
    private final KrakenPairs pairs;
    private final KrakenMarket market;
    private final KrakenLegacyMarket legacy;

    KrakenSpotDecoder(Predicate<String> assets) {
        this.pairs = new KrakenPairs(assets);
        KrakenBooks books = new KrakenBooks(events);
        this.market = new KrakenMarket(pairs, books, events);
        this.legacy = new KrakenLegacyMarket(pairs, books, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        try {
            cursor.reset(frame.payload());
            if (cursor.kind() == JsonKind.ARRAY) {
                return legacy.read(cursor) ? events.handOn(out) : Outcome.UNKNOWN;
            }
            envelope.clear().read(cursor);
            cursor.end();
            return frame.source() == Frame.Source.REST ? answer(frame.address(), out) : message(out);
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    private Outcome message(Consumer<MarketEvent> out) {
        if (envelope.has(METHOD)) {
            return Outcome.CONTROL;
        }
        if (envelope.has(EVENT)) {
            return CONTROL_EVENTS.contains(envelope.code(EVENT)) ? Outcome.CONTROL : Outcome.UNKNOWN;
        }
        String channel = envelope.has(CHANNEL) ? envelope.code(CHANNEL) : "";
        if (CONTROL_CHANNELS.contains(channel)) {
            return Outcome.CONTROL;
        }
        switch (channel) {
            case "trade" -> market.trades(part(DATA));
            case "ticker" -> market.tickers(part(DATA));
            case "book" -> market.books(part(DATA), isSnapshot());
            default -> {
                return UNUSED_CHANNELS.contains(channel) ? Outcome.UNUSED : Outcome.UNKNOWN;
            }
        }
        return events.handOn(out);
    }

    private boolean isSnapshot() {
        return switch (envelope.has(TYPE) ? envelope.code(TYPE) : "") {
            case "snapshot" -> true;
            case "update" -> false;
            default -> throw new JsonException("neither snapshot nor update");
        };
    }

    /** {@code {"error":[],"result":{…}}}; an error comes with status 200, too. */
    private Outcome answer(String address, Consumer<MarketEvent> out) {
        if (envelope.is(ERROR, JsonKind.ARRAY)) {
            JsonCursor errors = part(ERROR);
            errors.beginArray();
            if (errors.nextElement()) {
                throw new FrameException("Kraken refused the request: " + errors.string());
            }
        }
        String path = address.replaceFirst("[?#].*", "");
        String question = path.substring(path.lastIndexOf('/') + 1);
        if (UNUSED_ANSWERS.contains(question)) {
            return Outcome.UNUSED;
        }
        if (!question.equals("AssetPairs")) {
            return Outcome.UNKNOWN;
        }
        pairs.read(part(RESULT), address, events);
        return events.handOn(out);
    }

    private JsonCursor part(int field) {
        if (!envelope.has(field)) {
            throw new JsonException("neither data nor result");
        }
        return cursor.reset(envelope.text(), envelope.start(field), envelope.end(field));
    }
}
