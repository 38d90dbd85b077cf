package io.basiswatch.collector.book;

import java.util.OptionalDouble;

/**
 * The bids or the asks of a book, best first by {@code rank}. Prices are in the quote currency, quantities in the base
 * currency.
 *
 * <p>Prices are compared as doubles. Equal decimals give equal doubles, and different decimals of up to 15 digits
 * different ones, so no tick size is needed.
 */
public final class BookSide {
    private static final int NOT_WALKED = -1;

    /** 1 for bids, -1 for asks: {@code sign * price} rises towards the best level on both sides. */
    private final int sign;

    private final Reach reach;
    private final SortedLevels levels;
    private double snapshotEnd = Double.NEGATIVE_INFINITY;

    /** Whether the window was full since the last snapshot: from then on there may be levels behind the worst one known. */
    private boolean filled;

    /** The rank and the place where the last walk ended, from where the next one may go on; none after a change. */
    private int walkedRank = NOT_WALKED;

    private int walkedPlace;

    BookSide(int sign, Reach reach, boolean keepsText) {
        this.sign = sign;
        this.reach = reach;
        this.levels = new SortedLevels(keepsText);
    }

    /** How many levels are known. */
    public int size() {
        return levels.size();
    }

    /** Whether no level is known. */
    public boolean isEmpty() {
        return levels.size() == 0;
    }

    /**
     * The price of a level.
     *
     * @param rank 0 for the best level; the way to it is walked, so ask for small ranks
     */
    public double price(int rank) {
        return sign * levels.key(place(rank));
    }

    /**
     * What rests at a level.
     *
     * @param rank 0 for the best level; the way to it is walked, so ask for small ranks
     */
    public double quantity(int rank) {
        return levels.quantity(place(rank));
    }

    long printedPrice(int rank) {
        return levels.printedPrice(place(rank));
    }

    long printedQuantity(int rank) {
        return levels.printedQuantity(place(rank));
    }

    private int place(int rank) {
        if (rank < 0 || rank >= levels.size()) {
            throw new IndexOutOfBoundsException("rank " + rank + " of " + levels.size() + " levels");
        }
        boolean goesOn = walkedRank != NOT_WALKED && walkedRank <= rank;
        int place = goesOn ? walkedPlace : levels.best();
        for (int i = goesOn ? walkedRank : 0; i < rank; i++) {
            place = levels.worse(place);
        }
        walkedRank = rank;
        walkedPlace = place;
        return place;
    }

    /** What rests at {@code price}; 0 where nothing does. */
    public double quantityAt(double price) {
        return levels.quantityOf(sign * price);
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
        for (int at = levels.best(); at != levels.end() && levels.key(at) >= end; at = levels.worse(at)) {
            notional += sign * levels.key(at) * levels.quantity(at);
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
        for (int at = levels.best(); at != levels.end() && levels.key(at) >= end; at = levels.worse(at)) {
            double price = sign * levels.key(at);
            double here = price * levels.quantity(at);
            if (here >= left) {
                return OptionalDouble.of(notional / (base + left / price));
            }
            left -= here;
            base += levels.quantity(at);
        }
        return OptionalDouble.empty();
    }

    /** Whether the price left what the last snapshot covers, so that even the best level may be unknown. */
    boolean isExhausted() {
        return snapshotEnd != Double.NEGATIVE_INFINITY && (isEmpty() || levels.key(levels.best()) < snapshotEnd);
    }

    /** The key of the worst price up to which all levels are known. */
    private double reachKey() {
        return switch (reach) {
            case Reach.Whole() -> Double.NEGATIVE_INFINITY;
            case Reach.Window _ -> filled ? windowEnd() : Double.NEGATIVE_INFINITY;
            case Reach.Snapshot _ -> snapshotEnd;
        };
    }

    /** Where a level is taken away, the one that moves up may be told with a later message: until then there are fewer. */
    private double windowEnd() {
        return isEmpty() ? Double.POSITIVE_INFINITY : levels.key(levels.worst());
    }

    /** Takes what a change says, in its own order. */
    void apply(LevelRows rows) {
        walkedRank = NOT_WALKED;
        for (int row = 0; row < rows.size(); row++) {
            apply(rows, row);
        }
        trim();
    }

    private void apply(LevelRows rows, int row) {
        levels.put(sign * rows.price(row), rows, row);
    }

    /** Forgets everything and takes what a snapshot says, whose rows may come in any order. */
    void load(LevelRows rows) {
        walkedRank = NOT_WALKED;
        rows.sort();
        levels.clear(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            apply(rows, sign > 0 ? row : rows.size() - 1 - row);
        }
        boolean isFull = reach instanceof Reach.Snapshot(int limit) && rows.size() >= limit;
        snapshotEnd = isFull && !isEmpty() ? levels.key(levels.worst()) : Double.NEGATIVE_INFINITY;
        filled = false;
        trim();
    }

    /** Forgets what fell out of the window that the venue reports. */
    private void trim() {
        if (reach instanceof Reach.Window(int depth)) {
            filled |= levels.size() >= depth;
            levels.trim(depth);
        }
    }

    void clear() {
        walkedRank = NOT_WALKED;
        levels.clear(0);
        snapshotEnd = Double.NEGATIVE_INFINITY;
        filled = false;
    }

    /** The prices of all levels, best first; for tests and for people. */
    double[] prices() {
        double[] prices = new double[size()];
        int rank = 0;
        for (int place = levels.best(); place != levels.end(); place = levels.worse(place)) {
            prices[rank++] = sign * levels.key(place);
        }
        return prices;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int rank = 0; rank < Math.min(size(), 3); rank++) {
            text.append(quantity(rank)).append(" at ").append(price(rank)).append(", ");
        }
        return text.append(size()).append(" levels").toString();
    }
}
