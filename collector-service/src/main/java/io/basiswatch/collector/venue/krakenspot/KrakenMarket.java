package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.Rfc3339;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;

/** Trades and quotes of Kraken's WebSocket v2; the payloads stand above the methods that read them. */
final class KrakenMarket {
    private static final int SYMBOL = 0;
    private static final int TIMESTAMP = 1;

    private static final int SIDE = 2;
    private static final int PRICE = 3;
    private static final int QUANTITY = 4;
    private static final int TRADE_ID = 5;

    private static final int BID = 2;
    private static final int BID_QUANTITY = 3;
    private static final int ASK = 4;
    private static final int ASK_QUANTITY = 5;

    private final JsonFields trade = JsonFields.of("symbol", "timestamp", "side", "price", "qty", "trade_id");
    private final JsonFields ticker = JsonFields.of("symbol", "timestamp", "bid", "bid_qty", "ask", "ask_qty");
    private final KrakenPairs pairs;
    private final KrakenBooks books;
    private final FrameEvents events;

    KrakenMarket(KrakenPairs pairs, KrakenBooks books, FrameEvents events) {
        this.pairs = pairs;
        this.books = books;
        this.events = events;
    }

    /**
     * {@code [{"symbol":"BTC/USD","side":"buy","price":83744.3,"qty":0.00044780,"ord_type":"limit","trade_id":109116693,
     * "timestamp":"2026-09-25T17:48:26.844359Z"}]}: {@code side} is the taker's. A snapshot brings the last fifty; those
     * that were there before are left out.
     */
    void trades(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            trade.clear().read(cursor);
            long id = trade.whole(TRADE_ID);
            Stamp stamp = events.stampMicros(Rfc3339.micros(trade, TIMESTAMP), id);
            double price = trade.decimal(PRICE);
            double quantity = trade.decimal(QUANTITY);
            Side aggressor = side(trade.code(SIDE));
            String name = trade.literal(TRADE_ID);
            pairs.find(trade.code(SYMBOL), events)
                    .ifPresent(terms -> events.add(new Trade(
                            terms.instrument(),
                            stamp,
                            name,
                            price,
                            quantity,
                            terms.notional(quantity, price),
                            aggressor)));
        }
        cursor.end();
    }

    private static Side side(String side) {
        return switch (side) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new JsonException("a side is buy or sell, not '" + side + "'");
        };
    }

    /**
     * {@code [{"symbol":"BTC/USD","bid":83744.2,"bid_qty":0.56251979,"ask":83744.3,"ask_qty":0.00044780,"last":83744.3,…,
     * "timestamp":"2026-09-25T17:48:26.844359Z"}]}. Until 2025 it carried no time. A side without a price is no quote.
     */
    void tickers(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            ticker.clear().read(cursor);
            Stamp stamp = ticker.hasValue(TIMESTAMP)
                    ? events.stampMicros(Rfc3339.micros(ticker, TIMESTAMP), Stamp.NO_SEQUENCE)
                    : events.stampOnReceipt();
            String symbol = ticker.code(SYMBOL);
            double bid = price(BID);
            double ask = price(ASK);
            if (bid == 0 || ask == 0) {
                continue;
            }
            double bidQuantity = ticker.decimal(BID_QUANTITY);
            double askQuantity = ticker.decimal(ASK_QUANTITY);
            pairs.find(symbol, events).map(Terms::instrument).ifPresent(instrument -> {
                events.add(new Quote(instrument, stamp, bid, bidQuantity, ask, askQuantity));
                books.isQuoted(instrument);
            });
        }
        cursor.end();
    }

    private double price(int field) {
        return ticker.hasValue(field) ? ticker.decimal(field) : 0;
    }
}
