package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.book.BookAssembler;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.util.Set;
import java.util.function.Function;

/**
 * The messages of Bitfinex about a connection: {@code info} at its start, {@code conf} with the flags, {@code subscribed}
 * with the number of a channel.
 */
final class BitfinexEvents {
    private static final String STATUS_OF = "deriv:";
    private static final Set<String> CONTROL = Set.of("error", "pong", "auth");

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

    private static final int DEFAULT_LENGTH = 25;

    private final JsonFields fields =
            JsonFields.of("event", "channel", "chanId", "symbol", "key", "prec", "len", "flags", "version", "status");
    private final BitfinexSymbols symbols;
    private final FrameEvents events;

    BitfinexEvents(BitfinexSymbols symbols, FrameEvents events) {
        this.symbols = symbols;
        this.events = events;
    }

    Outcome read(JsonCursor cursor, Connection connection) {
        fields.clear().read(cursor);
        cursor.end();
        String event = fields.has(EVENT) ? fields.code(EVENT) : "";
        switch (event) {
            case "info" -> info(connection);
            case "conf" -> conf(connection);
            case "subscribed" -> connection.subscribed(fields.whole(NUMBER), channel());
            case "unsubscribed" -> connection.unsubscribed(fields.whole(NUMBER));
            default -> {
                return CONTROL.contains(event) ? Outcome.CONTROL : Outcome.UNKNOWN;
            }
        }
        return Outcome.CONTROL;
    }

    /**
     * {@code {"event":"info","version":2,"serverId":"…","platform":{"status":1}}} opens a socket; with a {@code code}
     * instead it says that the venue restarts (20051) or is in maintenance (20060, 20061), after which data simply end.
     */
    private void info(Connection connection) {
        if (fields.has(VERSION)) {
            connection.open();
        }
    }

    /** {@code {"event":"conf","status":"OK","flags":98304}}. */
    private void conf(Connection connection) {
        if (fields.is(STATUS, JsonKind.STRING) && fields.code(STATUS).equals("OK")) {
            connection.agree(fields.whole(FLAGS));
        }
    }

    /**
     * {@code {"event":"subscribed","channel":"book","chanId":232957,"symbol":"tBTCUSD","prec":"P0","freq":"F0","len":"100"}};
     * a status has {@code "key":"deriv:tBTCF0:USTF0"} or {@code "key":"liq:global"} for its symbol.
     */
    private Channel channel() {
        return switch (fields.code(CHANNEL)) {
            case "trades" -> of(fields.code(SYMBOL), Channel.Trades::new);
            case "ticker" -> of(fields.code(SYMBOL), Channel.Ticker::new);
            case "book" ->
                fields.code(PRECISION).equals("P0") ? of(fields.code(SYMBOL), this::book) : new Channel.Unused();
            case "status" -> status(fields.code(KEY));
            default -> new Channel.Unused();
        };
    }

    private Channel book(Terms terms) {
        int length = fields.has(LENGTH) ? (int) fields.decimal(LENGTH) : DEFAULT_LENGTH;
        return new Channel.Book(terms, new BookAssembler(SyncRule.UNNUMBERED, Reach.window(length)));
    }

    private Channel status(String key) {
        if (key.equals("liq:global")) {
            return new Channel.Liquidations();
        }
        return key.startsWith(STATUS_OF)
                ? of(key.substring(STATUS_OF.length()), Channel.Status::new)
                : new Channel.Unused();
    }

    private Channel of(String symbol, Function<Terms, Channel> channel) {
        return symbols.find(symbol, events).map(channel).orElseGet(Channel.Unused::new);
    }
}
