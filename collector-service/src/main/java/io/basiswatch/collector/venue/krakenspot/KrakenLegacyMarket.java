package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Trades, quotes and books of Kraken's WebSocket v1, which older captures hold: {@code [channelID, payload, channelName, pair]},
 * with two payloads where both sides of a book changed.
 *
 * @see <a href="https://docs.kraken.com/api/docs/websocket-v1/trade">WebSocket v1</a>
 */
final class KrakenLegacyMarket {
    private static final int ASK = 0;
    private static final int BID = 1;

    private final JsonFields ticker = JsonFields.of("a", "b");
    private final JsonCursor level = new JsonCursor();
    private final KrakenLegacyElements elements = new KrakenLegacyElements();
    private final KrakenLegacyBooks legacyBooks;
    private final KrakenPairs pairs;
    private final KrakenBooks books;
    private final FrameEvents events;
    private final Map<Instrument, Moment> moments = new HashMap<>();
    private final Set<Instrument> sendSpreads = new HashSet<>();

    /** How many trades of a pair had the same time; v1 has no trade ids, so time and count are the id. */
    private record Moment(String time, int trades) {}

    KrakenLegacyMarket(KrakenPairs pairs, KrakenBooks books, FrameEvents events) {
        this.pairs = pairs;
        this.books = books;
        this.legacyBooks = new KrakenLegacyBooks(pairs, books, events);
        this.events = events;
    }

    /**
     * Reads a whole frame; false where its channel is not known.
     *
     * @param word takes the word for the channel
     */
    boolean read(JsonCursor cursor, Frame frame, Consumer<String> word) {
        elements.read(cursor);
        if (KrakenLegacyBooks.isChannel(elements)) {
            word.accept("book");
            legacyBooks.read(elements, frame);
            return true;
        }
        String channel = elements.channelName();
        String pair = elements.pair();
        cursor.reset(elements.text(), elements.start(1), elements.end(1));
        switch (channel) {
            case "trade" -> {
                word.accept("trade");
                trades(cursor, pair);
            }
            case "ticker" -> {
                word.accept("ticker");
                ticker(cursor, pair);
            }
            case "spread" -> {
                word.accept("spread");
                spread(cursor, pair);
            }
            default -> {
                boolean candle = channel.startsWith("ohlc-");
                word.accept(candle ? "ohlc" : "");
                return candle;
            }
        }
        return true;
    }

    /**
     * {@code [["57126.70000","0.02063928","1616333924.737428","b","m",""],…]}: price, volume, time, the taker's side, its
     * order's type.
     */
    private void trades(JsonCursor cursor, String pair) {
        Optional<Terms> terms = pairs.find(pair, events);
        cursor.beginArray();
        while (cursor.nextElement()) {
            cursor.beginArray();
            double price = number(cursor);
            double volume = number(cursor);
            String time = text(cursor);
            Side aggressor = side(text(cursor));
            rest(cursor);
            Stamp stamp = events.stampMicros(KrakenTimes.seconds(time), Stamp.NO_SEQUENCE);
            if (terms.isPresent()) {
                Instrument instrument = terms.get().instrument();
                double notional = terms.get().notional(volume, price);
                events.add(new Trade(instrument, stamp, id(instrument, time), price, volume, notional, aggressor));
            }
        }
        cursor.end();
    }

    private String id(Instrument instrument, String time) {
        Moment before = moments.get(instrument);
        int earlier = before != null && before.time.equals(time) ? before.trades : 0;
        moments.put(instrument, new Moment(time, earlier + 1));
        return time + '/' + (earlier + 1);
    }

    private static Side side(String side) {
        return switch (side) {
            case "b" -> Side.BUY;
            case "s" -> Side.SELL;
            default -> throw new JsonException("a side is b or s, not '" + side + "'");
        };
    }

    /**
     * {@code {"a":["29938.60000",12,"12.41074632"],"b":["29938.50000",0,"0.08410000"],"c":…}}: price, whole lots, lots. It
     * carries no time, and only comes with a trade: a pair that sends its spread is quoted from there.
     */
    private void ticker(JsonCursor cursor, String pair) {
        ticker.clear().read(cursor);
        cursor.end();
        double[] ask = best(ASK);
        double[] bid = best(BID);
        pairs.find(pair, events)
                .map(Terms::instrument)
                .filter(instrument -> !sendSpreads.contains(instrument) && !books.isLive(instrument))
                .map(instrument -> new Quote(instrument, events.stampOnReceipt(), bid[0], bid[1], ask[0], ask[1]))
                .ifPresent(events::add);
    }

    private double[] best(int side) {
        if (!ticker.is(side, JsonKind.ARRAY)) {
            throw new JsonException("a ticker without its best prices");
        }
        level.reset(ticker.text(), ticker.start(side), ticker.end(side)).beginArray();
        double price = number(level);
        number(level);
        double lots = number(level);
        rest(level);
        return new double[] {price, lots};
    }

    /** {@code ["31760.00000","31760.10000","1654031976.197239","0.02167307","6.46761464"]}: bid, ask, time, quantities. */
    private void spread(JsonCursor cursor, String pair) {
        cursor.beginArray();
        double bid = number(cursor);
        double ask = number(cursor);
        Stamp stamp = events.stampMicros(KrakenTimes.seconds(text(cursor)), Stamp.NO_SEQUENCE);
        double bidQuantity = number(cursor);
        double askQuantity = number(cursor);
        rest(cursor);
        cursor.end();
        pairs.find(pair, events).map(Terms::instrument).ifPresent(instrument -> {
            events.add(new Quote(instrument, stamp, bid, bidQuantity, ask, askQuantity));
            sendSpreads.add(instrument);
        });
    }

    private static double number(JsonCursor cursor) {
        next(cursor);
        return cursor.decimal();
    }

    private static String text(JsonCursor cursor) {
        next(cursor);
        return cursor.code();
    }

    private static void next(JsonCursor cursor) {
        if (!cursor.nextElement()) {
            throw new JsonException("a row that is too short");
        }
    }

    private static void rest(JsonCursor cursor) {
        while (cursor.nextElement()) {
            cursor.skip();
        }
    }
}
