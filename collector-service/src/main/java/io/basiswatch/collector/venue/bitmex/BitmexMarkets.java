package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.collector.feed.Codes;
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

/**
 * Trades and quotes.
 *
 * @see <a href="https://www.bitmex.com/app/wsAPI">WebSocket API</a>
 */
final class BitmexMarkets {
    private static final int TIME = 0;
    private static final int SYMBOL = 1;

    private static final int ID = 2;
    private static final int SIDE = 3;
    private static final int PRICE = 4;
    private static final int HOME = 5;
    private static final int FOREIGN = 6;
    private static final int TYPE = 7;

    private static final int BID = 2;
    private static final int BID_SIZE = 3;
    private static final int ASK = 4;
    private static final int ASK_SIZE = 5;

    private static final int BIDS = 2;
    private static final int ASKS = 3;

    private final JsonFields trade = JsonFields.of(
            "timestamp", "symbol", "trdMatchID", "side", "price", "homeNotional", "foreignNotional", "trdType");
    private final JsonFields quote = JsonFields.of("timestamp", "symbol", "bidPrice", "bidSize", "askPrice", "askSize");
    private final JsonFields book = JsonFields.of("timestamp", "symbol", "bids", "asks");
    private final Map<Instrument, Long> quoteTimes = new HashMap<>();
    private final Set<Instrument> quoteStreams = new HashSet<>();
    private final JsonCursor rows = new JsonCursor();
    private final Codes codes = new Codes();
    private final double[] level = new double[2];
    private final BitmexInstruments instruments;
    private final FrameEvents events;

    BitmexMarkets(BitmexInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /**
     * {@code {"timestamp":"2021-03-12T02:00:04.608Z","symbol":"XBTUSD","side":"Sell","size":900,"price":56927,
     * "trdMatchID":"d1b82d61-d902-349c-936c-2588b8204aff","homeNotional":0.015813,"foreignNotional":900}}.
     *
     * <p>{@code side} is the taker's. {@code homeNotional} and {@code foreignNotional} are base and quote currency for every
     * kind of contract. Newer rows have {@code trdType}; what is not {@code Regular} (a settlement, say) was no print and
     * has no side. The {@code partial} repeats the last trade.
     */
    void trades(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            trade.clear().read(cursor);
            if (trade.hasValue(TYPE) && !trade.code(TYPE).equals("Regular")) {
                continue;
            }
            Stamp stamp = events.stamp(IsoTimes.millis(trade, TIME), Stamp.NO_SEQUENCE);
            double price = trade.decimal(PRICE);
            double base = trade.decimal(HOME);
            double notional = trade.decimal(FOREIGN);
            Side taker = side(trade, SIDE);
            String id = trade.code(ID);
            instruments
                    .find(codes.code(trade, SYMBOL), events)
                    .ifPresent(terms ->
                            events.add(new Trade(terms.instrument(), stamp, id, price, base, notional, taker)));
        }
    }

    static Side side(JsonFields row, int field) {
        return switch (row.code(field)) {
            case "Buy" -> Side.BUY;
            case "Sell" -> Side.SELL;
            default -> throw new JsonException("neither Buy nor Sell: " + row.code(field));
        };
    }

    /**
     * {@code {"timestamp":"2022-07-01T00:00:07.138Z","symbol":"XBTUSD","bidSize":2100,"bidPrice":19917.5,"askPrice":19918,
     * "askSize":3600}}; sizes are contracts.
     */
    void quotes(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            quote.clear().read(cursor);
            Stamp stamp = events.stamp(IsoTimes.millis(quote, TIME), Stamp.NO_SEQUENCE);
            Optional<Terms> terms = instruments.find(codes.code(quote, SYMBOL), events);
            boolean twoSided = quote.hasValue(BID) && quote.hasValue(ASK);
            if (terms.isPresent() && twoSided) {
                quoteStreams.add(terms.get().instrument());
                add(
                        terms.get(),
                        stamp,
                        quote.decimal(BID),
                        quote.decimal(BID_SIZE),
                        quote.decimal(ASK),
                        quote.decimal(ASK_SIZE));
            }
        }
    }

    /** The {@code partial} may come after rows that are younger than it: a quote never goes back in time. */
    private void add(Terms terms, Stamp stamp, double bid, double bidSize, double ask, double askSize) {
        // Of a quanto whose size nobody told lately the amounts are unknown, and 0 says so.
        boolean hasSize = instruments.hasSize(terms, stamp.receivedTime());
        double bidBase = hasSize ? terms.base(bidSize, bid) : 0;
        double askBase = hasSize ? terms.base(askSize, ask) : 0;
        Quote best = new Quote(terms.instrument(), stamp, bid, bidBase, ask, askBase);
        if (quoteTimes.getOrDefault(terms.instrument(), 0L) <= stamp.eventTime()) {
            quoteTimes.put(terms.instrument(), stamp.eventTime());
            events.add(best);
        }
    }

    /**
     * {@code orderBook10}: {@code {"symbol":"XBTUSD","bids":[[30715.5,217100],…],"timestamp":"2022-05-30T19:20:46.586Z",
     * "asks":[[30716,537700],…]}}, always whole; used where there is no {@code quote}.
     */
    void books(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            book.clear().read(cursor);
            Stamp stamp = events.stamp(IsoTimes.millis(book, TIME), Stamp.NO_SEQUENCE);
            Optional<Terms> terms = instruments.find(codes.code(book, SYMBOL), events);
            boolean hasBid = best(BIDS);
            double bid = level[0];
            double bidSize = level[1];
            boolean hasAsk = best(ASKS);
            if (terms.isPresent()
                    && hasBid
                    && hasAsk
                    && !quoteStreams.contains(terms.get().instrument())) {
                add(terms.get(), stamp, bid, bidSize, level[0], level[1]);
            }
        }
    }

    /** Puts the first row of a side into {@link #level}; false where the side is empty or left out. */
    private boolean best(int side) {
        if (!book.is(side, JsonKind.ARRAY)) {
            return false;
        }
        rows.reset(book.text(), book.start(side), book.end(side));
        rows.beginArray();
        if (!rows.nextElement()) {
            return false;
        }
        rows.beginArray();
        for (int i = 0; i < level.length; i++) {
            if (!rows.nextElement()) {
                throw new JsonException("a level without price and size");
            }
            level[i] = rows.decimal();
        }
        return true;
    }
}
