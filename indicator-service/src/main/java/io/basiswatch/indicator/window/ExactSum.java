package io.basiswatch.indicator.window;

import java.util.Arrays;

/**
 * A sum of doubles, and of products of doubles, without any rounding: what was added can be taken away again and leaves no
 * trace, and neither order nor history changes the result. It is rounded once, when it is read.
 *
 * <p>A sum that is rounded at each step keeps the errors of everything that has ever passed through it, so a window that adds
 * what comes and subtracts what goes drifts, and is another one after a restart. This is Kulisch's accumulator: a number of
 * fixed point, as long as the numbers need that it has met, whose digits hold their carries back until it is read. Adding
 * touches three digits, reading looks at all of them (five or so for prices).
 *
 * <p>All finite doubles may be added, and all their products. Not safe for use by several threads.
 */
public final class ExactSum {
    private static final int DIGIT = 32;
    private static final long LOWER = 0xFFFF_FFFFL;
    /** A digit grows by less than 2^32 with each number, so it has room for this many. */
    private static final int MOST_UNCARRIED = 1 << 30;

    private static final int PRECISION = 53;

    /** {@code digits[i]} counts units of 2^(32 (base + i)); it may be negative, and larger than a digit until it is carried. */
    private long[] digits = {};

    private int base;
    private int uncarried;
    private double nearest;
    private double rest;

    /** Adds {@code x}. */
    public void add(double x) {
        long mantissa = mantissa(x);
        int position = exponent(x);
        int shift = position & DIGIT - 1;
        int at = reserve(position >> 5, 3);
        long[] all = digits;
        all[at] += mantissa << shift & LOWER;
        all[at + 1] += mantissa >> DIGIT - shift & LOWER;
        all[at + 2] += mantissa >> DIGIT >> DIGIT - shift;
        count();
    }

    /** Takes {@code x} away, as if it had never been added. */
    public void subtract(double x) {
        add(-x);
    }

    /** Adds {@code a} · {@code b}, of which nothing is rounded either. */
    public void addProduct(double a, double b) {
        long one = mantissa(a);
        long other = mantissa(b);
        addWide(Math.multiplyHigh(one, other), one * other, exponent(a) + exponent(b));
    }

    /** Adds {@code factor} times {@code other}, another sum than this one. */
    void addScaled(ExactSum other, double factor) {
        other.carry();
        long mantissa = mantissa(factor);
        int exponent = exponent(factor);
        for (int i = 0; i < other.digits.length; i++) {
            long digit = other.digits[i];
            if (digit != 0) {
                int position = DIGIT * (other.base + i) + exponent;
                addWide(Math.multiplyHigh(digit, mantissa), digit * mantissa, position);
            }
        }
    }

    /** Becomes equal to {@code other}. */
    void set(ExactSum other) {
        if (digits.length == other.digits.length) {
            System.arraycopy(other.digits, 0, digits, 0, digits.length);
        } else {
            digits = other.digits.clone();
        }
        base = other.base;
        uncarried = other.uncarried;
    }

    /** The double nearest to the sum; infinite where no double is as large. */
    public double toDouble() {
        read();
        return nearest;
    }

    /**
     * The sum divided by {@code count}: the nearest double, or the next one where two are as near as can be told. The mean of
     * equal numbers is that number.
     */
    public double dividedBy(int count) {
        read();
        double quotient = nearest / count;
        // The second division does not wait for the first one, and is of something that needs few digits.
        return quotient + (Math.fma(-quotient, count, nearest) + rest) * (1.0 / count);
    }

    private static long mantissa(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long fraction = bits & (1L << PRECISION - 1) - 1;
        int exponent = (int) (bits >>> PRECISION - 1) & 0x7FF;
        if (exponent == 0x7FF) {
            throw new IllegalArgumentException("not a finite number: " + x);
        }
        long magnitude = exponent == 0 ? fraction : fraction | 1L << PRECISION - 1;
        return bits < 0 ? -magnitude : magnitude;
    }

    /** Of the mantissa's last bit. */
    private static int exponent(double x) {
        return Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - PRECISION + 1;
    }

