package io.basiswatch.collector.venue.bitstamp;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.SeenTrades;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.HashMap;
import java.util.Map;

/** Trades of Bitstamp, from its stream and from REST. */
final class BitstampTrades {
    private static final int ID = 0;
    private static final int TRADE_TIME = 1;
    private static final int PRICE = 2;
    private static final int AMOUNT = 3;
    private static final int TYPE = 4;

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final JsonFields trade = JsonFields.of("id", "microtimestamp", "price_str", "amount_str", "type");
    private final Map<Instrument, SeenTrades> seen = new HashMap<>();

    /** The second of the first trade of each pair that its stream told. */
    private final Map<Instrument, Long> begun = new HashMap<>();

    private final BitstampPairs pairs;
    private final FrameEvents events;

    BitstampTrades(BitstampPairs pairs, FrameEvents events) {
        this.pairs = pairs;
        this.events = events;
    }

    /**
     * {@code {"id":216000477,"timestamp":"1641343699","amount":0.0792,"amount_str":"0.07920000","price":3805.44,
     * "price_str":"3805.44","type":0,"microtimestamp":"1641343699596000","buy_order_id":…,"sell_order_id":…}}.
     *
     * <p>{@code type} is the taker's side: 0 bought, 1 sold.
     */
    void trade(String symbol, JsonCursor cursor) {
        trade.clear().read(cursor);
        Stamp stamp = events.stampMicros(trade.quotedWhole(TRADE_TIME), trade.whole(ID));
        double price = trade.quotedDecimal(PRICE);
        double amount = trade.quotedDecimal(AMOUNT);
        Side aggressor = side(trade.whole(TYPE));
        pairs.find(symbol, events).ifPresent(terms -> {
            begun.putIfAbsent(terms.instrument(), stamp.eventTime() / MICROS_PER_SECOND);
            add(terms, stamp, price, amount, aggressor);
        });
    }

    /** Whether the stream of a pair had begun by then, so that what it has not told since is missing. */
    boolean isFollowed(Terms terms, long second) {
        return second > begun.getOrDefault(terms.instrument(), Long.MAX_VALUE);
    }

    /** The same trade as REST tells it afterwards; one that the stream has told is not told again. */
    void past(Terms terms, PastTrades.Row row) {
        Stamp stamp = events.stampMicros(row.second() * MICROS_PER_SECOND, row.id());
        add(terms, stamp, row.price(), row.amount(), side(row.type()));
    }

    /** A trade is known by its id and the second in which it was, which is all that REST and the stream agree on. */
    private void add(Terms terms, Stamp stamp, double price, double amount, Side aggressor) {
        Instrument instrument = terms.instrument();
        Trade told = new Trade(
                instrument,
                stamp,
                Long.toString(stamp.sequence()),
                price,
                amount,
                terms.notional(amount, price),
                aggressor);
        SeenTrades known = seen.computeIfAbsent(instrument, unseen -> new SeenTrades());
        if (known.add(stamp.sequence(), stamp.eventTime() / MICROS_PER_SECOND)) {
            events.add(told);
        }
    }

    private static Side side(long type) {
        if (type != 0 && type != 1) {
            throw new JsonException("a type is 0 or 1, not " + type);
        }
        return type == 0 ? Side.BUY : Side.SELL;
    }
}
