package io.basiswatch.local.market;

/** Numbers that look like chance and are not: the same for the same arguments, in whatever order they are asked for. */
final class Hash {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;
    private static final double SQRT_12 = Math.sqrt(12);

    /** The farthest from 0 that {@link #even} goes. */
    static final double REACH = SQRT_12 / 2;

    private Hash() {}

    static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    static long of(long seed, long first) {
        return mix(seed + GOLDEN * (first + 1));
    }

    static long of(long seed, long first, long second) {
        return of(of(seed, first), second);
    }

    /** A name as a number. */
    static long of(String name) {
        long hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = of(hash, name.charAt(i));
        }
        return hash;
    }

    /** Between 0, inclusive, and 1, exclusive. */
    static double unit(long hash) {
        return (hash >>> 11) * UNIT;
    }

    /** Spread evenly about 0, with a variance of 1: never beyond {@link #REACH}. */
    static double even(long hash) {
        return (unit(hash) - 0.5) * SQRT_12;
    }
}
