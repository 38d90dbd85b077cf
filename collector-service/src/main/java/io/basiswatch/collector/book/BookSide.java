package io.basiswatch.collector.book;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The bids or the asks of a book, best first by {@code rank}. Prices are in the quote currency, quantities in the base
 * currency.
 *
 * <p>Kept as sorted primitive arrays with the <em>best level last</em>: almost all changes happen near the top, so they
 * find their place in a few steps from the end and move a few elements, however many levels lie behind. The used part
 * floats inside the arrays, so that a change far away moves the shorter half only. Changes allocate nothing until the
 * arrays must grow. Measured against a tree, a hash with a sorted index and tick-indexed arrays; see the benchmark in the
 * tests.
 *
 * <p>Prices are compared as doubles. Equal decimals give equal doubles, and different decimals of up to 15 digits
 * different ones, so no tick size is needed.
 */
public final class BookSide {
    private static final int FIRST_CAPACITY = 64;

    /** 1 for bids, -1 for asks: {@code sign * price} rises towards the best level on both sides. */
    private final int sign;

    private final Reach reach;
    private double[] keys = new double[FIRST_CAPACITY];
    private double[] quantities = new double[FIRST_CAPACITY];
    private long[] printedPrices = new long[FIRST_CAPACITY];
    private long[] printedQuantities = new long[FIRST_CAPACITY];
    private int from = FIRST_CAPACITY / 2;
    private int to = FIRST_CAPACITY / 2;
    private double snapshotEnd = Double.NEGATIVE_INFINITY;

    BookSide(int sign, Reach reach) {
        this.sign = sign;
        this.reach = reach;
    }

    /** How many levels are known. */
    public int size() {
        return to - from;
    }

    /** Whether no level is known. */
    public boolean isEmpty() {
        return to == from;
    }

    /**
     * The price of a level.
     *
     * @param rank 0 for the best level
     */
    public double price(int rank) {
        return sign * keys[index(rank)];
    }

    /**
     * What rests at a level.
     *
     * @param rank 0 for the best level
     */
    public double quantity(int rank) {
        return quantities[index(rank)];
    }

    long printedPrice(int rank) {
        return printedPrices[index(rank)];
    }

    long printedQuantity(int rank) {
        return printedQuantities[index(rank)];
    }

    private int index(int rank) {
        int index = to - 1 - rank;
        if (rank < 0 || index < from) {
            throw new IndexOutOfBoundsException("rank " + rank + " of " + size() + " levels");
        }
        return index;
    }

    /** What rests at {@code price}; 0 where nothing does. */
    public double quantityAt(double price) {
        int at = find(sign * price);
        return at < to && keys[at] == sign * price ? quantities[at] : 0;
    }

    /**
     * The notional, in the quote currency, of all levels from the best one to {@code price} inclusive; empty where the
     * feed does not reach that far.
     */
    public OptionalDouble notionalTo(double price) {
        double end = sign * price;
        if (reachKey() > end) {
            return OptionalDouble.empty();
        }
        double notional = 0;
        for (int i = to - 1; i >= from && keys[i] >= end; i--) {
            notional += sign * keys[i] * quantities[i];
        }
        return OptionalDouble.of(notional);
    }

    /**
     * The average price of a market order that trades against this side.
     *
     * @param notional the order's size in the quote currency
     * @return empty where the order exhausts what is known of this side
     */
    public OptionalDouble averagePrice(double notional) {
        double end = reachKey();
        double left = notional;
        double base = 0;
        for (int i = to - 1; i >= from && keys[i] >= end; i--) {
            double price = sign * keys[i];
            double here = price * quantities[i];
            if (here >= left) {
                return OptionalDouble.of(notional / (base + left / price));
            }
            left -= here;
            base += quantities[i];
        }
        return OptionalDouble.empty();
    }

    /** Whether the price left what the last snapshot covers, so that even the best level may be unknown. */
    boolean isExhausted() {
        return snapshotEnd != Double.NEGATIVE_INFINITY && (isEmpty() || keys[to - 1] < snapshotEnd);
    }

    /** The key of the worst price up to which all levels are known. */
    private double reachKey() {
        return switch (reach) {
            case Reach.Whole() -> Double.NEGATIVE_INFINITY;
            case Reach.Window(int depth) -> size() < depth ? Double.NEGATIVE_INFINITY : keys[from];
            case Reach.Snapshot _ -> snapshotEnd;
        };
    }

    /** Takes what a change says, in its own order. */
    void apply(LevelRows rows) {
        for (int i = 0; i < rows.size(); i++) {
            apply(rows, i);
        }
        trim();
    }

