package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of Bitfinex v2: objects about the connection, arrays {@code [chanId, payload, sequence, time]} or
 * {@code [chanId, "te", payload, sequence, time]}, of which the last two come where {@code conf} asked for them.
 *
 * <p>Used: {@code trades} ({@code te} only: {@code tu} says the same again), {@code book} at precision P0, {@code ticker}
 * where there is no book, {@code status} of perpetuals and of liquidations; over REST the lists of pairs, and
 * candles, trades and statuses of the past.
 *
 * @see <a href="https://docs.bitfinex.com/docs/ws-general">WebSocket</a>
 */
final class BitfinexDecoder implements Decoder {
    /** Comes for a channel even before its subscription is acknowledged. */
    private static final String HEARTBEAT = "hb";

    private static final Set<String> UNUSED = Set.of("te", "tu", "cs", "fte", "ftu");

    /** The channel of an account's own messages. */
    private static final long ACCOUNT = 0;

    private static final int NOWHERE = -1;

    private final JsonCursor cursor = new JsonCursor();
    private final FrameEvents events = new FrameEvents();
    private final BitfinexBooks books = new BitfinexBooks(events);
    private final Map<String, Connection> connections = new HashMap<>();
    private final List<MarketEvent> untold = new ArrayList<>();
    private final Consumer<MarketEvent> gaps = gap -> BitfinexBooks.withQuotes(gap, untold::add);
    private final BitfinexAnswers answers;
    private final BitfinexEvents control;
    private final BitfinexMarket market;
    private final BitfinexDerivatives derivatives;
    private String stream = "";
    private int payloadStart;
    private int payloadEnd;

