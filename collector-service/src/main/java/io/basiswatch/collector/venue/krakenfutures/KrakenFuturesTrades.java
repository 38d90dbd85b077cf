package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.SeenTrades;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.feed.TradeIds;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.Rfc3339;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Liquidation.Completeness;
import io.basiswatch.model.Liquidation.Position;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trades and forced trades of Kraken Futures.
 *
 * <p>{@code type} is that of the taker. A {@code fill} is a trade; a {@code liquidation} is a trade whose taker was forced,
 * so it is told as both. A {@code block} was agreed upon elsewhere, an {@code assignment} or {@code termination} moved a
 * position without meeting the book: neither is a print, and what they closed is missing from the liquidations.
 *
 * <p>{@code seq} counts all of them, by one per product, which the venue does not promise and all captures show: one that is
 * left out is a gap.
 */
final class KrakenFuturesTrades {
    private static final int PAST_TIME = 0;
    private static final int PAST_PRICE = 1;
    private static final int PAST_QUANTITY = 2;
    private static final int PAST_SIDE = 3;
    private static final int PAST_TYPE = 4;
    private static final int PAST_UID = 5;

    private final KrakenFuturesSymbols symbols;
    private final FrameEvents events;
    private final JsonFields row = KrakenFuturesFields.create();
    private final JsonFields past = JsonFields.of("time", "price", "size", "side", "type", "uid");
    private final Map<Instrument, SeenTrades> liquidations = new HashMap<>();
    private final Map<String, TradeIds> ids = new HashMap<>();

    KrakenFuturesTrades(KrakenFuturesSymbols symbols, FrameEvents events) {
        this.symbols = symbols;
        this.events = events;
    }

    /**
     * A trade.
     *
     * @param isPrint whether it met the book
     * @param forced whether its taker was liquidated
     */
    private record Print(Trade trade, boolean isPrint, boolean forced) {}

    /**
     * {@code {"feed":"trade","product_id":"PI_XBTUSD","uid":"df029bc0-1e27-4c19-8dd7-d6dc89217508","side":"sell","type":
     * "fill","seq":222737,"time":1646472684700,"qty":386.0,"price":39054.5}}: {@code side} is the taker's.
     */
    void one(JsonFields message, Frame frame) {
        print(message).ifPresent(print -> count(print, frame));
    }

    /** {@code {"feed":"trade_snapshot","product_id":…,"trades":[…]}}: the last trades, newest first, some seen before. */
    void many(JsonCursor cursor, Frame frame) {
        List<Print> newestFirst = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            print(row.clear().read(cursor)).ifPresent(newestFirst::add);
        }
        cursor.end();
        newestFirst.reversed().forEach(print -> count(print, frame));
    }

    /**
     * {@code [{"time":"2024-05-03T13:05:43.974Z","trade_id":100,"price":61081,"size":25,"side":"sell","type":"fill","uid":
     * "d0692c0c-742e-4d88-862c-8bd63533e067"}]}, the newest first; {@code uid} is that of the stream.
     */
    void past(JsonCursor cursor, String symbol) {
        List<Print> newestFirst = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            past.clear().read(cursor);
            Stamp stamp = events.stampMicros(Rfc3339.micros(past, PAST_TIME), Stamp.NO_SEQUENCE);
            print(symbol, past.code(PAST_TYPE), side(past.code(PAST_SIDE)))
                    .map(told ->
                            told.at(stamp, past.code(PAST_UID), past.decimal(PAST_PRICE), past.decimal(PAST_QUANTITY)))
                    .ifPresent(newestFirst::add);
        }
        newestFirst.reversed().forEach(this::add);
    }

    private Optional<Print> print(JsonFields fields) {
        String type = fields.code(KrakenFuturesFields.TYPE);
        double price = fields.decimal(KrakenFuturesFields.PRICE);
        double quantity = fields.decimal(KrakenFuturesFields.QUANTITY);
        long sequence = fields.whole(KrakenFuturesFields.SEQUENCE);
        Stamp stamp = events.stamp(fields.whole(KrakenFuturesFields.TIME), sequence);
        Side aggressor = side(fields.code(KrakenFuturesFields.SIDE));
        String id = fields.code(KrakenFuturesFields.UID);
        return print(fields.code(KrakenFuturesFields.PRODUCT), type, aggressor)
                .map(told -> told.at(stamp, id, price, quantity));
    }

    /** Empty where nobody follows the product. */
    private Optional<Kind> print(String product, String type, Side aggressor) {
        return symbols.find(product, events).map(terms -> new Kind(terms, aggressor, type));
    }

    /** What a print is of, and who made it. */
    private record Kind(Terms terms, Side aggressor, String type) {
        Print at(Stamp stamp, String id, double price, double quantity) {
            boolean forced = type.equals("liquidation");
            Trade trade = trade(terms, stamp, id, price, quantity, aggressor);
            return new Print(trade, forced || type.equals("fill"), forced);
        }
    }

    private static Trade trade(Terms terms, Stamp stamp, String id, double price, double quantity, Side aggressor) {
        return new Trade(
                terms.instrument(),
                stamp,
                id,
                price,
                terms.base(quantity, price),
                terms.notional(quantity, price),
                aggressor);
    }

    private static Side side(String side) {
        return switch (side) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new JsonException("a side is buy or sell, not '" + side + "'");
        };
    }

    /** Of messages that were read to their end. */
    private void count(Print print, Frame frame) {
        ids.computeIfAbsent(frame.connection(), socket -> new TradeIds())
                .take(print.trade, print.trade.stamp().sequence(), "trade")
                .ifPresent(events::add);
        add(print);
    }

    void closed(String connection) {
        ids.remove(connection);
    }

    private void add(Print print) {
        if (!print.isPrint) {
            return;
        }
        Trade trade = print.trade;
        events.add(trade);
        if (print.forced && isNew(print)) {
            Position closed = trade.aggressor() == Side.SELL ? Position.LONG : Position.SHORT;
            events.add(new Liquidation(
                    trade.instrument(),
                    trade.stamp(),
                    trade.price(),
                    trade.quantity(),
                    trade.notional(),
                    closed,
                    Completeness.LOWER_BOUND));
        }
    }

    /** Told by the stream and afterwards a trade has one id and two numbers, so it is the id that counts. */
    private boolean isNew(Print print) {
        return liquidations
                .computeIfAbsent(print.trade.instrument(), unseen -> new SeenTrades())
                .add(number(print.trade.tradeId()), print.trade.eventTime());
    }

    /** A number for an id of random digits; not negative. */
    private static long number(String id) {
        long hash = 0;
        for (int i = 0; i < id.length(); i++) {
            hash = 31 * hash + id.charAt(i);
        }
        return (hash ^ hash >>> 29) & Long.MAX_VALUE;
    }
}