    private void apply(LevelRows rows, int row) {
        set(rows.price(row), rows.quantity(row), rows.printedPrice(row), rows.printedQuantity(row));
    }

    /** Sets what rests at a price; 0 removes the level, and removing one that is not known is no error. */
    void set(double price, double quantity, long printedPrice, long printedQuantity) {
        double key = sign * price;
        int at = find(key);
        boolean known = at < to && keys[at] == key;
        if (quantity == 0) {
            if (known) {
                close(at);
            }
            return;
        }
        int place = known ? at : open(at);
        keys[place] = key;
        quantities[place] = quantity;
        printedPrices[place] = printedPrice;
        printedQuantities[place] = printedQuantity;
    }

    /** The first index whose key is at least {@code key}: doubling steps from the best level, then halving. */
    private int find(double key) {
        int high = to;
        int low = to - 1;
        for (int step = 1; low >= from && keys[low] >= key; step <<= 1) {
            high = low;
            low -= step;
        }
        low = Math.max(low, from - 1);
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (keys[middle] >= key) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Makes room for one level before {@code at} and says where. */
    private int open(int at) {
        if (from > 0 && at - from < to - at) {
            move(from, from - 1, at - from);
            from--;
            return at - 1;
        }
        int place = at;
        if (to == keys.length) {
            place -= recentre();
        }
        move(place, place + 1, to - place);
        to++;
        return place;
    }

    private void close(int at) {
        if (at - from < to - at) {
            move(from, from + 1, at - from);
            from++;
        } else {
            move(at + 1, at, to - at - 1);
            to--;
        }
    }

    private void move(int source, int target, int count) {
        System.arraycopy(keys, source, keys, target, count);
        System.arraycopy(quantities, source, quantities, target, count);
        System.arraycopy(printedPrices, source, printedPrices, target, count);
        System.arraycopy(printedQuantities, source, printedQuantities, target, count);
    }

    /** Brings the levels to the middle of the arrays, larger ones where half is used; says by how much they moved down. */
    private int recentre() {
        int size = size();
        int capacity = size > keys.length / 2 ? keys.length * 2 : keys.length;
        int target = (capacity - size) / 2;
        keys = moved(keys, new double[capacity], target);
        quantities = moved(quantities, new double[capacity], target);
        printedPrices = moved(printedPrices, new long[capacity], target);
        printedQuantities = moved(printedQuantities, new long[capacity], target);
        int distance = from - target;
        from = target;
        to = target + size;
        return distance;
    }

    private <A> A moved(A source, A larger, int target) {
        System.arraycopy(source, from, larger, target, size());
        return larger;
    }

    /** Forgets everything and takes what a snapshot says, whose rows may come in any order. */
    void load(LevelRows rows) {
        rows.sort();
        int capacity = Math.max(FIRST_CAPACITY, Integer.highestOneBit(rows.size()) * 4);
        if (keys.length < capacity) {
            keys = new double[capacity];
            quantities = new double[capacity];
            printedPrices = new long[capacity];
            printedQuantities = new long[capacity];
        }
        clear();
        from = (keys.length - rows.size()) / 2;
        to = from;
        for (int i = 0; i < rows.size(); i++) {
            apply(rows, sign > 0 ? i : rows.size() - 1 - i);
        }
        boolean full = reach instanceof Reach.Snapshot(int limit) && rows.size() >= limit;
        snapshotEnd = full && !isEmpty() ? keys[from] : Double.NEGATIVE_INFINITY;
        trim();
    }

    /** Forgets what fell out of the window that the venue reports. */
    private void trim() {
        if (reach instanceof Reach.Window(int depth) && size() > depth) {
            from = to - depth;
        }
    }

    void clear() {
        from = keys.length / 2;
        to = from;
        snapshotEnd = Double.NEGATIVE_INFINITY;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int rank = 0; rank < Math.min(size(), 3); rank++) {
            text.append(quantity(rank)).append(" at ").append(price(rank)).append(", ");
        }
        return text.append(size()).append(" levels").toString();
    }

    /** The prices of all levels, best first; for tests and for people. */
    double[] prices() {
        double[] prices = Arrays.copyOfRange(keys, from, to);
        for (int i = 0; i < prices.length / 2; i++) {
            double swapped = prices[i];
            prices[i] = prices[prices.length - 1 - i];
            prices[prices.length - 1 - i] = swapped;
        }
        Arrays.setAll(prices, i -> sign * prices[i]);
        return prices;
    }
}
