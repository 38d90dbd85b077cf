package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The messages of Bitfinex about a connection: {@code info} at its start, {@code conf} with the flags, {@code subscribed}
 * with the number of a channel.
 */
final class BitfinexEvents {
    private static final String STATUS_OF = "deriv:";
    private static final String ACK = "ack";
    private static final Set<String> CONTROL = Set.of("pong", "auth");

    /** The venue is about to restart, and asks us to connect again. */
    private static final long RESTART = 20_051;

    /** Maintenance is over; what was subscribed before brings nothing more. It began with 20060. */
    private static final long MAINTENANCE_ENDED = 20_061;

    /** An error: we asked for a channel again before the venue had taken the old one away. */
    private static final long SUBSCRIBED_ALREADY = 10_301;

    private static final int EVENT = 0;
    private static final int CHANNEL = 1;
    private static final int NUMBER = 2;
    private static final int SYMBOL = 3;
    private static final int KEY = 4;
    private static final int PRECISION = 5;
    private static final int LENGTH = 6;
    private static final int FLAGS = 7;
    private static final int VERSION = 8;
    private static final int STATUS = 9;
    private static final int CODE = 10;

    private static final int DEFAULT_LENGTH = 25;
    private static final long NO_NUMBER = -1;

    private final JsonFields fields = JsonFields.of(
            "event", "channel", "chanId", "symbol", "key", "prec", "len", "flags", "version", "status", "code");
    private final BitfinexSymbols symbols;
    private final BitfinexBooks books;
    private final FrameEvents events;
    private final List<Request> requests = new ArrayList<>();
    private String stream = "";

    BitfinexEvents(BitfinexSymbols symbols, BitfinexBooks books, FrameEvents events) {
        this.symbols = symbols;
        this.books = books;
        this.events = events;
    }

    /** The word for the last message. */
    String stream() {
        return stream;
    }

    void requests(Consumer<Request> to) {
        requests.forEach(to);
        requests.clear();
    }

    Outcome read(JsonCursor cursor, Connection connection) {
        stream = "";
        fields.clear().read(cursor);
        cursor.end();
        String event = fields.has(EVENT) ? fields.code(EVENT) : "";
        switch (event) {
            case "info" -> info(connection);
            case "conf" -> conf(connection);
            case "subscribed" -> {
                stream = ACK;
                long number = fields.whole(NUMBER);
                connection.subscribed(number, channel(number));
            }
            case "unsubscribed" -> {
                stream = ACK;
                connection.unsubscribed(fields.whole(NUMBER));
            }
            case "error" -> error(connection);
            default -> {
                stream = CONTROL.contains(event) ? event : "";
                return stream.isEmpty() ? Outcome.UNKNOWN : Outcome.CONTROL;
            }
        }
        return Outcome.CONTROL;
    }

    /**
     * {@code {"event":"info","version":2,"serverId":"…","platform":{"status":1}}} opens a socket; with a {@code code}
     * instead it says that the venue restarts (20051) or that maintenance begins (20060) or has ended (20061).
     */
    private void info(Connection connection) {
        stream = "info";
        if (fields.has(VERSION)) {
            connection.open();
            books.forget(connection.name());
        } else if (is(RESTART)) {
            requests.add(new Request.Replace(connection.name(), "the venue restarts"));
        } else if (is(MAINTENANCE_ENDED)) {
            renew(connection, "maintenance has ended, and everything must be subscribed to again");
        }
    }

    private void error(Connection connection) {
        stream = "error";
        if (is(SUBSCRIBED_ALREADY)) {
            renew(connection, "a channel could not be subscribed to again");
        }
    }

    private boolean is(long code) {
        return fields.is(CODE, JsonKind.NUMBER) && fields.whole(CODE) == code;
    }

    private void renew(Connection connection, String reason) {
        requests.add(new Request.Renew(connection.name(), reason));
    }

    /** {@code {"event":"conf","status":"OK","flags":98304}}. */
    private void conf(Connection connection) {
        stream = "conf";
        if (fields.is(STATUS, JsonKind.STRING) && fields.code(STATUS).equals("OK")) {
            connection.agree(fields.whole(FLAGS));
        }
    }

    /**
     * {@code {"event":"subscribed","channel":"book","chanId":232957,"symbol":"tBTCUSD","prec":"P0","freq":"F0","len":"100"}};
     * a status has {@code "key":"deriv:tBTCF0:USTF0"} or {@code "key":"liq:global"} for its symbol.
     */
    private Channel channel(long number) {
        String channel = fields.has(CHANNEL) ? fields.code(CHANNEL) : "";
        return switch (channel) {
            case "trades" -> of(channel, fields.code(SYMBOL), Channel.Trades::new);
            case "ticker" -> of(channel, fields.code(SYMBOL), Channel.Ticker::new);
            case "book" -> book(number);
            case "status" -> status(fields.code(KEY));
            case "candles" -> new Channel.Unused("candles");
            default -> new Channel.Unused("other");
        };
    }

    /**
     * The same of a message whose first element is such an object in place of the number, as some collectors write it:
     * {@code [{"channel":"trades","symbol":"tBTCUST"},"te",[…]]}.
     */
    Channel described(JsonCursor cursor) {
        fields.clear().read(cursor);
        return channel(NO_NUMBER);
    }

    /** Levels at full precision ({@code P0}) are followed; sums over prices ({@code P1} …) and orders ({@code R0}) are not. */
    private Channel book(long number) {
        if (!fields.code(PRECISION).equals("P0")) {
            return new Channel.Unused("book of another precision");
        }
        String symbol = fields.code(SYMBOL);
        int length = fields.has(LENGTH) ? (int) fields.decimal(LENGTH) : DEFAULT_LENGTH;
        return of("book", symbol, terms -> books.open(terms, number, length));
    }

    private Channel status(String key) {
        if (key.equals("liq:global")) {
            return new Channel.Liquidations();
        }
        return key.startsWith(STATUS_OF)
                ? of("status deriv", key.substring(STATUS_OF.length()), Channel.Status::new)
                : new Channel.Unused("status");
    }

    private Channel of(String word, String symbol, Function<Terms, Channel> channel) {
        return symbols.find(symbol, events).map(channel).orElseGet(() -> new Channel.Unused(word));
    }
}
