package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.book.PrintedNumber;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonKind;

/** Numbers of book levels, exactly as printed: v2 writes them as numbers, v1 as strings. */
final class KrakenLevels {
    private KrakenLevels() {}

    /** Reads a number such as {@code 0.00044780}. */
    static long number(JsonCursor cursor) {
        return printed(cursor, JsonKind.NUMBER, 0);
    }

    /** Reads a string such as {@code "0.00044780"}. */
    static long quoted(JsonCursor cursor) {
        return printed(cursor, JsonKind.STRING, 1);
    }

    private static long printed(JsonCursor cursor, JsonKind kind, int quotes) {
        if (cursor.kind() != kind) {
            throw new JsonException("a price or quantity that is no " + kind);
        }
        byte[] text = cursor.text();
        int start = cursor.position();
        cursor.skip();
        int end = cursor.position();
        while (text[end - 1] <= ' ') {
            end--;
        }
        return PrintedNumber.of(text, start + quotes, end - quotes);
    }
}
