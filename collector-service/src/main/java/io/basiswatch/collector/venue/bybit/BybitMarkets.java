package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.feed.Codes;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trades and liquidations of Bybit.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/trade">Trade</a>
 * @see <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/all-liquidation">All liquidation</a>
 */
final class BybitMarkets {
    private static final int TIME = 0;
    private static final int SYMBOL = 1;
    private static final int SIDE = 2;
    private static final int QUANTITY = 3;
    private static final int PRICE = 4;
    private static final int ID = 5;
    private static final int BLOCK = 6;
    private static final int SEQUENCE = 7;

    /** Also the fields of a liquidation, which are a part of these. */
    private final JsonFields trade = JsonFields.of("T", "s", "S", "v", "p", "i", "BT", "seq");

    private final JsonFields legacyTrade =
            JsonFields.of("trade_time_ms", "symbol", "side", "size", "price", "trade_id");
    private final JsonFields recent =
            JsonFields.of("time", "symbol", "side", "size", "price", "execId", "isBlockTrade", "seq");
    private final List<Trade> streamed = new ArrayList<>();
    private final BybitAudit audit;
    private final BybitInstruments instruments;
    private final FrameEvents events;
    private final Codes codes;

    BybitMarkets(BybitInstruments instruments, FrameEvents events, Codes codes) {
        this.instruments = instruments;
        this.events = events;
        this.codes = codes;
        this.audit = new BybitAudit(events);
    }

    /**
     * {@code {"T":1786310821322,"s":"SOLUSDT","S":"Sell","v":"5.1","p":"77.300","L":"MinusTick",
     * "i":"4b0832c3-70e8-5f68-a914-c53f304f507c","BT":false,"RPI":false,"seq":272903628046}}.
     *
     * <p>{@code S} is the taker's side. Block trades ({@code BT}) were agreed off the book and are no prints of it.
     */
    void trades(Category category, JsonCursor cursor) {
        streamed.clear();
        cursor.beginArray();
        while (cursor.nextElement()) {
            trade.clear().read(cursor);
            long sequence = trade.is(SEQUENCE, JsonKind.NUMBER) ? trade.whole(SEQUENCE) : Stamp.NO_SEQUENCE;
            Stamp stamp = events.stamp(trade.whole(TIME), sequence);
            double price = trade.quotedDecimal(PRICE);
            double quantity = trade.quotedDecimal(QUANTITY);
            Side taker = isBuy(trade) ? Side.BUY : Side.SELL;
            Optional<Terms> terms = instruments.find(category, codes.code(trade, SYMBOL), events);
            if (!trade.has(BLOCK) || !trade.bool(BLOCK)) {
                String id = trade.code(ID);
                terms.ifPresent(known -> streamed.add(trade(known, stamp, id, price, quantity, taker)));
            }
        }
        streamed.forEach(events::add);
    }

    /** The frame of {@link #trades} was read to its end. */
    void apply(String connection) {
        streamed.forEach(trade -> audit.streamed(trade, connection));
    }

    /** A socket is gone. */
    void closed(String connection) {
        audit.closed(connection);
    }

    /**
     * The answer of {@code recent-trade}, newest first: {@code {"execId":"2100000000007764263","symbol":"BTCUSDT",
     * "price":"16618.49","size":"0.00012","side":"Buy","time":"1672052955758","isBlockTrade":false}}: the stream's trades
     * with its ids, in other words. They are told where they were asked for to fill a gap; else they only show whether the
     * stream left out any.
     */
    void recent(Category category, JsonCursor cursor) {
        List<Trade> newestFirst = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            recent.clear().read(cursor);
            long sequence = recent.hasValue(SEQUENCE) ? recent.quotedWhole(SEQUENCE) : Stamp.NO_SEQUENCE;
            Stamp stamp = events.stamp(recent.quotedWhole(TIME), sequence);
            double price = recent.quotedDecimal(PRICE);
            double quantity = recent.quotedDecimal(QUANTITY);
            Side taker = isBuy(recent) ? Side.BUY : Side.SELL;
            String id = recent.code(ID);
            boolean isBlock = recent.has(BLOCK) && recent.bool(BLOCK);
            Optional<Terms> terms = instruments.find(category, codes.code(recent, SYMBOL), events);
            terms.filter(known -> !isBlock)
                    .ifPresent(known -> newestFirst.add(trade(known, stamp, id, price, quantity, taker)));
        }
        cursor.end();
        if (events.stampOnReceipt().origin() == Origin.BACKFILL) {
            newestFirst.reversed().forEach(this::addAsked);
        } else {
            audit.compare(newestFirst);
        }
    }

    private void addAsked(Trade trade) {
        events.add(trade);
        audit.asked(trade);
    }

    /**
     * The retired v2 protocol: {@code {"trade_time_ms":1616304710061,"symbol":"BTCUSD","side":"Buy","size":237,
     * "price":57073.5,"trade_id":"f6198d62-4d4d-5908-9902-32c3aa5d9cfd",…}}; linear contracts quote some numbers.
     */
    void legacyTrades(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            legacyTrade.clear().read(cursor);
            long millis =
                    legacyTrade.is(TIME, JsonKind.STRING) ? legacyTrade.quotedWhole(TIME) : legacyTrade.whole(TIME);
            Stamp stamp = events.stamp(millis, Stamp.NO_SEQUENCE);
            double price = legacyTrade.decimal(PRICE);
            double quantity = legacyTrade.decimal(QUANTITY);
            Side taker = isBuy(legacyTrade) ? Side.BUY : Side.SELL;
            String symbol = legacyTrade.code(SYMBOL);
            String id = legacyTrade.code(ID);
            Category category = symbol.endsWith("USDT") ? Category.LINEAR : Category.INVERSE;
            instruments
                    .find(category, symbol, events)
                    .ifPresent(terms -> events.add(trade(terms, stamp, id, price, quantity, taker)));
        }
    }

    private static Trade trade(Terms terms, Stamp stamp, String id, double price, double quantity, Side taker) {
        return new Trade(
                terms.instrument(),
                stamp,
                id,
                price,
                terms.base(quantity, price),
                terms.notional(quantity, price),
                taker);
    }

    private static boolean isBuy(JsonFields row) {
        return switch (row.code(SIDE)) {
            case "Buy" -> true;
            case "Sell" -> false;
            default -> throw new JsonException("neither Buy nor Sell: " + row.code(SIDE));
        };
    }

    /**
     * {@code {"T":1791091285156,"s":"STRKUSDT","S":"Buy","v":"2084.9","p":"0.05165"}}: {@code S} is the side of the
     * <em>position</em> that died (Buy is a long), {@code p} its bankruptcy price and not a fill. Every liquidation is sent.
     */
    void liquidations(Category category, JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            trade.clear().read(cursor);
            Stamp stamp = events.stamp(trade.whole(TIME), Stamp.NO_SEQUENCE);
            double price = trade.quotedDecimal(PRICE);
            double quantity = trade.quotedDecimal(QUANTITY);
            Liquidation.Position closed = isBuy(trade) ? Liquidation.Position.LONG : Liquidation.Position.SHORT;
            instruments
                    .find(category, codes.code(trade, SYMBOL), events)
                    .ifPresent(terms -> events.add(new Liquidation(
                            terms.instrument(),
                            stamp,
                            price,
                            terms.base(quantity, price),
                            terms.notional(quantity, price),
                            closed,
                            Liquidation.Completeness.COMPLETE)));
        }
    }
}
