package io.basiswatch.local.market;

import java.util.List;

/**
 * The price of one listing, as the sum of the logarithms of its parts.
 *
 * @param level the logarithm that the parts go up and down from
 */
record Course(double level, List<Wave> waves) {
    /** What is sought: the outermost of what the seconds have, above or below. */
    interface Sought {
        long NONE = Long.MIN_VALUE;

        /** Whether the highest is sought, and not the lowest. */
        boolean above();

        /** What {@code second} has, whose price has the logarithm {@code log}; {@link #NONE} where it has nothing. */
        long of(long second, double log);

        /** The logarithm that a second's price must be beyond if it has something beyond {@code found}. */
        double beyond(long found);
    }

    double log(long second) {
        double sum = level;
        for (Wave wave : waves) {
            sum += wave.at(second);
        }
        return sum;
    }

    double price(long second) {
        return Math.exp(log(second));
    }

    /** The outermost of the seconds from {@code from}, inclusive, to {@code to}, exclusive. */
    long outermost(long from, long to, Sought sought) {
        Search search = new Search(from, to, sought);
        long length = 1L << Wave.COARSE;
        long start = from >> Wave.COARSE << Wave.COARSE;
        double left = log(start);
        while (start < to) {
            double right = log(start + length);
            search.look(Wave.COARSE, start, left, right);
            start += length;
            left = right;
        }
        return search.found;
    }

    /** Halves intervals, and leaves those out that cannot hold anything beyond what was found. */
    private final class Search {
        private final long from;
        private final long to;
        private final Sought sought;
        private long found = Sought.NONE;
        private double beyond;

        private Search(long from, long to, Sought sought) {
            this.from = from;
            this.to = to;
            this.sought = sought;
            this.beyond = sought.above() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }

        private void look(int level, long start, double left, double right) {
            long length = 1L << level;
            if (start >= to || start + length <= from) {
                return;
            }
            if (level == 0) {
                take(sought.of(start, left));
                return;
            }
            double displacement = 0;
            double rest = 0;
            for (Wave wave : waves) {
                displacement += wave.displacement(level, start);
                rest += wave.rest(level, start);
            }
            if (sought.above() ? Math.max(left, right) + rest < beyond : Math.min(left, right) - rest > beyond) {
                return;
            }
            double middle = (left + right) / 2 + displacement;
            if (left > right == sought.above()) {
                look(level - 1, start, left, middle);
                look(level - 1, start + length / 2, middle, right);
            } else {
                look(level - 1, start + length / 2, middle, right);
                look(level - 1, start, left, middle);
            }
        }

        private void take(long value) {
            if (value != Sought.NONE && (found == Sought.NONE || (sought.above() ? value > found : value < found))) {
                found = value;
                beyond = sought.beyond(value);
            }
        }
    }
}