    /** Adds the 128 bits of {@code high} and {@code low}, times 2^{@code position}. */
    private void addWide(long high, long low, int position) {
        int shift = position & DIGIT - 1;
        int at = reserve(position >> 5, 5);
        long[] all = digits;
        all[at] += low << shift & LOWER;
        all[at + 1] += low >>> DIGIT - shift & LOWER;
        all[at + 2] += (low >>> 1 >>> 2 * DIGIT - 1 - shift | high << shift) & LOWER;
        all[at + 3] += high >> DIGIT - shift & LOWER;
        all[at + 4] += high >> DIGIT >> DIGIT - shift;
        count();
    }

    private void count() {
        if (++uncarried == MOST_UNCARRIED) {
            carry();
        }
    }

    /** Where the digit of {@code place} is, with room for {@code count} digits from there on. */
    private int reserve(int place, int count) {
        int at = place - base;
        if (at >= 0 && at + count <= digits.length) {
            return at;
        }
        if (digits.length == 0) {
            base = place;
        }
        int low = Math.min(base, place);
        // One more than needed: it takes the carries.
        int high = Math.max(base + digits.length, place + count + 1);
        long[] longer = new long[high - low];
        System.arraycopy(digits, 0, longer, base - low, digits.length);
        digits = longer;
        base = low;
        return place - low;
    }

    /** Leaves each digit between -2^31 and 2^31: the sum has one such form only. */
    private void carry() {
        if (uncarried == 0) {
            return;
        }
        long[] all = digits;
        long over = 0;
        for (int i = 0; i < all.length; i++) {
            long digit = all[i] + over;
            all[i] = (int) digit;
            over = digit - (int) digit >> DIGIT;
        }
        if (over != 0) {
            digits = Arrays.copyOf(all, all.length + 1);
            digits[all.length] = over;
        }
        uncarried = 0;
    }

    /** Finds the nearest double, and what it leaves out. */
    private void read() {
        carry();
        int top = digits.length - 1;
        while (top >= 0 && digits[top] == 0) {
            top--;
        }
        if (top < 0) {
            nearest = 0;
            rest = 0;
            return;
        }
        // Three digits are 63 bits at least; of all that is below them the sign is enough.
        long second = digit(top - 1) << DIGIT;
        long low = second + digit(top - 2);
        long high =
                digits[top] + (second >> 63) + (digit(top - 2) >> 63) + (Long.compareUnsigned(low, second) < 0 ? 1 : 0);
        boolean negative = high < 0;
        int below = signBelow(top - 2);
        if (negative) {
            low = -low;
            high = ~high + (low == 0 ? 1 : 0);
            below = -below;
        }
        if (below < 0) {
            high -= low == 0 ? 1 : 0;
            low--;
        }
        round(high, low, below != 0, DIGIT * (base + top - 2));
        if (negative) {
            nearest = -nearest;
            rest = -rest;
        }
    }

    private long digit(int at) {
        return at < 0 ? 0 : digits[at];
    }

    /** The sign of everything below the digit {@code at}: that of the first digit that is not 0. */
    private int signBelow(int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (digits[i] != 0) {
                return Long.signum(digits[i]);
            }
        }
        return 0;
    }

    /** Of a positive number of up to 97 bits times 2^{@code weight}, and a little {@code more} than that. */
    private void round(long high, long low, boolean more, int weight) {
        int bits = high == 0 ? 64 - Long.numberOfLeadingZeros(low) : 128 - Long.numberOfLeadingZeros(high);
        int drop = bits - PRECISION;
        if (drop <= 0) {
            nearest = scaled(low, weight);
            rest = 0;
            return;
        }
        long kept = high << 64 - drop | low >>> drop;
        long left = low & (1L << drop) - 1;
        long half = 1L << drop - 1;
        if (left > half || left == half && (more || (kept & 1) != 0)) {
            kept++;
            left -= 1L << drop;
        }
        nearest = scaled(kept, weight + drop);
        rest = scaled(left, weight);
    }

    private static double scaled(long mantissa, int exponent) {
        boolean isOneFactor = exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT;
        return isOneFactor
                ? mantissa * Double.longBitsToDouble((long) (exponent + Double.MAX_EXPONENT) << PRECISION - 1)
                : Math.scalb((double) mantissa, exponent);
    }
}
