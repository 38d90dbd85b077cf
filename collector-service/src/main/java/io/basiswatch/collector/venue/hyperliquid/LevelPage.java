package io.basiswatch.collector.venue.hyperliquid;

import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import java.util.Arrays;

/**
 * The best levels of both sides as one {@code l2Book} message tells them, in the venue's own prices and sizes. Reused from
 * message to message.
 */
final class LevelPage {
    /** Levels of one side, best first. */
    static final class Side {
        private static final byte[] PRICE = {'p', 'x'};
        private static final byte[] SIZE = {'s', 'z'};
        private static final int USUAL_DEPTH = 20;

        /** 1 for bids, -1 for asks: {@code sign * price} falls from level to level. */
        private final int sign;

        private double[] prices = new double[USUAL_DEPTH];
        private double[] sizes = new double[USUAL_DEPTH];
        private int count;

        Side(int sign) {
            this.sign = sign;
        }

        int count() {
            return count;
        }

        double price(int level) {
            return prices[level];
        }

        double size(int level) {
            return sizes[level];
        }

        void clear() {
            count = 0;
        }

        void add(double price, double size) {
            if (count == prices.length) {
                prices = Arrays.copyOf(prices, 2 * count);
                sizes = Arrays.copyOf(sizes, 2 * count);
            }
            prices[count] = price;
            sizes[count] = size;
            count++;
        }

        /** Becomes the same as {@code other}. */
        void copy(Side other) {
            clear();
            for (int level = 0; level < other.count; level++) {
                add(other.prices[level], other.sizes[level]);
            }
        }

        /** {@code [{"px":"79889.0","sz":"7.85045","n":22},…]}. */
        private void read(JsonCursor cursor) {
            clear();
            cursor.beginArray();
            while (cursor.nextElement()) {
                level(cursor);
            }
        }

        private void level(JsonCursor cursor) {
            double price = 0;
            double size = 0;
            cursor.beginObject();
            while (cursor.nextField()) {
                if (cursor.fieldIs(PRICE)) {
                    price = once(price, cursor);
                } else if (cursor.fieldIs(SIZE)) {
                    size = once(size, cursor);
                } else {
                    cursor.skip();
                }
            }
            if (count > 0 && sign * price >= sign * prices[count - 1]) {
                throw new JsonException("levels are not the best first");
            }
            add(price, size);
        }

        private static double once(double before, JsonCursor cursor) {
            double value = cursor.decimal();
            if (before != 0 || value <= 0) {
                throw new JsonException("a price or size that is not positive, or comes twice");
            }
            return value;
        }
    }

    final Side bids = new Side(1);
    final Side asks = new Side(-1);

    /** {@code [[bids],[asks]]}. */
    void read(JsonCursor cursor) {
        cursor.beginArray();
        nextSide(cursor);
        bids.read(cursor);
        nextSide(cursor);
        asks.read(cursor);
        if (cursor.nextElement()) {
            throw new JsonException("more than two sides");
        }
        requireWhole(bids);
        requireWhole(asks);
    }

    private static void nextSide(JsonCursor cursor) {
        if (!cursor.nextElement()) {
            throw new JsonException("a side is missing");
        }
    }

    private static void requireWhole(Side side) {
        for (int level = 0; level < side.count; level++) {
            if (side.prices[level] == 0 || side.sizes[level] == 0) {
                throw new JsonException("a level without price or size");
            }
        }
    }
}
