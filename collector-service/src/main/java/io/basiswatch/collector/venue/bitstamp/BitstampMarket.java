package io.basiswatch.collector.venue.bitstamp;

import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.OrderBook;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.feed.TopQuotes;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the messages of Bitstamp about books mean; the payloads stand above the methods that read them. */
final class BitstampMarket {
    private static final int BOOK_TIME = 0;
    private static final int BIDS = 1;
    private static final int ASKS = 2;

    private final JsonFields book = JsonFields.of("microtimestamp", "bids", "asks");
    private final BestLevels best = new BestLevels();
    private final ShownLevels shown = new ShownLevels();
    private final Set<Instrument> sendWholeBooks = new HashSet<>();
    private final TopQuotes news = new TopQuotes();
    private final BitstampPairs pairs;
    private final BitstampBooks books;
    private final FrameEvents events;

    BitstampMarket(BitstampPairs pairs, BitstampBooks books, FrameEvents events) {
        this.pairs = pairs;
        this.books = books;
        this.events = events;
    }

    /** The best level of each side of a message that tells the whole book. */
    private static final class BestLevels {
        private double bid;
        private double bidQuantity;
        private double ask;
        private double askQuantity;

        void clear() {
            bid = 0;
            ask = Double.POSITIVE_INFINITY;
        }

        void take(int side, double price, double quantity) {
            if (side == BIDS && price > bid) {
                bid = price;
                bidQuantity = quantity;
            } else if (side == ASKS && price < ask) {
                ask = price;
                askQuantity = quantity;
            }
        }

        boolean areTwo() {
            return bid > 0 && ask < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * {@code {"timestamp":"1653978373","microtimestamp":"1653978373164007","bids":[["31524.50","0.36400000"],…],
     * "asks":[…]}}: the best hundred levels of each side, by itself a whole. They reach some tenths of a percent to some
     * percent, depending on the pair, so they are good for the best prices only.
     */
    void best(String symbol, JsonCursor cursor) {
        long micros = open(cursor);
        Stamp stamp = events.stampMicros(micros, Stamp.NO_SEQUENCE);
        best.clear();
        shown.begin(micros);
        bestLevel(cursor, BIDS);
        bestLevel(cursor, ASKS);
        Optional<Terms> terms = pairs.find(symbol, events);
        if (terms.isPresent()) {
            Instrument instrument = terms.get().instrument();
            sendWholeBooks.add(instrument);
            books.shown(terms.get(), shown, stamp);
            if (best.areTwo()) {
                add(new Quote(instrument, stamp, best.bid, best.bidQuantity, best.ask, best.askQuantity));
            }
        }
    }

    /** The same shape over REST, with every level: changes apply to it if they are younger. */
    void answer(String symbol, JsonCursor cursor, Frame frame) {
        long micros = open(cursor);
        Stamp stamp = events.stampMicros(micros, Stamp.NO_SEQUENCE);
        books.update().snapshot(frame.receivedTime(), micros);
        levels(cursor, BIDS, true);
        levels(cursor, ASKS, true);
        Optional<Terms> terms = pairs.find(symbol, events);
        if (terms.isPresent()) {
            quote(terms.get(), books.answer(terms.get(), micros, stamp), stamp);
        }
    }

    /**
     * {@code {"timestamp":"1622520011","microtimestamp":"1622520011989838","bids":[["36653.62","0.75000000"]],"asks":
     * [["36665.20","0.00000000"],…]}}: absolute quantities, 0 removes; ordered by {@code microtimestamp}.
     */
    void change(String symbol, JsonCursor cursor, Frame frame) {
        long micros = open(cursor);
        Stamp stamp = events.stampMicros(micros, Stamp.NO_SEQUENCE);
        books.update().delta(frame.receivedTime(), micros, micros, Stamp.NO_SEQUENCE);
        levels(cursor, BIDS, false);
        levels(cursor, ASKS, false);
        Optional<Terms> terms = pairs.find(symbol, events);
        if (terms.isPresent()) {
            quote(terms.get(), books.change(terms.get(), frame, micros, stamp), stamp);
        }
    }

    /** The top of the assembled book, where no stream of whole books says it. */
    private void quote(Terms terms, Optional<OrderBook> assembled, Stamp stamp) {
        if (assembled.isPresent() && !sendWholeBooks.contains(terms.instrument())) {
            assembled.get().quote(terms.instrument(), stamp).ifPresent(this::add);
        }
    }

    private void add(Quote quote) {
        if (news.isNews(quote)) {
            events.add(quote);
        }
    }

    /** Finds the parts of a book and says its time, microseconds since the epoch. */
    private long open(JsonCursor cursor) {
        book.clear().read(cursor);
        cursor.end();
        return book.quotedWhole(BOOK_TIME);
    }

    private void openSide(JsonCursor cursor, int side) {
        if (!book.is(side, JsonKind.ARRAY)) {
            throw new JsonException("no bids or no asks");
        }
        cursor.reset(book.text(), book.start(side), book.end(side));
        cursor.beginArray();
    }

    private void bestLevel(JsonCursor cursor, int side) {
        openSide(cursor, side);
        while (cursor.nextElement()) {
            cursor.beginArray();
            double price = price(cursor);
            double quantity = quantity(cursor, true);
            pass(cursor);
            best.take(side, price, quantity);
            if (side == BIDS) {
                shown.bid(price, quantity);
            } else {
                shown.ask(price, quantity);
            }
        }
    }

    private void levels(JsonCursor cursor, int side, boolean snapshot) {
        openSide(cursor, side);
        BookUpdate update = books.update();
        while (cursor.nextElement()) {
            cursor.beginArray();
            double price = price(cursor);
            double quantity = quantity(cursor, snapshot);
            pass(cursor);
            if (side == BIDS) {
                update.bid(price, quantity);
            } else {
                update.ask(price, quantity);
            }
        }
    }

    private static double price(JsonCursor cursor) {
        double price = next(cursor);
        if (price <= 0) {
            throw new JsonException("a price of " + price);
        }
        return price;
    }

    private static double quantity(JsonCursor cursor, boolean snapshot) {
        double quantity = next(cursor);
        if (quantity < 0 || snapshot && quantity == 0) {
            throw new JsonException("a level with quantity " + quantity);
        }
        return quantity;
    }

    /** Order ids in {@code detail_order_book}. */
    private static void pass(JsonCursor cursor) {
        while (cursor.nextElement()) {
            cursor.skip();
        }
    }

    private static double next(JsonCursor cursor) {
        if (!cursor.nextElement()) {
            throw new JsonException("a level without price and quantity");
        }
        return cursor.decimal();
    }
}
