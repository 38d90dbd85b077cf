package io.basiswatch.collector.venue.bitmex;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of BitMEX: changes of tables {@code {"table":"trade","action":"insert","data":[…]}} with the actions
 * {@code partial}, {@code insert}, {@code update} and {@code delete}, welcomes and answers, the text {@code pong}, and REST
 * answers, which are arrays of the same rows.
 *
 * <p>Deep books, candles and settlements are recognised and not used.
 *
 * @see <a href="https://www.bitmex.com/app/wsAPI">WebSocket API</a>
 */
final class BitmexDecoder implements Decoder {
    private static final int TABLE = 0;
    private static final int ACTION = 1;
    private static final int DATA = 2;
    private static final int SUCCESS = 3;
    private static final int INFO = 4;
    private static final int ERROR = 5;

    private static final byte[] PONG = "pong".getBytes(ISO_8859_1);
    private static final byte[] PARTIAL = "partial".getBytes(ISO_8859_1);
    private static final byte[] INSERT = "insert".getBytes(ISO_8859_1);
    private static final byte[] DELETE = "delete".getBytes(ISO_8859_1);
    private static final Set<String> UNUSED = Set.of(
            "orderBookL2",
            "orderBookL2_25",
            "orderBookL3",
            "announcement",
            "chat",
            "connected",
            "insurance",
            "publicNotifications",
            "settlement");

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("table", "action", "data", "success", "info", "error");
    private final FrameEvents events = new FrameEvents();
    private final BitmexInstruments instruments;
    private final BitmexStates states;
    private final BitmexMarkets markets;

    BitmexDecoder(Predicate<String> assets) {
        this.instruments = new BitmexInstruments(assets);
        this.states = new BitmexStates(instruments, events);
        this.markets = new BitmexMarkets(instruments, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        if (Arrays.equals(frame.payload(), PONG)) {
            return Outcome.CONTROL;
        }
        events.begin(frame);
        try {
            cursor.reset(frame.payload());
            if (cursor.kind() == JsonKind.ARRAY) {
                return answer(frame, out);
            }
            envelope.clear().read(cursor);
            cursor.end();
            return envelope.has(TABLE) ? change(frame, out) : conversation(frame);
        } catch (JsonException | IllegalArgumentException | DateTimeException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    private Outcome conversation(Frame frame) {
        if (frame.source() == Frame.Source.REST && envelope.has(ERROR)) {
            throw new FrameException("BitMEX refused the request: "
                    + new String(frame.payload(), 0, Math.min(frame.payload().length, 200), ISO_8859_1));
        }
        boolean fine = envelope.has(SUCCESS) ? envelope.bool(SUCCESS) : envelope.has(INFO);
        return fine && !envelope.has(ERROR) ? Outcome.CONTROL : Outcome.UNKNOWN;
    }

    private Outcome change(Frame frame, Consumer<MarketEvent> out) {
        String table = envelope.code(TABLE);
        if (UNUSED.contains(table) || table.startsWith("tradeBin") || table.startsWith("quoteBin")) {
            return Outcome.UNUSED;
        }
        if (!envelope.is(DATA, JsonKind.ARRAY) || !envelope.has(ACTION)) {
            throw new FrameException("no action or no data in " + table);
        }
        if (envelope.is(ACTION, DELETE)) {
            return Outcome.UNUSED;
        }
        cursor.reset(frame.payload(), envelope.start(DATA), envelope.end(DATA));
        switch (table) {
            case "trade" -> markets.trades(cursor);
            case "quote" -> markets.quotes(cursor);
            case "orderBook10" -> markets.books(cursor);
            case "funding" -> markets.payments(cursor);
            case "instrument" -> instruments(frame, envelope.start(DATA), envelope.end(DATA));
            case "liquidation" -> liquidations();
            default -> {
                return Outcome.UNKNOWN;
            }
        }
        return events.handOn(out);
    }

    /** Orders of the {@code partial} are older than our subscription. */
    private void liquidations() {
        if (envelope.is(ACTION, INSERT)) {
            markets.liquidations(cursor);
        }
    }

    private void instruments(Frame frame, int start, int end) {
        boolean whole = envelope.is(ACTION, PARTIAL) || envelope.is(ACTION, INSERT);
        if (whole) {
            instruments.read(cursor, "", events);
            cursor.reset(frame.payload(), start, end);
        }
        states.read(cursor, whole);
    }

    private Outcome answer(Frame frame, Consumer<MarketEvent> out) {
        String path = frame.address().replaceFirst("\\?.*", "");
        if (path.endsWith("/instrument/active") || path.endsWith("/instrument")) {
            instruments.read(cursor, path.endsWith("/active") ? frame.address() : "", events);
            states.read(cursor.reset(frame.payload()), true);
        } else if (path.endsWith("/funding")) {
            markets.payments(cursor);
        } else if (path.endsWith("/trade")) {
            markets.trades(cursor);
        } else {
            cursor.skip();
            cursor.end();
            return path.endsWith("/bucketed") || path.endsWith("/orderBook/L2") ? Outcome.UNUSED : Outcome.UNKNOWN;
        }
        return events.handOn(out);
    }
}
