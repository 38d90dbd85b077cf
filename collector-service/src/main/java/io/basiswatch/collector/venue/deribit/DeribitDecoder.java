package io.basiswatch.collector.venue.deribit;

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
import io.basiswatch.collector.venue.deribit.DeribitChannels.Channel;
import io.basiswatch.collector.venue.deribit.DeribitChannels.Kind;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.MarketEvent;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of Deribit's JSON-RPC: notifications {@code {"jsonrpc":"2.0","method":"subscription","params":
 * {"channel":…,"data":…}}}, heartbeats, answers to requests, and REST answers {@code {"jsonrpc":"2.0","result":…}}.
 *
 * <p>A notification is walked over once: its data are read where they stand, as soon as the channel is known. What they
 * change is done after the frame was read to its end.
 *
 * @see <a href="https://docs.deribit.com/#json-rpc">JSON-RPC</a>
 */
final class DeribitDecoder implements Decoder {
    private static final byte[] SUBSCRIPTION = "subscription".getBytes(ISO_8859_1);
    private static final byte[] HEARTBEAT = "heartbeat".getBytes(ISO_8859_1);
    private static final byte[] PARAMETERS_NAME = "params".getBytes(ISO_8859_1);
    private static final byte[] DATA_NAME = "data".getBytes(ISO_8859_1);

    private static final int METHOD = 0;
    private static final int PARAMETERS = 1;
    private static final int RESULT = 2;
    private static final int ERROR = 3;
    private static final int ANSWERED = 4;

    private static final int CHANNEL = 0;
    private static final int DATA = 1;

    private static final int STATE = 0;
    private static final int NAME = 1;

    private static final Set<String> ENDED =
            Set.of("settled", "closed", "terminated", "deactivated", "inactive", "archivized");
    private static final Channel NONE = new Channel("", Kind.UNKNOWN, "", "");

    private final JsonCursor cursor = new JsonCursor();
    private final JsonCursor later = new JsonCursor();
    private final JsonFields envelope = JsonFields.of("method", "params", "result", "error", "usOut");
    private final JsonFields notification = JsonFields.of("channel", "data");
    private final JsonFields lifecycle = JsonFields.of("state", "instrument_name");
    private final DeribitChannels channels = new DeribitChannels();
    private final FrameEvents events = new FrameEvents();
    private final DeribitInstruments instruments;
    private final DeribitBooks books;
    private final DeribitMarkets markets;
    private final DeribitTrades trades;
    private final DeribitFunding funding;
    private final DeribitTickers tickers;
    private final DeribitAnswers answers;
    private Channel channel = NONE;
    private boolean isRead;
    private String stream = "";

