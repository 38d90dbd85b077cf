package io.basiswatch.collector.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a text at a time, as one {@code long} whose lowest byte is the first: what most strings and numbers of a
 * frame need is then a few operations without a loop.
 *
 * <p>The tests for bytes are the usual ones for a zero byte; the lowest hit is exact, and no other is looked at. The
 * conversion of eight digits multiplies pairs, then pairs of pairs (as in Lemire's {@code fast_float}).
 */
final class Words {
    static final int BYTES = 8;

    /** A point and eight digits. */
    private static final int PLACES = 9;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long TOP = 0x8080808080808080L;
    private static final long ZEROS = '0' * EACH;
    private static final long BEYOND_NINE = 0x76 * EACH;
    private static final long QUOTES = '"' * EACH;
    private static final long BACKSLASHES = '\\' * EACH;
    private static final long SPACES = ' ' * EACH;
    private static final long POINTS = '.' * EACH;
    private static final long PAIRS = 0x000000FF000000FFL;
    private static final long HUNDRED_AND_MILLION = 100 + (1_000_000L << 32);
    private static final long ONE_AND_TEN_THOUSAND = 1 + (10_000L << 32);
    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

    private Words() {}

    private static long at(byte[] text, int start) {
        return (long) LONGS.get(text, start);
    }

    private static long zeroBytes(long word) {
        return (word - EACH) & ~word & TOP;
    }

    private static int firstOf(long hits) {
        return Long.numberOfTrailingZeros(hits) >>> 3;
    }

    /** How many of the eight bytes from {@code start} on are ordinary within a string: no quote, escape or control. */
    static int plain(byte[] text, int start) {
        long word = at(text, start);
        long hits = zeroBytes(word ^ QUOTES) | zeroBytes(word ^ BACKSLASHES) | (word - SPACES) & ~word & TOP;
        return hits == 0 ? BYTES : firstOf(hits);
    }

    /** How many of the eight bytes from {@code start} on come before a quotation mark. */
    static int beforeQuote(byte[] text, int start) {
        long hits = zeroBytes(at(text, start) ^ QUOTES);
        return hits == 0 ? BYTES : firstOf(hits);
    }

    /** The number that eight digits write; negative where one is no digit. */
    static long eightDigits(byte[] text, int start) {
        long digits = at(text, start) ^ ZEROS;
        return areDigits(digits) ? number(digits) : -1;
    }

    private static boolean areDigits(long digits) {
        return ((digits + BEYOND_NINE | digits) & TOP) == 0;
    }

    private static long number(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        return ((pairs & PAIRS) * HUNDRED_AND_MILLION + (pairs >>> 16 & PAIRS) * ONE_AND_TEN_THOUSAND) >>> 32;
    }

    /**
     * The number that {@code length} bytes write, at most eight of which {@code text} has all; NaN where they are not a plain
     * decimal without sign, exponent and needless zeros. Digits and power of ten are exact, so the division rounds
     * correctly.
     */
    static double decimal(byte[] text, int start, int length) {
        if (length < 1) {
            return Double.NaN;
        }
        long word = at(text, start) & -1L >>> 64 - 8 * length;
        long points = zeroBytes(word ^ POINTS);
        int whole = points == 0 ? length : firstOf(points);
        int digits = length;
        if (points != 0) {
            long before = word & (1L << 8 * whole) - 1;
            word = before | word >>> 8 * whole + 8 << 8 * whole;
            digits--;
        }
        long values = word ^ ZEROS & -1L >>> 64 - 8 * digits;
        boolean isWrong = whole == 0 || whole == length - 1 && points != 0 || whole > 1 && text[start] == '0';
        if (isWrong || !areDigits(values)) {
            return Double.NaN;
        }
        return number(values << 64 - 8 * digits) / POWERS[digits - whole];
    }

    /**
     * The number that {@code length} bytes write of which the last nine are a point and eight digits, as Binance's spot market
     * writes all of its; NaN where they are another form, or more digits than are exact.
     */
    static double eightPlaces(byte[] text, int start, int length) {
        int whole = length - PLACES;
        if (whole < 1 || whole > BYTES || text[start + whole] != '.') {
            return Double.NaN;
        }
        long fraction = eightDigits(text, start + whole + 1);
        long mask = -1L >>> 64 - 8 * whole;
        long values = (at(text, start) ^ ZEROS) & mask;
        boolean hasNeedlessZero = whole > 1 && text[start] == '0';
        if (fraction < 0 || hasNeedlessZero || !areDigits(values)) {
            return Double.NaN;
        }
        long digits = number(values << 64 - 8 * whole) * 100_000_000 + fraction;
        return digits <= JsonNumbers.EXACT ? digits / 1e8 : Double.NaN;
    }
}
