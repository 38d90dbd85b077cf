package io.basiswatch.collector.book;

import java.util.Arrays;

/**
 * The places of {@link SortedLevels}: arrays by place, links from each to the next worse and the next better one, and a hash
 * table from key to place. Place 0 is none, and stands at both ends: its better one is the worst of all, its worse one the
 * best.
 */
final class LevelPlaces {
    static final int NONE = 0;

    private static final int SLOTS_PER_PLACE = 2;

    /** Keys differ in few bits; multiplied by this they differ in the upper ones. */
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    final double[] keys;
    /** What rests there; 0 where a level was and may come back. */
    final double[] quantities;

    final int[] better;
    final int[] worse;
    final long[] printedPrices;
    final long[] printedQuantities;
    /** Places by the hash of their key. */
    final int[] slots;

    private final int shift;

    /**
     * Nothing but empty places.
     *
     * @param capacity a power of two
     * @param keepsText whether there is room for what was printed
     */
    LevelPlaces(int capacity, boolean keepsText) {
        keys = new double[capacity];
        quantities = new double[capacity];
        better = new int[capacity];
        worse = new int[capacity];
        printedPrices = new long[keepsText ? capacity : 0];
        printedQuantities = new long[keepsText ? capacity : 0];
        slots = new int[SLOTS_PER_PLACE * capacity];
        shift = Long.numberOfLeadingZeros(slots.length) + 1;
    }

    int capacity() {
        return keys.length;
    }

    /** The slot of a key: the one that holds its place, or the free one where it belongs. */
    int slot(double key) {
        int slot = (int) (Double.doubleToRawLongBits(key) * GOLDEN_RATIO >>> shift);
        while (slots[slot] != NONE && keys[slots[slot]] != key) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    void link(int place, int worseOne, int betterOne) {
        worse[place] = worseOne;
        better[place] = betterOne;
        better[worseOne] = place;
        worse[betterOne] = place;
    }

    /** The next worse place at which something rests. */
    int nextWorse(int place) {
        int next = worse[place];
        while (next != NONE && quantities[next] == 0) {
            next = worse[next];
        }
        return next;
    }

    /** The next better place at which something rests. */
    int nextBetter(int place) {
        int next = better[place];
        while (next != NONE && quantities[next] == 0) {
            next = better[next];
        }
        return next;
    }

    /** Forgets all places. */
    void clear() {
        Arrays.fill(slots, NONE);
        better[NONE] = NONE;
        worse[NONE] = NONE;
    }
}