    DeribitDecoder(Predicate<String> assets) {
        this.instruments = new DeribitInstruments(assets);
        this.books = new DeribitBooks(instruments, events);
        this.markets = new DeribitMarkets(instruments, events);
        this.trades = new DeribitTrades(instruments, events);
        this.funding = new DeribitFunding(instruments, events);
        this.tickers = new DeribitTickers(instruments, markets, funding, events);
        this.answers = new DeribitAnswers(instruments, tickers, funding, trades, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        stream = "";
        try {
            return read(frame, out);
        } catch (JsonException | IllegalArgumentException e) {
            throw new FrameException(e.getMessage(), e);
        }
    }

    private Outcome read(Frame frame, Consumer<MarketEvent> out) {
        channel = NONE;
        isRead = false;
        envelope.clear();
        notification.clear();
        cursor.reset(frame.payload()).beginObject();
        while (cursor.nextField()) {
            boolean here = !isRead && cursor.fieldIs(PARAMETERS_NAME) && envelope.is(METHOD, SUBSCRIPTION);
            if (here) {
                parameters(cursor);
            } else {
                envelope.take(cursor);
            }
        }
        cursor.end();
        if (envelope.has(METHOD)) {
            return notification(frame, out);
        }
        return envelope.has(RESULT) || envelope.has(ERROR) ? answer(frame, out) : Outcome.UNKNOWN;
    }

    private Outcome notification(Frame frame, Consumer<MarketEvent> out) {
        if (envelope.is(METHOD, HEARTBEAT)) {
            stream = "heartbeat";
            return Outcome.CONTROL;
        }
        if (!envelope.is(METHOD, SUBSCRIPTION)) {
            return Outcome.UNKNOWN;
        }
        if (isRead && envelope.has(PARAMETERS)) {
            throw new JsonException("field 'params' comes twice");
        }
        if (!isRead) {
            if (!envelope.has(PARAMETERS)) {
                throw new JsonException("a notification without params");
            }
            parameters(later.reset(frame.payload(), envelope.start(PARAMETERS), envelope.end(PARAMETERS)));
        }
        switch (channel.kind()) {
            case CHANGES -> books.apply(frame, channel);
            case TRADES -> trades.apply(frame);
            case STATES -> ended();
            case UNUSED -> {
                return Outcome.UNUSED;
            }
            case UNKNOWN -> {
                return Outcome.UNKNOWN;
            }
            default -> {}
        }
        return events.handOn(out);
    }

    private void parameters(JsonCursor at) {
        at.beginObject();
        while (at.nextField()) {
            boolean here = !isRead && at.fieldIs(DATA_NAME) && notification.is(CHANNEL, JsonKind.STRING);
            if (here) {
                isRead = true;
                data(at);
            } else {
                notification.take(at);
            }
        }
        if (isRead && notification.has(DATA)) {
            throw new JsonException("field 'data' comes twice");
        }
        if (!isRead) {
            if (!notification.has(DATA)) {
                throw new JsonException("a notification without data");
            }
            isRead = true;
            data(new JsonCursor().reset(at.text(), notification.start(DATA), notification.end(DATA)));
        }
    }

    private void data(JsonCursor at) {
        if (!notification.is(CHANNEL, JsonKind.STRING)) {
            throw new JsonException("a notification of no channel");
        }
        channel = channels.of(notification.text(), notification.start(CHANNEL), notification.end(CHANNEL));
        stream = channel.stream();
        switch (channel.kind()) {
            case TRADES -> trades.read(at);
            case QUOTES -> markets.quotes(at);
            case TICKER -> tickers.read(at);
            case INDEX -> tickers.indexPrice(at);
            case STATES -> lifecycle.clear().read(at);
            case CHANGES -> books.read(at, channel);
            case BEST_LEVELS -> markets.book(at);
            default -> at.skip();
        }
    }

    /** {@code instrument.state.future.any}: {@code {"timestamp":…,"state":"settled","instrument_name":"BTC-24SEP21"}}. */
    private void ended() {
        if (ENDED.contains(lifecycle.code(STATE))) {
            String symbol = lifecycle.code(NAME);
            instruments.find(symbol, events).ifPresent(terms -> books.books().close(terms.instrument()));
            instruments.delist(symbol, events);
        }
    }

    private Outcome answer(Frame frame, Consumer<MarketEvent> out) {
        boolean isRest = frame.source() == Frame.Source.REST;
        if (isRest && (envelope.hasValue(ERROR) || !envelope.has(RESULT))) {
            stream = "REST error";
            throw new FrameException("Deribit refused the request: "
                    + new String(frame.payload(), 0, Math.min(frame.payload().length, 200), ISO_8859_1));
        }
        if (!envelope.has(RESULT)) {
            stream = "error";
            return Outcome.UNKNOWN;
        }
        later.reset(frame.payload(), envelope.start(RESULT), envelope.end(RESULT));
        DeribitAnswers.Question question = answers.question(frame.address(), isRest, later);
        stream = question.stream();
        later.reset(frame.payload(), envelope.start(RESULT), envelope.end(RESULT));
        long now = envelope.is(ANSWERED, JsonKind.NUMBER) ? envelope.whole(ANSWERED) : frame.receivedTime();
        Outcome outcome = answers.read(question, frame, now, later);
        return outcome == Outcome.EVENTS ? events.handOn(event -> tell(event, out)) : outcome;
    }

    /** A contract that is gone takes its book with it. */
    private void tell(MarketEvent event, Consumer<MarketEvent> out) {
        if (event instanceof InstrumentDelisted gone) {
            books.books().close(gone.instrument());
        }
        out.accept(event);
    }

    @Override
    public void closed(String connection, long receivedTime) {
        books.books().closed(connection, receivedTime);
        trades.closed(connection);
    }

    /** Nothing may be missing between two sockets of which one flowed while the other was opened. */
    @Override
    public void succeeded(String connection, long receivedTime) {
        books.books().closed(connection, receivedTime);
    }

    @Override
    public void requests(Consumer<Request> to) {
        books.books().requests(to);
        funding.requests(to);
    }

    @Override
    public String stream() {
        return stream;
    }
}
