package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the frames of Bitfinex v2: objects about the connection, arrays {@code [chanId, payload, sequence, time]} or
 * {@code [chanId, "te", payload, sequence, time]}, of which the last two come where {@code conf} asked for them.
 *
 * <p>Used: {@code trades} ({@code te} only: {@code tu} says the same again), {@code book} at precision P0, {@code ticker}
 * where there is no book, {@code status} of perpetuals and of liquidations; over REST the lists of pairs.
 *
 * @see <a href="https://docs.bitfinex.com/docs/ws-general">WebSocket</a>
 */
final class BitfinexDecoder implements Decoder {
    private static final int MAX_ELEMENTS = 6;
    /** Comes for a channel even before its subscription is acknowledged. */
    private static final String HEARTBEAT = "hb";

    private static final Set<String> UNUSED = Set.of("te", "tu", "cs", "fte", "ftu");

    private final JsonCursor cursor = new JsonCursor();
    private final int[] starts = new int[MAX_ELEMENTS];
    private final int[] ends = new int[MAX_ELEMENTS];
    private final FrameEvents events = new FrameEvents();
    private final Map<String, Connection> connections = new HashMap<>();
    private final BitfinexSymbols symbols;
    private final BitfinexEvents control;
    private final BitfinexMarket market;
    private final BitfinexDerivatives derivatives;

    BitfinexDecoder(Predicate<String> assets) {
        this.symbols = new BitfinexSymbols(assets);
        this.control = new BitfinexEvents(symbols, events);
        this.market = new BitfinexMarket(events);
        this.derivatives = new BitfinexDerivatives(symbols, events);
    }

    @Override
    public Outcome decode(Frame frame, Consumer<MarketEvent> out) {
        events.begin(frame);
        cursor.reset(frame.payload());
        Connection connection = connections.computeIfAbsent(frame.connection(), name -> new Connection());
        try {
            if (frame.source() == Frame.Source.REST) {
                return answer(frame.address(), out);
            }
            return cursor.kind() == JsonKind.OBJECT ? control.read(cursor, connection) : data(frame, connection, out);
        } catch (JsonException | IllegalArgumentException e) {
            connection.distrust();
            throw new FrameException(e.getMessage(), e);
        } catch (FrameException e) {
            connection.distrust();
            throw e;
        }
    }

    private Outcome answer(String address, Consumer<MarketEvent> out) {
        if (!address.contains("/conf/")) {
            cursor.skip();
            cursor.end();
            return Outcome.UNKNOWN;
        }
        symbols.read(cursor, address, events);
        return events.handOn(out);
    }

    private Outcome data(Frame frame, Connection connection, Consumer<MarketEvent> out) {
        int count = elements();
        int last = count - 1;
        Stamp stamp = events.stampOnReceipt();
        if (connection.has(Connection.TIMESTAMP)) {
            stamp = events.stamp(whole(last--), Stamp.NO_SEQUENCE);
        }
        if (connection.has(Connection.SEQUENCE)) {
            connection.count(whole(last--), frame.receivedTime(), events);
        }
        if (last < 1) {
            throw new JsonException("a message without a payload");
        }
        String name = at(1).kind() == JsonKind.STRING ? at(1).code() : "";
        Optional<Channel> channel = connection.channel(whole(0));
        boolean heartbeat = name.equals(HEARTBEAT);
        if (channel.isEmpty() && !heartbeat) {
            events.unknown();
        } else if (name.isEmpty()) {
            payload(channel.orElseThrow(), connection, stamp);
        } else if (!heartbeat) {
            named(name, channel.orElseThrow(), last);
        }
        Outcome outcome = events.handOn(out);
        return heartbeat && outcome == Outcome.UNUSED ? Outcome.CONTROL : outcome;
    }

    /** {@code te} a trade, {@code tu} the same again, {@code cs} a checksum of the book; {@code f…} is lending. */
    private void named(String name, Channel channel, int last) {
        if (name.equals("te") && channel instanceof Channel.Trades trades) {
            if (last < 2) {
                throw new JsonException("a trade without a payload");
            }
            market.trade(trades.terms(), at(2));
        } else if (!UNUSED.contains(name)) {
            events.unknown();
        }
    }

    private void payload(Channel channel, Connection connection, Stamp stamp) {
        switch (channel) {
            case Channel.Trades trades -> market.trades(trades.terms(), at(1));
            case Channel.Book book -> market.book(book, stamp, at(1));
            case Channel.Ticker ticker -> {
                if (!connection.sendsBookOf(ticker.terms().instrument())) {
                    market.ticker(ticker.terms(), stamp, at(1));
                }
            }
            case Channel.Status status -> derivatives.status(status.terms(), at(1));
            case Channel.Liquidations liquidations -> derivatives.liquidations(at(1));
            case Channel.Unused unused -> {}
        }
    }

    /** Notes where the elements of the array are, and checks all of it. */
    private int elements() {
        int count = 0;
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (count == MAX_ELEMENTS) {
                throw new JsonException("more elements than any message has");
            }
            starts[count] = cursor.position();
            cursor.skip();
            ends[count] = cursor.position();
            count++;
        }
        cursor.end();
        if (count < 2) {
            throw new JsonException("a message without a payload");
        }
        return count;
    }

    private long whole(int element) {
        return at(element).whole();
    }

    private JsonCursor at(int element) {
        if (element < 0) {
            throw new JsonException("too few elements for what was agreed upon");
        }
        return cursor.reset(cursor.text(), starts[element], ends[element]);
    }
}