    BitfinexDecoder(Predicate<String> assets) {
        BitfinexSymbols symbols = new BitfinexSymbols(assets);
        this.market = new BitfinexMarket(events);
        this.answers = new BitfinexAnswers(symbols, market, events);
        this.control = new BitfinexEvents(symbols, books, events);
        this.derivatives = new BitfinexDerivatives(symbols, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        stream = "";
        try {
            cursor.reset(frame.payload());
            if (frame.source() == Frame.Source.REST) {
                stream = answers.word(frame.address());
                answers.read(cursor, frame.address());
                return handOn(out);
            }
            Connection connection = connection(frame.connection());
            return cursor.kind() == JsonKind.OBJECT ? aboutConnection(connection) : data(frame, connection, out);
        } catch (JsonException | IllegalArgumentException e) {
            distrust(frame);
            throw new FrameException(e.getMessage(), e);
        } catch (FrameException e) {
            distrust(frame);
            throw e;
        }
    }

    private Connection connection(String name) {
        return connections.computeIfAbsent(name, Connection::new);
    }

    private Outcome aboutConnection(Connection connection) {
        try {
            return control.read(cursor, connection);
        } finally {
            stream = control.stream();
        }
    }

    /** The gap is told with the next frame that can be read. */
    private void distrust(Frame frame) {
        if (frame.source() == Frame.Source.WEBSOCKET) {
            connection(frame.connection()).distrust(events.stampOnReceipt(), gaps);
        }
    }

    private Outcome handOn(Consumer<MarketEvent> out) {
        Outcome outcome = events.handOn(out);
        untold.clear();
        return outcome;
    }

    private Outcome data(Frame frame, Connection connection, Consumer<MarketEvent> out) {
        cursor.beginArray();
        next();
        boolean isDescribed = cursor.kind() == JsonKind.OBJECT;
        long number = isDescribed ? NOWHERE : cursor.whole();
        Channel channel = isDescribed ? described(connection) : connection.channel(number);
        stream = number == ACCOUNT ? "account" : channel.word();
        next();
        boolean isNamed = cursor.kind() == JsonKind.STRING;
        if (!isNamed && channel instanceof Channel.Book book) {
            books.read(book.terms(), frame.receivedTime(), cursor);
            Stamp stamp = rest(connection);
            settle(connection, stamp);
            books.take(book, connection.name(), stamp, connection.has(Connection.TIMESTAMP));
            return handOn(out);
        }
        String name = isNamed ? cursor.code() : "";
        payload(isNamed, name);
        Stamp stamp = rest(connection);
        settle(connection, stamp);
        if (name.equals(HEARTBEAT)) {
            stream = HEARTBEAT;
            Outcome outcome = handOn(out);
            return outcome == Outcome.UNUSED ? Outcome.CONTROL : outcome;
        }
        if (number != ACCOUNT) {
            tell(channel, connection, isNamed, name, stamp);
        }
        return handOn(out);
    }

    /** The description of a channel in place of its number; the cursor goes on behind it. */
    private Channel described(Connection connection) {
        int start = cursor.position();
        cursor.skip();
        int length = cursor.position() - start;
        byte[] text = cursor.text();
        return connection.described(
                new String(text, start, length, StandardCharsets.UTF_8),
                () -> control.described(new JsonCursor().reset(text, start, start + length)));
    }

    /** Notes where the payload is, and passes over it; a heartbeat has none. */
    private void payload(boolean isNamed, String name) {
        if (name.equals(HEARTBEAT)) {
            return;
        }
        if (isNamed) {
            next();
        }
        payloadStart = cursor.position();
        cursor.skip();
        payloadEnd = cursor.position();
    }

    /** Reads what stands behind the payload, to the end of the message, and says its time. */
    private Stamp rest(Connection connection) {
        boolean isNumbered = connection.has(Connection.SEQUENCE);
        long sequence = isNumbered ? nextWhole() : 0;
        Stamp received = events.stampOnReceipt();
        Stamp stamp = connection.has(Connection.TIMESTAMP) ? events.stamp(nextWhole(), Stamp.NO_SEQUENCE) : received;
        while (cursor.nextElement()) {
            cursor.skip();
        }
        cursor.end();
        if (isNumbered) {
            connection.count(sequence, received, gaps);
        }
        return stamp;
    }

    /** Tells what was missed, or else what is over now that a message of another time has come. */
    private void settle(Connection connection, Stamp stamp) {
        if (untold.isEmpty()) {
            books.endMoments(connection.name(), stamp.eventTime());
        } else {
            books.forget(connection.name());
        }
        for (int i = 0; i < untold.size(); i++) {
            events.add(untold.get(i));
        }
    }

    private void tell(Channel channel, Connection connection, boolean isNamed, String name, Stamp stamp) {
        cursor.reset(cursor.text(), payloadStart, payloadEnd);
        switch (channel) {
            case Channel.Trades trades when name.equals("te") -> market.trade(trades.terms(), cursor);
            case Channel.Trades trades when !isNamed -> market.trades(trades.terms(), cursor);
            case Channel.Ticker ticker
            when !isNamed -> {
                if (!connection.sendsBookOf(ticker.terms())) {
                    market.ticker(ticker.terms(), stamp, cursor);
                }
            }
            case Channel.Status status when !isNamed -> derivatives.status(status.terms(), cursor);
            case Channel.Liquidations liquidations when !isNamed -> derivatives.liquidations(cursor);
            case Channel.Unknown unknown -> events.unknown();
            default -> {
                if (isNamed && !UNUSED.contains(name)) {
                    events.unknown();
                }
            }
        }
    }

    private long nextWhole() {
        next();
        return cursor.whole();
    }

    private void next() {
        if (!cursor.nextElement()) {
            throw new JsonException("too few elements for what was agreed upon");
        }
    }

    @Override
    public void closed(String connection, long receivedTime) {
        books.closed(connection, receivedTime);
        connections.remove(connection);
    }

    @Override
    public void requests(Consumer<Request> to) {
        books.requests(to);
        control.requests(to);
    }

    @Override
    public String stream() {
        return stream;
    }
}
