package io.basiswatch.collector.venue.okx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.Codes;
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
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of OKX v5: pushes {@code {"arg":{"channel":…,"instId":…},"data":[…]}}, answers to our requests
 * {@code {"event":…}}, the text {@code pong}, and REST answers {@code {"code":"0","msg":"","data":[…]}}, whose rows are
 * those of the pushes.
 *
 * <p>The rows of busy channels are read in the same pass as what stands around them, where that says first what they are, as
 * the venue writes it; in any other order they are read afterwards. Either way nothing is changed by a frame that cannot be
 * read to its end.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#overview-websocket">WebSocket</a>
 */
final class OkxDecoder implements Decoder {
    private static final int EVENT = 0;
    private static final int ARGUMENT = 1;
    private static final int DATA = 2;
    private static final int CODE = 3;
    private static final int MESSAGE = 4;
    private static final int TABLE = 5;
    private static final int ACTION = 6;

    private static final int CHANNEL = 0;
    private static final int INSTRUMENT = 1;

    private static final int INTEREST = 0;
    private static final int ASKS = 1;

    private static final byte[] ARGUMENT_NAME = "arg".getBytes(ISO_8859_1);
    private static final byte[] DATA_NAME = "data".getBytes(ISO_8859_1);
    private static final byte[] SNAPSHOT = "snapshot".getBytes(ISO_8859_1);
    private static final byte[] UPDATE = "update".getBytes(ISO_8859_1);
    private static final byte[] PONG = "pong".getBytes(ISO_8859_1);
    private static final byte[] SUCCESS = "0".getBytes(ISO_8859_1);
    private static final Set<String> CONTROL =
            Set.of("subscribe", "unsubscribe", "channel-conn-count", "channel-conn-count-error", "notice", "login");

    /** The socket will be closed within a minute, because a server is renewed. */
    private static final byte[] CLOSING = "64008".getBytes(ISO_8859_1);

    private final JsonCursor cursor = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("event", "arg", "data", "code", "msg", "table", "action");
    private final JsonFields argument = JsonFields.of("channel", "instId");
    private final JsonFields firstRow = JsonFields.of("oi", "asks");
    private final Codes codes = new Codes();
    private final FrameEvents events = new FrameEvents();
    private final OkxRows rows;
    private String stream = "";
    private Channel channel = Channel.UNKNOWN;
    private String symbol = "";
    private String address = "";
    private boolean asksForOptions;
    private boolean hasArgument;
    private boolean hasRows;
    private Optional<Request> replacement = Optional.empty();

