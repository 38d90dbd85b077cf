package io.basiswatch.collector.venue.deribit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Set;

/**
 * What the names of channels say, looked up by their bytes, so that a notification makes no strings.
 *
 * <p>Names are parts with dots between: {@code trades.BTC-PERPETUAL.100ms}, {@code book.BTC-PERPETUAL.none.20.100ms}.
 */
final class DeribitChannels {
    /** What the data of a channel are read as. */
    enum Kind {
        TRADES,
        QUOTES,
        TICKER,
        INDEX,
        STATES,
        /** A snapshot of the book, then its changes. */
        CHANGES,
        /** The best levels of the book, whole each time, at the prices at which they were made. */
        BEST_LEVELS,
        UNUSED,
        UNKNOWN
    }

    /**
     * One channel.
     *
     * @param name all of it, which is what to subscribe to
     * @param kind how its data are read
     * @param stream the venue's word for the kind
     * @param symbol the second part, mostly an instrument
     */
    record Channel(String name, Kind kind, String stream, String symbol) {}

    private static final Set<String> UNUSED = Set.of(
            "chart",
            "perpetual",
            "markprice",
            "deribit_price_ranking",
            "deribit_price_statistics",
            "deribit_volatility_index",
            "estimated_expiration_price",
            "incremental_ticker",
            "platform_state",
            "rfq",
            "block_rfq",
            "block_trade_confirmations");

    /** Far more than anybody subscribes to, a power of two; names beyond are read each time. */
    private static final int SLOTS = 4_096;

    private static final int MOST = SLOTS / 2;

    private final byte[][] names = new byte[SLOTS][];
    private final Channel[] channels = new Channel[SLOTS];
    private int size;

    /** The channel whose name stands in {@code text} from {@code from} to before {@code to}. */
    Channel of(byte[] text, int from, int to) {
        int slot = hash(text, from, to) & (SLOTS - 1);
        while (names[slot] != null) {
            if (Arrays.equals(names[slot], 0, names[slot].length, text, from, to)) {
                return channels[slot];
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        Channel channel = parse(new String(text, from, to - from, ISO_8859_1));
        if (size < MOST && channel.kind() != Kind.UNKNOWN) {
            size++;
            names[slot] = Arrays.copyOfRange(text, from, to);
            channels[slot] = channel;
        }
        return channel;
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + text[at];
        }
        return hash ^ hash >>> 16;
    }

    private static Channel parse(String name) {
        String[] parts = name.split("\\.", -1);
        String symbol = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "trades" -> new Channel(name, Kind.TRADES, "trades", symbol);
            case "quote" -> new Channel(name, Kind.QUOTES, "quote", symbol);
            case "ticker" -> new Channel(name, Kind.TICKER, "ticker", symbol);
            case "deribit_price_index" -> new Channel(name, Kind.INDEX, "deribit_price_index", symbol);
            case "instrument" ->
                symbol.equals("state")
                        ? new Channel(name, Kind.STATES, "instrument.state", symbol)
                        : new Channel(name, Kind.UNUSED, "instrument", symbol);
            case "book" -> new Channel(name, book(parts), parts.length == 3 ? "book" : "book grouped", symbol);
            default ->
                UNUSED.contains(parts[0])
                        ? new Channel(name, Kind.UNUSED, parts[0], symbol)
                        : new Channel(name, Kind.UNKNOWN, "", symbol);
        };
    }

    /** {@code book.X.100ms} sends changes, {@code book.X.none.20.100ms} the best 20 whole; grouped prices are no prices. */
    private static Kind book(String[] parts) {
        if (parts.length == 3) {
            return Kind.CHANGES;
        }
        return parts.length == 5 && parts[2].equals("none") ? Kind.BEST_LEVELS : Kind.UNUSED;
    }
}
