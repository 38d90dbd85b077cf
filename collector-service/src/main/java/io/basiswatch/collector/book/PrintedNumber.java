package io.basiswatch.collector.book;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A decimal number exactly as a venue printed it, trailing zeros included, packed into one {@code long}: its digits
 * without the dot in the upper 58 bits, the number of digits behind the dot in the lower 5.
 *
 * <p>Checksums are taken over the printed text. A {@code long} in the book's own arrays keeps that text without an object
 * per level. Only plain decimals fit: no sign, no exponent, at most 17 digits.
 */
public final class PrintedNumber {
    /** The text was not kept. */
    public static final long NONE = -1;

    private static final int SCALE_BITS = 5;
    private static final int MAX_SCALE = (1 << SCALE_BITS) - 1;
    private static final long MAX_DIGITS = 99_999_999_999_999_999L;
    private static final long MAX_EXACT = 1L << 53;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private PrintedNumber() {}

    /**
     * Packs a number.
     *
     * @throws IllegalArgumentException where it is no plain decimal of at most 17 digits
     */
    public static long of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    /**
     * Packs the number in {@code text} from {@code from} to before {@code to}.
     *
     * @throws IllegalArgumentException where it is no plain decimal of at most 17 digits
     */
    public static long of(byte[] text, int from, int to) {
        long digits = 0;
        int dot = -1;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (text[i] == '.' && dot < 0 && i > from) {
                dot = i;
            } else {
                throw unfit(text, from, to);
            }
            if (digits > MAX_DIGITS) {
                throw unfit(text, from, to);
            }
        }
        int scale = dot < 0 ? 0 : to - dot - 1;
        if (from == to || dot == to - 1 || scale > MAX_SCALE) {
            throw unfit(text, from, to);
        }
        return digits << SCALE_BITS | scale;
    }

    private static IllegalArgumentException unfit(byte[] text, int from, int to) {
        return new IllegalArgumentException(
                "not a plain decimal: '" + new String(text, from, to - from, StandardCharsets.UTF_8) + "'");
    }

    /** The number's value: the double nearest to the printed decimal. */
    public static double value(long packed) {
        long digits = digits(packed);
        int scale = scale(packed);
        if (digits <= MAX_EXACT && scale < POWERS_OF_TEN.length) {
            return digits / POWERS_OF_TEN[scale];
        }
        return BigDecimal.valueOf(digits, scale).doubleValue();
    }

    /** All digits of the text as one whole number: 2290 for "0.002290". */
    static long digits(long packed) {
        return packed >>> SCALE_BITS;
    }

    /** How many digits the text has behind the dot. */
    static int scale(long packed) {
        return (int) packed & MAX_SCALE;
    }

    /** The text as it was printed. */
    static String text(long packed) {
        return BigDecimal.valueOf(digits(packed), scale(packed)).toPlainString();
    }
}