    OkxDecoder(Predicate<String> assets) {
        this.rows = new OkxRows(assets, events, codes);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        stream = "";
        if (Arrays.equals(frame.payload(), PONG)) {
            stream = "pong";
            return Outcome.CONTROL;
        }
        events.begin(frame);
        try {
            boolean isAnswer = frame.source() == Frame.Source.REST;
            channel = isAnswer ? Channel.of(frame.address()) : Channel.UNKNOWN;
            address = frame.address();
            asksForOptions = isAnswer && frame.address().contains("instType=OPTION");
            stream = isAnswer ? channel.restWord() : "";
            readEnvelope(frame, isAnswer);
            boolean isUnaddressed = !hasArgument && envelope.has(CODE) && !envelope.has(EVENT);
            return isAnswer || isUnaddressed ? answer(frame, out) : push(frame, out);
        } catch (JsonException | IllegalArgumentException | ArithmeticException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    private void readEnvelope(Frame frame, boolean isAnswer) {
        envelope.clear();
        argument.clear();
        hasArgument = false;
        hasRows = false;
        cursor.reset(frame.payload()).beginObject();
        while (cursor.nextField()) {
            if (!hasArgument && cursor.fieldIs(ARGUMENT_NAME) && cursor.kind() == JsonKind.OBJECT) {
                readArgument();
            } else if (!hasRows && cursor.fieldIs(DATA_NAME) && isReadAtOnce(isAnswer)) {
                hasRows = true;
                readRows();
            } else {
                envelope.take(cursor);
            }
        }
        cursor.end();
        if (hasArgument && envelope.has(ARGUMENT) || hasRows && envelope.has(DATA)) {
            throw new JsonException("a part of the message comes twice");
        }
    }

    private void readArgument() {
        hasArgument = true;
        argument.read(cursor);
        if (argument.has(CHANNEL)) {
            channel = Channel.of(argument, CHANNEL);
            stream = channel.word();
        }
        symbol = argument.hasValue(INSTRUMENT) ? codes.code(argument, INSTRUMENT) : "";
    }

    /** Whether all is known that the rows need. */
    private boolean isReadAtOnce(boolean isAnswer) {
        boolean isKnown = isAnswer ? envelope.is(CODE, SUCCESS) : hasArgument && !envelope.has(EVENT);
        return isKnown && channel.isReadAtOnce() && isUsed(isAnswer) && cursor.kind() == JsonKind.ARRAY;
    }

    /** A book that was asked for is not one of the stream's; options are told by their names alone. */
    private boolean isUsed(boolean isAnswer) {
        return channel.isUsed() && !asksForOptions && !(isAnswer && channel == Channel.BOOKS);
    }

    private Outcome push(Frame frame, Consumer<MarketEvent> out) {
        if (envelope.has(EVENT)) {
            stream = "ack";
            if (envelope.is(CODE, CLOSING)) {
                replacement = Optional.of(new Request.Replace(frame.connection(), "the venue is about to close"));
            }
            return CONTROL.contains(envelope.code(EVENT)) ? Outcome.CONTROL : Outcome.UNKNOWN;
        }
        if (envelope.has(TABLE)) {
            stream = "v3";
            return Outcome.UNUSED; // the retired v3 protocol
        }
        return hasArgument && channel != Channel.UNKNOWN ? take(frame, false, out) : Outcome.UNKNOWN;
    }

    private Outcome answer(Frame frame, Consumer<MarketEvent> out) {
        if (!envelope.is(CODE, SUCCESS)) {
            String message = envelope.is(MESSAGE, JsonKind.STRING) ? envelope.string(MESSAGE) : "";
            throw new FrameException("OKX refused the request: " + message);
        }
        if (channel == Channel.UNKNOWN && !frame.address().contains("/api/") && envelope.is(DATA, JsonKind.ARRAY)) {
            guess(frame);
        }
        return channel == Channel.UNKNOWN ? Outcome.UNKNOWN : take(frame, true, out);
    }

    /** Of an answer without address, as some captures have them, the first row tells what it is. */
    private void guess(Frame frame) {
        cursor.reset(frame.payload(), envelope.start(DATA), envelope.end(DATA)).beginArray();
        if (cursor.nextElement() && cursor.kind() == JsonKind.OBJECT) {
            firstRow.clear().read(cursor);
            channel = firstRow.has(INTEREST) ? Channel.OPEN_INTEREST : firstRow.has(ASKS) ? Channel.BOOKS : channel;
            stream = channel.restWord();
        }
    }

    private Outcome take(Frame frame, boolean isAnswer, Consumer<MarketEvent> out) {
        if (!isUsed(isAnswer)) {
            return Outcome.UNUSED;
        }
        if (!hasRows) {
            if (!envelope.is(DATA, JsonKind.ARRAY)) {
                throw new FrameException("no data on channel " + channel.word());
            }
            cursor.reset(frame.payload(), envelope.start(DATA), envelope.end(DATA));
            readRows();
        }
        rows.apply(channel, frame, symbol, action());
        return events.handOn(out);
    }

    private void readRows() {
        rows.read(channel, cursor, symbol, address);
    }

    private OkxRows.Action action() {
        if (envelope.is(ACTION, SNAPSHOT)) {
            return OkxRows.Action.SNAPSHOT;
        }
        if (envelope.is(ACTION, UPDATE)) {
            return OkxRows.Action.UPDATE;
        }
        return envelope.has(ACTION) ? OkxRows.Action.OTHER : OkxRows.Action.NONE;
    }

    @Override
    public void closed(String connection, long receivedTime) {
        rows.closed(connection, receivedTime);
    }

    /** Nothing may be missing between two sockets of which one flowed while the other was opened. */
    @Override
    public void succeeded(String connection, long receivedTime) {
        rows.succeeded(connection, receivedTime);
    }

    @Override
    public void requests(Consumer<Request> to) {
        rows.requests(to);
        replacement.ifPresent(to);
        replacement = Optional.empty();
    }

    @Override
    public String stream() {
        return stream;
    }
}
