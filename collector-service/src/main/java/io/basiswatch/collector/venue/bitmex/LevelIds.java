package io.basiswatch.collector.venue.bitmex;

import java.util.Arrays;

/**
 * The prices of one book's levels by the ids under which changes name them, in primitive arrays: open addressing, and what
 * follows a removed id moves up, so that no marks of removed ids pile up.
 *
 * <p>A price is kept as it is for a bid and negative for an ask, so that a level that changes sides can be told. Ids are
 * positive; they lie a fixed step apart (its index less the price in ticks), which the hash must not mistake for order.
 */
final class LevelIds {
    /** The id is not known. */
    static final double NONE = 0;

    private static final int FIRST_SLOTS = 256;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private long[] ids = new long[FIRST_SLOTS];
    private double[] prices = new double[FIRST_SLOTS];
    private int size;

    private int slot(long id) {
        return (int) ((id * GOLDEN_RATIO) >>> 32) & (ids.length - 1);
    }

    private int find(long id) {
        int at = slot(id);
        while (ids[at] != id && ids[at] != 0) {
            at = (at + 1) & (ids.length - 1);
        }
        return at;
    }

    /** The price of a level, negative for an ask; {@link #NONE} where the id is not known. */
    double get(long id) {
        int at = find(id);
        return ids[at] == id ? prices[at] : NONE;
    }

    /** Notes a level. */
    void put(long id, double price) {
        int at = find(id);
        if (ids[at] != id) {
            if (++size > ids.length / 2) {
                grow();
                at = find(id);
            }
            ids[at] = id;
        }
        prices[at] = price;
    }

    private void grow() {
        long[] oldIds = ids;
        double[] oldPrices = prices;
        ids = new long[oldIds.length * 2];
        prices = new double[oldIds.length * 2];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0) {
                int at = find(oldIds[i]);
                ids[at] = oldIds[i];
                prices[at] = oldPrices[i];
            }
        }
    }

    /** Forgets a level. */
    void remove(long id) {
        int hole = find(id);
        if (ids[hole] != id) {
            return;
        }
        size--;
        int mask = ids.length - 1;
        for (int at = (hole + 1) & mask; ids[at] != 0; at = (at + 1) & mask) {
            boolean mayMove = ((at - slot(ids[at])) & mask) >= ((at - hole) & mask);
            if (mayMove) {
                ids[hole] = ids[at];
                prices[hole] = prices[at];
                hole = at;
            }
        }
        ids[hole] = 0;
    }

    int size() {
        return size;
    }

    /** Forgets all. */
    void clear() {
        Arrays.fill(ids, 0);
        size = 0;
    }
}
