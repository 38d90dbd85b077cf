package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.util.Optional;

/**
 * The books of the Exchange feed.
 *
 * <pre>{@code
 * {"type":"snapshot","product_id":"BTC-USD","asks":[["37212.77","0.05724592"],…],"bids":[["37209.96","0.04016376"],…]}
 * {"type":"l2update","product_id":"BTC-USD","changes":[["buy","37378.26","0.02460000"]],"time":"2021-06-02T09:02:09.048568Z"}
 * }</pre>
 */
final class ExchangeLevels {
    private final JsonCursor cursor = new JsonCursor();
    private final Products products;
    private final CoinbaseBooks books;

    ExchangeLevels(Products products, CoinbaseBooks books) {
        this.products = products;
        this.books = books;
    }

    void snapshot(Frame frame, JsonFields fields) {
        if (begin(frame, fields, true)) {
            rows(fields, CoinbaseFields.BIDS, true);
            rows(fields, CoinbaseFields.ASKS, false);
        }
    }

    void update(Frame frame, JsonFields fields) {
        if (!begin(frame, fields, false)) {
            return;
        }
        at(fields, CoinbaseFields.CHANGES);
        while (cursor.nextElement()) {
            cursor.beginArray();
            next();
            boolean bid = isBid(cursor.code());
            level(bid);
        }
    }

    private boolean begin(Frame frame, JsonFields fields, boolean snapshot) {
        Product product = products.find(fields, CoinbaseFields.PRODUCT);
        Optional<Terms> terms = product.terms();
        terms.ifPresent(known -> books.begin(product, known, snapshot, frame.receivedTime()));
        return terms.isPresent();
    }

    private void rows(JsonFields fields, int side, boolean bid) {
        at(fields, side);
        while (cursor.nextElement()) {
            cursor.beginArray();
            level(bid);
        }
    }

    private void at(JsonFields fields, int rows) {
        if (!fields.is(rows, JsonKind.ARRAY)) {
            throw new JsonException("a book without rows");
        }
        cursor.reset(fields.text(), fields.start(rows), fields.end(rows));
        cursor.beginArray();
    }

    private void level(boolean bid) {
        next();
        double price = cursor.decimal();
        next();
        books.level(bid, price, cursor.decimal());
        while (cursor.nextElement()) {
            cursor.skip();
        }
    }

    private void next() {
        if (!cursor.nextElement()) {
            throw new JsonException("a row that is too short");
        }
    }

    private static boolean isBid(String side) {
        return switch (side) {
            case "buy" -> true;
            case "sell" -> false;
            default -> throw new JsonException("a side is buy or sell, not '" + side + "'");
        };
    }
}
