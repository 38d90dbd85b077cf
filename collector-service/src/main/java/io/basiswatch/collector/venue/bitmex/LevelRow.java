package io.basiswatch.collector.venue.bitmex;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.util.Arrays;
import java.util.List;

/**
 * One row of {@code orderBookL2}, read where it stands and used again for the next one.
 *
 * <pre>{@code
 * {"symbol":"XBTUSD","id":8796323950,"side":"Sell","size":38760,"price":36760.5,"timestamp":"2022-06-04T23:34:52.603Z"}
 * }</pre>
 *
 * <p>Older updates have no price, deletions no size either; older rows have no time.
 */
final class LevelRow {
    /** What a message does with its rows. */
    enum Action {
        /** They are the book. */
        PARTIAL("partial", HAS_SYMBOL | HAS_ID | HAS_SIDE | HAS_SIZE | HAS_PRICE),
        INSERT("insert", HAS_SYMBOL | HAS_ID | HAS_SIDE | HAS_SIZE | HAS_PRICE),
        UPDATE("update", HAS_SYMBOL | HAS_ID | HAS_SIDE | HAS_SIZE),
        DELETE("delete", HAS_SYMBOL | HAS_ID | HAS_SIDE);

        static final List<Action> ALL = List.of(values());

        private final byte[] word;
        private final int needs;

        Action(String word, int needs) {
            this.word = word.getBytes(ISO_8859_1);
            this.needs = needs;
        }

        /** As the venue writes it. */
        byte[] word() {
            return word;
        }
    }

    private static final byte[] SYMBOL = "symbol".getBytes(ISO_8859_1);
    private static final byte[] ID = "id".getBytes(ISO_8859_1);
    private static final byte[] SIDE = "side".getBytes(ISO_8859_1);
    private static final byte[] SIZE = "size".getBytes(ISO_8859_1);
    private static final byte[] PRICE = "price".getBytes(ISO_8859_1);
    private static final byte[] BUY = "\"Buy\"".getBytes(ISO_8859_1);
    private static final byte[] SELL = "\"Sell\"".getBytes(ISO_8859_1);

    private static final int HAS_SYMBOL = 1;
    private static final int HAS_ID = 2;
    private static final int HAS_SIDE = 4;
    private static final int HAS_SIZE = 8;
    private static final int HAS_PRICE = 16;

    private final JsonFields timed = JsonFields.of("timestamp");
    private int has;
    private int symbolStart;
    private int symbolEnd;
    private long id;
    private boolean isBid;
    private double size;
    private double price;

    /**
     * Reads a row.
     *
     * @throws JsonException where it does not say what {@code action} needs
     */
    void read(JsonCursor cursor, Action action) {
        has = 0;
        size = 0;
        price = 0;
        timed.clear();
        cursor.beginObject();
        while (cursor.nextField()) {
            field(cursor);
        }
        if ((has & action.needs) != action.needs || id <= 0) {
            throw new JsonException("a level that lacks what it needs for " + action);
        }
    }

    private void field(JsonCursor cursor) {
        if (cursor.fieldIs(SYMBOL)) {
            once(HAS_SYMBOL);
            symbol(cursor);
        } else if (cursor.fieldIs(ID)) {
            once(HAS_ID);
            id = cursor.whole();
        } else if (cursor.fieldIs(SIDE)) {
            once(HAS_SIDE);
            isBid = side(cursor);
        } else if (cursor.fieldIs(SIZE)) {
            once(HAS_SIZE);
            size = cursor.decimal();
        } else if (cursor.fieldIs(PRICE)) {
            once(HAS_PRICE);
            price = price(cursor);
        } else {
            timed.take(cursor);
        }
    }

    private void once(int field) {
        if ((has & field) != 0) {
            throw new JsonException("a field of a level comes twice");
        }
        has |= field;
    }

    private void symbol(JsonCursor cursor) {
        if (cursor.kind() != JsonKind.STRING) {
            throw new JsonException("a symbol that is no string");
        }
        symbolStart = cursor.position() + 1;
        cursor.skip();
        // The closing quotation mark is the last byte that was passed over; white space may follow it.
        int at = symbolStart;
        while (cursor.text()[at] != '"') {
            at++;
        }
        symbolEnd = at;
    }

    private static boolean side(JsonCursor cursor) {
        int start = cursor.position();
        cursor.skip();
        if (stands(BUY, cursor.text(), start)) {
            return true;
        }
        if (!stands(SELL, cursor.text(), start)) {
            throw new JsonException("a level that is neither bid nor ask, at byte " + start);
        }
        return false;
    }

    private static boolean stands(byte[] word, byte[] text, int at) {
        return at + word.length <= text.length && Arrays.equals(word, 0, word.length, text, at, at + word.length);
    }

    private static double price(JsonCursor cursor) {
        double price = cursor.decimal();
        if (!(price > 0)) {
            throw new JsonException("a price that cannot be: " + price);
        }
        return price;
    }

    int symbolStart() {
        return symbolStart;
    }

    int symbolEnd() {
        return symbolEnd;
    }

    long id() {
        return id;
    }

    boolean isBid() {
        return isBid;
    }

    /** In contracts; 0 where the row has none. */
    double size() {
        return size;
    }

    /** 0 where the row has none. */
    double price() {
        return price;
    }

    boolean hasTime() {
        return timed.hasValue(0);
    }

    /** The venue's time, milliseconds since the epoch. */
    long millis() {
        return IsoTimes.millis(timed, 0);
    }
}
