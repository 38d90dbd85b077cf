package io.basiswatch.collector.json;

import java.nio.charset.StandardCharsets;

/**
 * Numbers in decimal text: parsed to the very double that {@link Double#parseDouble} gives.
 *
 * <p>Up to 15 digits and a power of ten up to 22 are both exact as doubles, so one division or multiplication rounds
 * correctly (Clinger 1990); everything else goes to {@code parseDouble}.
 */
final class JsonNumbers {
    static final long EXACT = 999_999_999_999_999L;

    /** So many digits and a point fit a long, and the power of ten is exact. */
    private static final int MOST_DIGITS = 18;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private JsonNumbers() {}

    /** Refuses what is not a JSON number. */
    static void check(byte[] text, int start, int end) {
        int at = start < end && text[start] == '-' ? start + 1 : start;
        int digits = digits(text, at, end);
        boolean leadingZero = digits > 1 && text[at] == '0';
        at += digits;
        boolean valid = digits > 0 && !leadingZero;
        if (valid && at < end && text[at] == '.') {
            digits = digits(text, at + 1, end);
            at += 1 + digits;
            valid = digits > 0;
        }
        if (valid && at < end && (text[at] | 0x20) == 'e') {
            at++;
            if (at < end && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            digits = digits(text, at, end);
            at += digits;
            valid = digits > 0;
        }
        if (!valid || at != end) {
            throw new JsonException("not a number: '" + shown(text, start, end) + "'");
        }
    }

    private static int digits(byte[] text, int from, int end) {
        int at = from;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at - from;
    }

    /** The finite double that the text stands for. */
    static double decimal(byte[] text, int start, int end) {
        if (end - start <= Words.BYTES && start + Words.BYTES <= text.length) {
            double quick = Words.decimal(text, start, end - start);
            if (quick == quick) {
                return quick;
            }
        }
        double places = Words.eightPlaces(text, start, end - start);
        if (places == places) {
            return places;
        }
        boolean negative = start < end && text[start] == '-';
        long mantissa = 0;
        int point = -1;
        int first = negative ? start + 1 : start;
        if (end - first > MOST_DIGITS) {
            return slow(text, start, end);
        }
        for (int at = first; at < end; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
            } else if (text[at] == '.' && point < 0 && at > first && at < end - 1) {
                point = at;
            } else {
                return slow(text, start, end);
            }
        }
        boolean leadingZero = end - first > 1 && text[first] == '0' && text[first + 1] != '.';
        if (first == end || leadingZero || mantissa > EXACT) {
            return slow(text, start, end);
        }
        double value = mantissa / POWERS[point < 0 ? 0 : end - point - 1];
        return negative ? -value : value;
    }

    private static double slow(byte[] text, int start, int end) {
        check(text, start, end);
        double value = Double.parseDouble(new String(text, start, end - start, StandardCharsets.ISO_8859_1));
        if (Double.isInfinite(value)) {
            throw new JsonException("too large: '" + shown(text, start, end) + "'");
        }
        return value;
    }

    /** A whole number that fits a long, without sign tricks, point or exponent. */
    static long whole(byte[] text, int start, int end) {
        boolean negative = start < end && text[start] == '-';
        int first = negative ? start + 1 : start;
        int length = end - first;
        long value = length < 1 || length > MOST_DIGITS ? -1 : wholeDigits(text, first, end);
        if (value < 0) {
            throw new JsonException("not a whole number: '" + shown(text, start, end) + "'");
        }
        return negative ? -value : value;
    }

    /** Negative where one is no digit. */
    private static long wholeDigits(byte[] text, int first, int end) {
        long value = 0;
        int at = first;
        for (; end - at >= Words.BYTES; at += Words.BYTES) {
            long eight = Words.eightDigits(text, at);
            if (eight < 0) {
                return -1;
            }
            value = value * 100_000_000 + eight;
        }
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static String shown(byte[] text, int start, int end) {
        int length = Math.min(end - start, 60);
        return new String(text, start, length, StandardCharsets.UTF_8);
    }
}
