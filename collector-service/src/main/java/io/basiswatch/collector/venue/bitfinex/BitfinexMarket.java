package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.List;

/** Trades and tickers of Bitfinex; the payloads stand above the methods that read them. */
final class BitfinexMarket {
    private final FrameEvents events;

    BitfinexMarket(FrameEvents events) {
        this.events = events;
    }

    /**
     * {@code [[669899159,1618665870435,166.391496,0.076989],…]}: the last trades, newest first, some of which were there
     * before; over REST those of a range, in whichever order was asked for.
     */
    void trades(Terms terms, JsonCursor cursor) {
        List<Trade> trades = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            trades.add(read(terms, cursor));
        }
        cursor.end();
        boolean areOldestFirst = trades.isEmpty()
                || trades.getFirst().eventTime() < trades.getLast().eventTime();
        (areOldestFirst ? trades : trades.reversed()).forEach(events::add);
    }

    void trade(Terms terms, JsonCursor cursor) {
        events.add(read(terms, cursor));
        cursor.end();
    }

    /** {@code [637771130,1615232733897,0.11546588,51350]}: id, ms, amount (negative where the taker sold), price. */
    private Trade read(Terms terms, JsonCursor cursor) {
        cursor.beginArray();
        next(cursor);
        long id = cursor.whole();
        next(cursor);
        Stamp stamp = events.stamp(cursor.whole(), id);
        double amount = number(cursor);
        double price = BitfinexSymbols.price(terms, number(cursor));
        while (cursor.nextElement()) {
            cursor.skip();
        }
        double contracts = Math.abs(amount);
        return new Trade(
                terms.instrument(),
                stamp,
                Long.toString(id),
                price,
                terms.base(contracts, price),
                terms.notional(contracts, price),
                amount < 0 ? Side.SELL : Side.BUY);
    }

    /**
     * {@code [29967,8.32497516,29976,13.30144555,-1674,-0.0529,29966,488.04182112,31887,29335]}: bid, the sum of the best 25
     * bids, ask, the sum of the best 25 asks, …. How much rests at the best prices it does not say.
     */
    void ticker(Terms terms, Stamp stamp, JsonCursor cursor) {
        cursor.beginArray();
        boolean bidden = isNumber(cursor);
        double bid = bidden ? cursor.decimal() : skipped(cursor);
        number(cursor);
        boolean asked = isNumber(cursor);
        double ask = asked ? cursor.decimal() : skipped(cursor);
        if (bidden && asked) {
            double bidPrice = BitfinexSymbols.price(terms, bid);
            double askPrice = BitfinexSymbols.price(terms, ask);
            events.add(new Quote(terms.instrument(), stamp, bidPrice, 0, askPrice, 0));
        }
    }

    private static boolean isNumber(JsonCursor cursor) {
        next(cursor);
        return cursor.kind() == JsonKind.NUMBER;
    }

    private static double skipped(JsonCursor cursor) {
        cursor.skip();
        return 0;
    }

    private static double number(JsonCursor cursor) {
        next(cursor);
        return cursor.decimal();
    }

    private static void next(JsonCursor cursor) {
        if (!cursor.nextElement()) {
            throw new JsonException("a row that is too short");
        }
    }
}
