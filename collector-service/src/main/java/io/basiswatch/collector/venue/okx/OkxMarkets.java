package io.basiswatch.collector.venue.okx;

import io.basiswatch.collector.feed.Codes;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Quotes of OKX. Sizes are coins on spot and contracts everywhere else; times are milliseconds as text. */
final class OkxMarkets {
    private static final int ID = 0;

    private static final int BID_PRICE = 1;
    private static final int BID_SIZE = 2;
    private static final int ASK_PRICE = 3;
    private static final int ASK_SIZE = 4;
    private static final int TICKER_TIME = 5;

    private static final int BIDS = 0;
    private static final int ASKS = 1;
    private static final int BOOK_TIME = 2;
    private static final int SEQUENCE = 3;

    /** The best row of one side: price and size. */
    private record Level(double price, double size) {
        private static final Level NONE = new Level(0, 0);
    }

    private final JsonFields ticker = JsonFields.of("instId", "bidPx", "bidSz", "askPx", "askSz", "ts");
    private final JsonFields book = JsonFields.of("bids", "asks", "ts", "seqId");
    private final Map<String, QuoteStream> quoteStreams = new HashMap<>();
    private final JsonCursor side = new JsonCursor();
    private final OkxInstruments instruments;
    private final FrameEvents events;
    private final Codes codes;

    OkxMarkets(OkxInstruments instruments, FrameEvents events, Codes codes) {
        this.instruments = instruments;
        this.events = events;
        this.codes = codes;
    }

    /** Where quotes come from, the slowest first: once a faster stream has spoken, slower ones would only go back. */
    private enum QuoteStream {
        TICKERS,
        BOOKS_5,
        BEST;

        static QuoteStream of(Channel channel) {
            return switch (channel) {
                case BEST -> BEST;
                case BOOKS_5 -> BOOKS_5;
                default -> TICKERS;
            };
        }
    }

    /**
     * {@code {"instType":"SWAP","instId":"BTC-USDT-SWAP","last":"29963","lastSz":"2","askPx":"29960","askSz":"12",
     * "bidPx":"29959.9","bidSz":"431",…,"ts":"1654166233877"}}; a side without orders is an empty text.
     */
    void tickers(JsonCursor cursor) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            ticker.clear().read(cursor);
            Level bid = level(BID_PRICE, BID_SIZE);
            Level ask = level(ASK_PRICE, ASK_SIZE);
            Stamp stamp = events.stamp(ticker.quotedWhole(TICKER_TIME), Stamp.NO_SEQUENCE);
            quote(codes.code(ticker, ID), QuoteStream.TICKERS, stamp, bid, ask);
        }
    }

    private Level level(int price, int size) {
        return ticker.hasValue(price) ? new Level(ticker.quotedDecimal(price), ticker.quotedDecimal(size)) : Level.NONE;
    }

    /**
     * {@code {"asks":[["20386.8","7","0","2"]],"bids":[["20386.7","50","0","5"]],"ts":"1656642503092","seqId":3}}: every
     * push is the whole book of this depth. Rows are price, size, nothing, orders.
     */
    void books(JsonCursor cursor, String symbol, Channel channel) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            book.clear().read(cursor);
            Level bid = best(BIDS);
            Level ask = best(ASKS);
            long sequence = book.is(SEQUENCE, JsonKind.NUMBER) ? book.whole(SEQUENCE) : Stamp.NO_SEQUENCE;
            quote(symbol, QuoteStream.of(channel), events.stamp(book.quotedWhole(BOOK_TIME), sequence), bid, ask);
        }
    }

    private Level best(int field) {
        if (!book.is(field, JsonKind.ARRAY)) {
            throw new FrameException("a book without " + (field == BIDS ? "bids" : "asks"));
        }
        side.reset(book.text(), book.start(field), book.end(field));
        side.beginArray();
        if (!side.nextElement()) {
            return Level.NONE;
        }
        side.beginArray();
        double[] row = new double[2];
        for (int i = 0; i < row.length; i++) {
            if (!side.nextElement()) {
                throw new JsonException("a level without price and size");
            }
            row[i] = side.decimal();
        }
        return new Level(row[0], row[1]);
    }

    private void quote(String symbol, QuoteStream stream, Stamp stamp, Level bid, Level ask) {
        Optional<Terms> terms = instruments.find(symbol, events);
        if (terms.isEmpty() || bid == Level.NONE || ask == Level.NONE || isOutrun(symbol, stream)) {
            return;
        }
        events.add(new Quote(
                terms.get().instrument(),
                stamp,
                bid.price,
                terms.get().base(bid.size, bid.price),
                ask.price,
                terms.get().base(ask.size, ask.price)));
    }

    private boolean isOutrun(String symbol, QuoteStream stream) {
        return quoteStreams.merge(symbol, stream, (one, other) -> one.compareTo(other) > 0 ? one : other) != stream;
    }
}
