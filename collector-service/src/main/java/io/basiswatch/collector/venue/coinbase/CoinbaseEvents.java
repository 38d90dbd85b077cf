package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.Rfc3339;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Trades and quotes, which look alike in both feeds. */
final class CoinbaseEvents {
    private static final long DAY = 86_400_000_000L;

    private final Products products;

    CoinbaseEvents(Products products) {
        this.products = products;
    }

    /** A trade; {@code side} is the maker's, so the taker's is the other one. */
    void trade(Frame frame, JsonFields fields, long id, Consumer<MarketEvent> out) {
        trade(frame, fields, products.find(fields, CoinbaseFields.PRODUCT), id, out);
    }

    /** The same where not the trade itself says what was traded. */
    void trade(Frame frame, JsonFields fields, Product product, long id, Consumer<MarketEvent> out) {
        Optional<Terms> terms = product.terms();
        double price = fields.quotedDecimal(CoinbaseFields.PRICE);
        double size = fields.quotedDecimal(CoinbaseFields.SIZE);
        requirePositive(price, size);
        long time = time(frame, fields, CoinbaseFields.TIME);
        Side maker = side(fields.code(CoinbaseFields.SIDE));
        if (terms.isEmpty()) {
            return;
        }
        out.accept(new Trade(
                terms.get().instrument(),
                new Stamp(time, frame.receivedTime(), id, frame.origin()),
                Long.toString(id),
                price,
                terms.get().base(size, price),
                terms.get().notional(size, price),
                maker.opposite()));
    }

    private static void requirePositive(double price, double size) {
        if (!(price > 0 && size > 0 && price * size > 0 && price * size < Double.POSITIVE_INFINITY)) {
            throw new JsonException("not a price and a size: " + price + ", " + size);
        }
    }

    private static Side side(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new JsonException("not a side: '" + text + "'");
        };
    }

    /** A quote; a price that is absent (in {@code ticker_batch}), empty or zero is no quote. */
    void quote(
            Frame frame,
            JsonFields fields,
            long time,
            long sequence,
            int bidSizeField,
            int askSizeField,
            Consumer<MarketEvent> out) {
        Optional<Terms> terms = products.find(fields, CoinbaseFields.PRODUCT).terms();
        double bid = orZero(fields, CoinbaseFields.BEST_BID);
        double ask = orZero(fields, CoinbaseFields.BEST_ASK);
        double bidSize = orZero(fields, bidSizeField);
        double askSize = orZero(fields, askSizeField);
        if (bid == 0 || ask == 0 || terms.isEmpty()) {
            return;
        }
        out.accept(new Quote(
                terms.get().instrument(),
                new Stamp(time, frame.receivedTime(), sequence, frame.origin()),
                bid,
                terms.get().base(bidSize, bid),
                ask,
                terms.get().base(askSize, ask)));
    }

    private static double orZero(JsonFields fields, int field) {
        if (!fields.has(field) || fields.start(field) == fields.end(field)) {
            return 0;
        }
        double value = fields.quotedDecimal(field);
        if (value < 0) {
            throw new JsonException("a negative number: " + value);
        }
        return value;
    }

    /** The time in a field; one of tomorrow or later is refused. */
    static long time(Frame frame, JsonFields fields, int field) {
        long micros = Rfc3339.micros(fields, field);
        if (micros > frame.receivedTime() + DAY) {
            throw new JsonException("a time that cannot be: " + fields.string(field));
        }
        return micros;
    }
}
