package io.basiswatch.collector.venue.bitstamp;

import io.basiswatch.collector.book.BookAssembler;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.OrderBook;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.feed.TopQuotes;
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

/** What the messages of Bitstamp about trades and books mean; the payloads stand above the methods that read them. */
final class BitstampMarket {
    private static final int ID = 0;
    private static final int TRADE_TIME = 1;
    private static final int PRICE = 2;
    private static final int AMOUNT = 3;
    private static final int TYPE = 4;

    private static final int BOOK_TIME = 0;
    private static final int BIDS = 1;
    private static final int ASKS = 2;

    private static final int WHOLE_BOOK_DEPTH = 100;

    private final JsonFields trade = JsonFields.of("id", "microtimestamp", "price_str", "amount_str", "type");
    private final JsonFields book = JsonFields.of("microtimestamp", "bids", "asks");
    private final BookUpdate update = new BookUpdate();
    private final OrderBook wholeBook = new OrderBook(Reach.window(WHOLE_BOOK_DEPTH));
    private final Map<Instrument, BookAssembler> changingBooks = new HashMap<>();
    private final Set<Instrument> sendWholeBooks = new HashSet<>();
    private final TopQuotes news = new TopQuotes();
    private final BitstampPairs pairs;
    private final FrameEvents events;

    BitstampMarket(BitstampPairs pairs, FrameEvents events) {
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
        long id = trade.whole(ID);
        Stamp stamp = events.stampMicros(trade.quotedWhole(TRADE_TIME), id);
        double price = trade.quotedDecimal(PRICE);
        double amount = trade.quotedDecimal(AMOUNT);
        Side aggressor = side(trade.whole(TYPE));
        String name = trade.literal(ID);
        pairs.find(symbol, events)
                .map(terms -> new Trade(
                        terms.instrument(), stamp, name, price, amount, terms.notional(amount, price), aggressor))
                .ifPresent(events::add);
    }

    private static Side side(long type) {
        if (type != 0 && type != 1) {
            throw new JsonException("a type is 0 or 1, not " + type);
        }
        return type == 0 ? Side.BUY : Side.SELL;
    }

    /**
     * {@code {"timestamp":"1653978373","microtimestamp":"1653978373164007","bids":[["31524.50","0.36400000"],…],
     * "asks":[…]}}: the best hundred levels of each side, by itself a whole.
     */
    void book(String symbol, JsonCursor cursor, long receivedTime) {
        Stamp stamp = read(cursor, receivedTime, true);
        Optional<Terms> terms = pairs.find(symbol, events);
        if (terms.isPresent()) {
            Instrument instrument = terms.get().instrument();
            sendWholeBooks.add(instrument);
            changingBooks.remove(instrument);
            wholeBook.replace(update);
            wholeBook.quote(instrument, stamp).ifPresent(this::add);
        }
    }

    /** The same shape over REST, with every level: changes apply to it if they are younger. */
    void answeredBook(String symbol, JsonCursor cursor, long receivedTime) {
        Stamp stamp = read(cursor, receivedTime, true);
        pairs.find(symbol, events).ifPresent(terms -> assemble(terms.instrument(), stamp));
    }

    /**
     * {@code {"timestamp":"1622520011","microtimestamp":"1622520011989838","bids":[["36653.62","0.75000000"]],"asks":
     * [["36665.20","0.00000000"],…]}}: absolute quantities, 0 removes; ordered by {@code microtimestamp}.
     */
    void change(String symbol, JsonCursor cursor, long receivedTime) {
        Stamp stamp = read(cursor, receivedTime, false);
        pairs.find(symbol, events).ifPresent(terms -> assemble(terms.instrument(), stamp));
    }

    private void assemble(Instrument instrument, Stamp stamp) {
        if (sendWholeBooks.contains(instrument)) {
            return;
        }
        BookAssembler assembler =
                changingBooks.computeIfAbsent(instrument, unseen -> new BookAssembler(SyncRule.TIMED, Reach.WHOLE));
        switch (assembler.accept(update)) {
            case CHANGED, SYNCHRONISED ->
                assembler.book().flatMap(book -> book.quote(instrument, stamp)).ifPresent(this::add);
            case IGNORED, HELD, STALE_SNAPSHOT, BROKEN -> {}
        }
    }

    private void add(Quote quote) {
        if (news.isNews(quote)) {
            events.add(quote);
        }
    }

    /** Puts the levels into {@link #update}. */
    private Stamp read(JsonCursor cursor, long receivedTime, boolean snapshot) {
        book.clear().read(cursor);
        cursor.end();
        long micros = book.quotedWhole(BOOK_TIME);
        Stamp stamp = events.stampMicros(micros, Stamp.NO_SEQUENCE);
        if (snapshot) {
            update.snapshot(receivedTime, micros);
        } else {
            update.delta(receivedTime, micros, micros, Stamp.NO_SEQUENCE);
        }
        levels(cursor, BIDS, snapshot);
        levels(cursor, ASKS, snapshot);
        return stamp;
    }

    private void levels(JsonCursor cursor, int side, boolean snapshot) {
        if (!book.is(side, JsonKind.ARRAY)) {
            throw new JsonException("no bids or no asks");
        }
        cursor.reset(book.text(), book.start(side), book.end(side));
        cursor.beginArray();
        while (cursor.nextElement()) {
            cursor.beginArray();
            double price = next(cursor);
            double quantity = next(cursor);
            while (cursor.nextElement()) {
                cursor.skip(); // order ids in detail_order_book
            }
            if (snapshot && quantity == 0) {
                throw new JsonException("a level without a quantity in a snapshot");
            }
            if (side == BIDS) {
                update.bid(price, quantity);
            } else {
                update.ask(price, quantity);
            }
        }
    }

    private static double next(JsonCursor cursor) {
        if (!cursor.nextElement()) {
            throw new JsonException("a level without price and quantity");
        }
        return cursor.decimal();
    }
}
