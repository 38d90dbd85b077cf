package io.basiswatch.benchmarks.compare.scanner;

import java.util.Arrays;

/** A book for prices of any kind: sorted arrays, the best level last, found by halving and moved by copying. */
final class SortedBook implements Book {
    private final Side bids = new Side();
    private final Side asks = new Side();

    @Override
    public void clear() {
        bids.size = 0;
        asks.size = 0;
    }

    @Override
    public void bid(long cents, double quantity) {
        bids.set(cents, quantity);
    }

    @Override
    public void ask(long cents, double quantity) {
        asks.set(-cents, quantity);
    }

    @Override
    public long bestBid() {
        return bids.best();
    }

    @Override
    public long bestAsk() {
        return -asks.best();
    }

    /** Levels by a key that rises towards the best. */
    private static final class Side {
        private long[] keys = new long[1024];
        private double[] quantities = new double[1024];
        private int size;

        long best() {
            return size == 0 ? 0 : keys[size - 1];
        }

        void set(long key, double quantity) {
            int place = Arrays.binarySearch(keys, 0, size, key);
            if (place >= 0 && quantity != 0) {
                quantities[place] = quantity;
            } else if (place >= 0) {
                size--;
                System.arraycopy(keys, place + 1, keys, place, size - place);
                System.arraycopy(quantities, place + 1, quantities, place, size - place);
            } else if (quantity != 0) {
                insert(-place - 1, key, quantity);
            }
        }

        private void insert(int place, long key, double quantity) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, 2 * size);
                quantities = Arrays.copyOf(quantities, 2 * size);
            }
            System.arraycopy(keys, place, keys, place + 1, size - place);
            System.arraycopy(quantities, place, quantities, place + 1, size - place);
            keys[place] = key;
            quantities[place] = quantity;
            size++;
        }
    }
}
