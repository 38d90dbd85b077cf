package io.basiswatch.collector.venue.bitmex;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.MarketEvent;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of BitMEX: changes of tables {@code {"table":"trade","action":"insert","data":[…]}} with the actions
 * {@code partial}, {@code insert}, {@code update} and {@code delete}, welcomes and answers, the text {@code pong}, and REST
 * answers, which are arrays of the same rows.
 *
 * <p>The rows of books, trades and quotes are read where they stand, in one walk over the frame; what they change is done
 * after it was read to its end.
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
    private static final int FILTER = 6;

    private static final byte[] PONG = "pong".getBytes(ISO_8859_1);
    private static final byte[] DATA_NAME = "data".getBytes(ISO_8859_1);

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("table", "action", "data", "success", "info", "error", "filter");
    private final JsonFields filter = JsonFields.of("symbol");
    private final FrameEvents events = new FrameEvents();
    private final BitmexInstruments instruments;
    private final BitmexStates states;
    private final BitmexBooks books;
    private final BitmexRowReader rows;
    private final BitmexAnswers answers;
    private BitmexTable table = BitmexTable.UNKNOWN;
    private LevelRow.Action action = LevelRow.Action.DELETE;
    private boolean isRead;
    private String stream = "";

    BitmexDecoder(Predicate<String> assets) {
        this.instruments = new BitmexInstruments(assets);
        this.states = new BitmexStates(instruments, events);
        BitmexMarkets markets = new BitmexMarkets(instruments, events);
        BitmexPayments payments = new BitmexPayments(instruments, events);
        this.books = new BitmexBooks(instruments, events);
        this.rows = new BitmexRowReader(instruments, states, markets, payments, books, events);
        this.answers = new BitmexAnswers(instruments, states, markets, payments, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        stream = "";
        events.begin(frame);
        books.begin();
        Outcome outcome = Outcome.UNKNOWN;
        boolean isWhole = false;
        try {
            outcome = read(frame);
            isWhole = true;
        } catch (JsonException | IllegalArgumentException | DateTimeException e) {
            throw new FrameException(e.getMessage(), e);
        } finally {
            if (!isWhole) {
                books.doubt(frame);
            }
        }
        boolean hasLosses = books.tellLosses(out);
        Outcome handedOn = outcome == Outcome.EVENTS ? handOn(out) : outcome;
        return hasLosses ? Outcome.EVENTS : handedOn;
    }

    private Outcome handOn(Consumer<MarketEvent> out) {
        return table.isBusy() ? events.handOn(out) : events.handOn(event -> tell(event, out));
    }

    /** A contract that is gone takes its book with it. */
    private void tell(MarketEvent event, Consumer<MarketEvent> out) {
        if (event instanceof InstrumentDelisted gone) {
            books.close(gone.instrument());
        }
        out.accept(event);
    }

    /** Reads a frame; {@link Outcome#EVENTS} where what was found is to be handed on. */
    private Outcome read(Frame frame) {
        table = BitmexTable.UNKNOWN;
        if (Arrays.equals(frame.payload(), PONG)) {
            stream = "pong";
            return Outcome.CONTROL;
        }
        cursor.reset(frame.payload());
        if (cursor.kind() == JsonKind.ARRAY) {
            return answer(frame);
        }
        isRead = false;
        envelope.clear();
        cursor.beginObject();
        while (cursor.nextField()) {
            boolean mayRead = !isRead && cursor.fieldIs(DATA_NAME) && envelope.has(TABLE) && envelope.has(ACTION);
            if (!mayRead || !readHere(cursor)) {
                envelope.take(cursor);
            }
        }
        cursor.end();
        return envelope.has(TABLE) ? change(frame) : conversation(frame);
    }

    /** Reads the rows that {@code at} is at, where the table is one of the busy ones. */
    private boolean readHere(JsonCursor at) {
        recognise();
        if (!table.isBusy()) {
            return false;
        }
        rows.busy(table, action, at);
        isRead = true;
        return true;
    }

    private void recognise() {
        table = BitmexTable.of(envelope, TABLE);
        stream = table == BitmexTable.UNUSED ? BitmexTable.family(envelope.code(TABLE)) : table.word();
        if (table != BitmexTable.UNKNOWN && table != BitmexTable.UNUSED) {
            action = action();
        }
    }

    private LevelRow.Action action() {
        for (LevelRow.Action one : LevelRow.Action.ALL) {
            if (envelope.is(ACTION, one.word())) {
                return one;
            }
        }
        throw new JsonException("an action that is none");
    }

    private Outcome change(Frame frame) {
        if (!isRead) {
            recognise();
            if (table == BitmexTable.UNKNOWN || table == BitmexTable.UNUSED) {
                return table == BitmexTable.UNUSED ? Outcome.UNUSED : Outcome.UNKNOWN;
            }
            if (!envelope.is(DATA, JsonKind.ARRAY)) {
                throw new JsonException("no data of " + table.word());
            }
            rows.quiet(table, action, frame, envelope.start(DATA), envelope.end(DATA));
        } else if (envelope.has(DATA)) {
            throw new JsonException("field 'data' comes twice");
        }
        if (table == BitmexTable.LEVELS || table == BitmexTable.BEST_LEVELS) {
            books.apply(frame, table == BitmexTable.LEVELS, action, filtered(frame));
        }
        return Outcome.EVENTS;
    }

    private Optional<String> filtered(Frame frame) {
        if (action != LevelRow.Action.PARTIAL || !envelope.is(FILTER, JsonKind.OBJECT)) {
            return Optional.empty();
        }
        cursor.reset(frame.payload(), envelope.start(FILTER), envelope.end(FILTER));
        filter.clear().read(cursor);
        return filter.has(0) ? Optional.of(filter.code(0)) : Optional.empty();
    }

    private Outcome conversation(Frame frame) {
        boolean isFine = envelope.has(SUCCESS) ? envelope.bool(SUCCESS) : envelope.has(INFO);
        if (frame.source() == Frame.Source.REST && envelope.has(ERROR)) {
            stream = "REST error";
            throw new FrameException("BitMEX refused the request: "
                    + new String(frame.payload(), 0, Math.min(frame.payload().length, 200), ISO_8859_1));
        }
        if (isFine && !envelope.has(ERROR)) {
            stream = envelope.has(INFO) ? "welcome" : "ack";
            return Outcome.CONTROL;
        }
        stream = envelope.has(ERROR) ? "error" : "";
        return frame.source() == Frame.Source.REST ? unusedAnswer(frame) : Outcome.UNKNOWN;
    }

    /** Of what is read no answer is an object. */
    private Outcome unusedAnswer(Frame frame) {
        BitmexAnswers.Question question = BitmexAnswers.named(frame.address());
        stream = question.stream();
        return question == BitmexAnswers.Question.NOT_USED ? Outcome.UNUSED : Outcome.UNKNOWN;
    }

    private Outcome answer(Frame frame) {
        BitmexAnswers.Question question = answers.question(frame, cursor);
        stream = question.stream();
        cursor.reset(frame.payload());
        return answers.read(question, frame, cursor);
    }

    @Override
    public void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
        states.closed(connection);
    }

    @Override
    public void requests(Consumer<Request> to) {
        books.requests(to);
    }

    @Override
    public String stream() {
        return stream;
    }
}
