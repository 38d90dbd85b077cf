package io.basiswatch.collector.book;

/**
 * How far from the best price a feed tells everything about a book. Beyond it levels may exist that we never heard of, so
 * nothing is said about it.
 */
public sealed interface Reach {
    /** Every level of the book is sent. */
    Reach WHOLE = new Whole();

    /** Every level of the book is sent. */
    record Whole() implements Reach {}

    /**
     * The best {@code depth} levels of each side are sent. What falls out of them is not reported any more and must be
     * forgotten.
     */
    record Window(int depth) implements Reach {
        public Window {
            requirePositive(depth);
        }
    }

    /**
     * The snapshot holds at most {@code limit} levels of each side, the changes after it come for all levels: what lies
     * behind the last level of a full snapshot is known in part only.
     */
    record Snapshot(int limit) implements Reach {
        public Snapshot {
            requirePositive(limit);
        }
    }

    /** The best {@code depth} levels of each side. */
    static Reach window(int depth) {
        return new Window(depth);
    }

    /** All prices that a snapshot of at most {@code limit} levels of each side covers. */
    static Reach snapshot(int limit) {
        return new Snapshot(limit);
    }

    private static void requirePositive(int levels) {
        if (levels < 1) {
            throw new IllegalArgumentException("a book needs at least 1 level, not " + levels);
        }
    }
}
