package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonKind;
import java.nio.charset.StandardCharsets;

/** Times in seconds with a fraction, as v1 and REST write them; v2 writes RFC 3339. */
final class KrakenTimes {
    private static final int MAX_SECOND_DIGITS = 11;
    private static final int MICRO_DIGITS = 6;

    private KrakenTimes() {}

    /** {@code 1616333924.737428}, as microseconds since the epoch. */
    static long seconds(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return seconds(bytes, 0, bytes.length);
    }

    /** The same, read as a string. */
    static long seconds(JsonCursor cursor) {
        if (cursor.kind() != JsonKind.STRING) {
            throw new JsonException("a time that is no string");
        }
        int start = cursor.position() + 1;
        cursor.skip();
        int end = cursor.position() - 1;
        while (end > start && cursor.text()[end] != '"') {
            end--;
        }
        return seconds(cursor.text(), start, end);
    }

    /** {@code 1688669597.8277369}, a number with as many digits as are not 0; those beyond the microsecond are dropped. */
    static long number(JsonCursor cursor) {
        if (cursor.kind() != JsonKind.NUMBER) {
            throw new JsonException("a time that is no number");
        }
        int start = cursor.position();
        cursor.skip();
        byte[] text = cursor.text();
        long micros = 0;
        int digits = 0;
        int point = -1;
        int at = start;
        for (; at < text.length && (text[at] >= '0' && text[at] <= '9' || text[at] == '.' && point < 0); at++) {
            if (text[at] == '.') {
                point = at;
            } else if (point < 0 || at - point <= MICRO_DIGITS) {
                micros = micros * 10 + (text[at] - '0');
                digits += point < 0 ? 0 : 1;
            }
            if (point < 0 && at - start >= MAX_SECOND_DIGITS) {
                throw wrong(text, start, at);
            }
        }
        for (; digits < MICRO_DIGITS; digits++) {
            micros *= 10;
        }
        return micros;
    }

    private static long seconds(byte[] text, int start, int end) {
        int point = -1;
        long micros = 0;
        for (int at = start; at < end; at++) {
            boolean digit = text[at] >= '0' && text[at] <= '9';
            if (digit && (point < 0 || at - point <= MICRO_DIGITS)) {
                micros = micros * 10 + (text[at] - '0');
            } else if (text[at] == '.' && point < 0) {
                point = at;
            } else if (!digit) {
                throw wrong(text, start, end);
            }
            if (point < 0 && at - start >= MAX_SECOND_DIGITS) {
                throw wrong(text, start, end);
            }
        }
        if (point <= start || end - point <= MICRO_DIGITS) {
            throw wrong(text, start, end);
        }
        return micros;
    }

    private static JsonException wrong(byte[] text, int start, int end) {
        return new JsonException(
                "not a time in seconds: '" + new String(text, start, end - start, StandardCharsets.UTF_8) + "'");
    }
}
