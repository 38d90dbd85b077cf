package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.collector.book.BookAssembler;
import io.basiswatch.collector.book.BookState;
import io.basiswatch.collector.book.BookUpdate;
import io.basiswatch.collector.book.Reach;
import io.basiswatch.collector.book.SyncRule;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.feed.TopQuotes;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The books of Kraken Futures, read for their best prices: the ticker has those too, but one to four seconds late.
 *
 * <p>{@code seq} counts up by one per product. After a gap nothing is quoted until the next snapshot.
 */
final class KrakenFuturesBooks {
    private static final int LEVEL_PRICE = 0;
    private static final int LEVEL_QUANTITY = 1;

    private final KrakenFuturesSymbols symbols;
    private final FrameEvents events;
    private final JsonFields level = JsonFields.of("price", "qty");
    private final BookUpdate update = new BookUpdate();
    private final Map<Instrument, BookAssembler> books = new HashMap<>();
    private final TopQuotes news = new TopQuotes();

    KrakenFuturesBooks(KrakenFuturesSymbols symbols, FrameEvents events) {
        this.symbols = symbols;
        this.events = events;
    }

    /** Whether the book of this product has been sent, be it whole at the moment or not. */
    boolean follows(Instrument instrument) {
        return books.containsKey(instrument);
    }

    /**
     * {@code {"feed":"book_snapshot","product_id":"PI_XBTUSD","timestamp":1646478671000,"seq":270511410,"bids":[{"price":
     * 39253.0,"qty":34400.0},…],"asks":[…]}}: every level.
     */
    void snapshot(JsonFields fields, JsonCursor cursor, long receivedTime) {
        long sequence = fields.whole(KrakenFuturesFields.SEQUENCE);
        Stamp stamp = events.stamp(fields.whole(KrakenFuturesFields.TIMESTAMP), sequence);
        Optional<Terms> terms = symbols.find(fields.code(KrakenFuturesFields.PRODUCT), events);
        if (terms.isPresent()) {
            update.snapshot(receivedTime, sequence);
            levels(fields, KrakenFuturesFields.BIDS, cursor, terms.get());
            levels(fields, KrakenFuturesFields.ASKS, cursor, terms.get());
            accept(terms.get().instrument(), stamp);
        }
    }

    private void levels(JsonFields fields, int side, JsonCursor cursor, Terms terms) {
        if (!fields.is(side, JsonKind.ARRAY)) {
            throw new JsonException("a side of the book is missing");
        }
        cursor.reset(fields.text(), fields.start(side), fields.end(side));
        cursor.beginArray();
        while (cursor.nextElement()) {
            level.clear().read(cursor);
            double price = level.decimal(LEVEL_PRICE);
            row(side == KrakenFuturesFields.BIDS, terms, price, level.decimal(LEVEL_QUANTITY));
        }
    }

    /**
     * {@code {"feed":"book","product_id":"PI_XBTUSD","side":"buy","seq":270613033,"price":39080.5,"qty":0.0,"timestamp":
     * 1646479025941}}: one level, its quantity absolute; 0 removes it.
     */
    void change(JsonFields fields, long receivedTime) {
        long sequence = fields.whole(KrakenFuturesFields.SEQUENCE);
        Stamp stamp = events.stamp(fields.whole(KrakenFuturesFields.TIMESTAMP), sequence);
        double price = fields.decimal(KrakenFuturesFields.PRICE);
        double quantity = fields.decimal(KrakenFuturesFields.QUANTITY);
        boolean bid = isBid(fields.code(KrakenFuturesFields.SIDE));
        Optional<Terms> terms = symbols.find(fields.code(KrakenFuturesFields.PRODUCT), events);
        if (terms.isPresent() && follows(terms.get().instrument())) {
            update.delta(receivedTime, sequence, sequence, Stamp.NO_SEQUENCE);
            row(bid, terms.get(), price, quantity);
            accept(terms.get().instrument(), stamp);
        }
    }

    private static boolean isBid(String side) {
        return switch (side) {
            case "buy" -> true;
            case "sell" -> false;
            default -> throw new JsonException("a side is buy or sell, not '" + side + "'");
        };
    }

    private void row(boolean bid, Terms terms, double price, double quantity) {
        double base = quantity == 0 ? 0 : terms.base(quantity, price);
        if (bid) {
            update.bid(price, base);
        } else {
            update.ask(price, base);
        }
    }

    private void accept(Instrument instrument, Stamp stamp) {
        BookAssembler book =
                books.computeIfAbsent(instrument, unseen -> new BookAssembler(SyncRule.CONSECUTIVE, Reach.WHOLE));
        boolean wasLive = book.isLive();
        switch (book.accept(update)) {
            case CHANGED, SYNCHRONISED ->
                book.book()
                        .flatMap(levels -> levels.quote(instrument, stamp))
                        .filter(news::isNews)
                        .ifPresent(events::add);
            case BROKEN, STALE_SNAPSHOT -> {
                if (wasLive && book.state() instanceof BookState.Broken(long at, long lastWhole, String reason)) {
                    events.add(new FeedGap(instrument, events.stampOnReceipt(), "book", lastWhole, reason));
                }
            }
            case IGNORED, HELD -> {}
        }
    }
}
