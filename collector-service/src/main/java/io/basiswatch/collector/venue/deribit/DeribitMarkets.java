package io.basiswatch.collector.venue.deribit;

import io.basiswatch.collector.feed.Codes;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;

/**
 * Quotes of Deribit. Numbers are JSON numbers, amounts dollars of inverse contracts, else coins.
 *
 * @see <a href="https://docs.deribit.com/#quote-instrument_name">quote</a>
 */
final class DeribitMarkets {
    private static final int NAME = 0;
    private static final int TIME = 1;

    private static final int BID = 2;
    private static final int BID_AMOUNT = 3;
    private static final int ASK = 4;
    private static final int ASK_AMOUNT = 5;

    private static final int CHANGE = 2;
    private static final int BIDS = 3;
    private static final int ASKS = 4;

    private final JsonFields quote = JsonFields.of(
            "instrument_name", "timestamp", "best_bid_price", "best_bid_amount", "best_ask_price", "best_ask_amount");
    private final JsonFields book = JsonFields.of("instrument_name", "timestamp", "change_id", "bids", "asks");
    private final Map<Instrument, QuoteStream> quoteStreams = new HashMap<>();
    private final JsonCursor rows = new JsonCursor();
    private final Codes codes = new Codes();
    private final double[] level = new double[2];
    private final DeribitInstruments instruments;
    private final FrameEvents events;

    DeribitMarkets(DeribitInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /**
     * {@code {"timestamp":1654012882984,"instrument_name":"BTC-PERPETUAL","best_bid_price":32143.0,
     * "best_bid_amount":179960.0,"best_ask_price":32143.5,"best_ask_amount":20.0}}; an empty side is null or 0.
     */
    void quotes(JsonCursor cursor) {
        quote.clear().read(cursor);
        Stamp stamp = events.stamp(quote.whole(TIME), Stamp.NO_SEQUENCE);
        double bid = valueOrZero(BID);
        double bidAmount = valueOrZero(BID_AMOUNT);
        double ask = valueOrZero(ASK);
        double askAmount = valueOrZero(ASK_AMOUNT);
        instruments
                .find(codes.code(quote, NAME), events)
                .ifPresent(terms -> quote(terms, QuoteStream.QUOTE, stamp, bid, bidAmount, ask, askAmount));
    }

    private double valueOrZero(int field) {
        return quote.hasValue(field) ? quote.decimal(field) : 0;
    }

    /**
     * {@code book.{instrument}.none.20.100ms}: {@code {"timestamp":1653983481909,"instrument_name":"BTC-PERPETUAL",
     * "change_id":45176552517,"bids":[[31523.5,128780.0],…],"asks":[[31524.0,30.0],…]}}, always whole.
     */
    void book(JsonCursor cursor) {
        book.clear().read(cursor);
        Stamp stamp = events.stamp(book.whole(TIME), book.whole(CHANGE));
        best(BIDS);
        double bid = level[0];
        double bidAmount = level[1];
        best(ASKS);
        instruments
                .find(codes.code(book, NAME), events)
                .ifPresent(terms -> quote(terms, QuoteStream.BOOK, stamp, bid, bidAmount, level[0], level[1]));
    }

    /** Puts the first row of a side into {@link #level}; zeros where the side is empty. */
    private void best(int side) {
        if (!book.is(side, JsonKind.ARRAY)) {
            throw new JsonException("a book without " + (side == BIDS ? "bids" : "asks"));
        }
        level[0] = 0;
        level[1] = 0;
        rows.reset(book.text(), book.start(side), book.end(side));
        rows.beginArray();
        if (rows.nextElement()) {
            rows.beginArray();
            for (int i = 0; i < level.length; i++) {
                if (!rows.nextElement()) {
                    throw new JsonException("a level without price and amount");
                }
                level[i] = rows.decimal();
            }
        }
    }

    /** Adds a quote; a price of 0 is an empty side and no quote. */
    void quote(
            Terms terms, QuoteStream stream, Stamp stamp, double bid, double bidAmount, double ask, double askAmount) {
        if (bid == 0 || ask == 0) {
            return;
        }
        Quote best =
                new Quote(terms.instrument(), stamp, bid, terms.base(bidAmount, bid), ask, terms.base(askAmount, ask));
        QuoteStream fastest =
                quoteStreams.merge(terms.instrument(), stream, (one, other) -> one.compareTo(other) > 0 ? one : other);
        if (fastest == stream) {
            events.add(best);
        }
    }
}
