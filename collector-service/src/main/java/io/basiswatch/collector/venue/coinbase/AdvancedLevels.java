package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The rows of Advanced Trade's {@code l2_data}, read in one pass as they usually come; a snapshot has tens of thousands, in
 * no order.
 *
 * <pre>{@code
 * "events":[{"type":"update","product_id":"BTC-USD","updates":[{"side":"bid","event_time":"2026-08-09T21:05:48.170326Z",
 *  "price_level":"65083.66","new_quantity":"0.20371215"},{"side":"offer",…}]}]
 * }</pre>
 *
 * <p>{@code new_quantity} is absolute, "0" removes the level.
 */
final class AdvancedLevels {
    private static final int TYPE = 0;
    private static final int PRODUCT = 1;
    private static final int UPDATES = 2;

    private static final byte[] UPDATES_NAME = ascii("updates");
    private static final byte[] SIDE = ascii("side");
    private static final byte[] PRICE = ascii("price_level");
    private static final byte[] QUANTITY = ascii("new_quantity");
    private static final byte[] SNAPSHOT = ascii("snapshot");
    private static final byte[] UPDATE = ascii("update");
    private static final byte[] BID = ascii("\"bid\"");
    private static final byte[] OFFER = ascii("\"offer\"");

    private final JsonFields group = JsonFields.of("type", "product_id", "updates");
    private final JsonCursor later = new JsonCursor();
    private final Products products;
    private final CoinbaseBooks books;

    AdvancedLevels(Products products, CoinbaseBooks books) {
        this.products = products;
        this.books = books;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads the array of events. */
    void read(JsonCursor cursor, Frame frame) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            event(cursor, frame);
        }
    }

    private void event(JsonCursor cursor, Frame frame) {
        boolean isRead = false;
        group.clear();
        cursor.beginObject();
        while (cursor.nextField()) {
            if (!isRead && cursor.fieldIs(UPDATES_NAME) && group.has(TYPE) && group.has(PRODUCT)) {
                rows(cursor, frame);
                isRead = true;
            } else {
                group.take(cursor);
            }
        }
        if (isRead == group.has(UPDATES)) {
            throw new JsonException("an event with updates twice, or without any");
        }
        if (!isRead) {
            rows(later.reset(group.text(), group.start(UPDATES), group.end(UPDATES)), frame);
        }
    }

    private void rows(JsonCursor cursor, Frame frame) {
        if (cursor.kind() != JsonKind.ARRAY) {
            throw new JsonException("no array of updates");
        }
        Product product = products.find(group, PRODUCT);
        boolean snapshot = isSnapshot();
        Optional<Terms> terms = product.terms();
        if (terms.isEmpty()) {
            cursor.skip();
            return;
        }
        books.begin(product, terms.get(), snapshot, frame.receivedTime());
        cursor.beginArray();
        while (cursor.nextElement()) {
            row(cursor);
        }
    }

    private boolean isSnapshot() {
        boolean snapshot = group.is(TYPE, SNAPSHOT);
        if (!snapshot && !group.is(TYPE, UPDATE)) {
            throw new JsonException("neither snapshot nor update");
        }
        return snapshot;
    }

    private void row(JsonCursor cursor) {
        double price = Double.NaN;
        double quantity = Double.NaN;
        int side = 0;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.fieldIs(PRICE)) {
                price = cursor.decimal();
            } else if (cursor.fieldIs(QUANTITY)) {
                quantity = cursor.decimal();
            } else if (cursor.fieldIs(SIDE)) {
                side = side(cursor);
            } else {
                cursor.skip();
            }
        }
        if (side == 0 || Double.isNaN(price) || Double.isNaN(quantity)) {
            throw new JsonException("a level without side, price or quantity");
        }
        books.level(side > 0, price, quantity);
    }

    /** 1 for a bid, -1 for an offer. */
    private static int side(JsonCursor cursor) {
        int start = cursor.position();
        cursor.skip();
        if (starts(cursor.text(), start, BID)) {
            return 1;
        }
        if (starts(cursor.text(), start, OFFER)) {
            return -1;
        }
        throw new JsonException("a side is bid or offer");
    }

    private static boolean starts(byte[] text, int start, byte[] value) {
        return start + value.length <= text.length
                && Arrays.equals(text, start, start + value.length, value, 0, value.length);
    }
}
