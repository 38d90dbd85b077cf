package io.basiswatch.collector.book;

/**
 * Whether a book can be trusted. Each state offers only what can follow it.
 *
 * <p>Times are receive times in microseconds since the epoch.
 */
public sealed interface BookState {
    /** No snapshot has come since the stream began. */
    record Waiting() implements BookState {
        Live live(long since) {
            return new Live(since);
        }

        Broken broken(long since, String reason) {
            return new Broken(since, since, reason);
        }
    }

    /**
     * In step with the venue.
     *
     * @param since when the snapshot fitted
     */
    record Live(long since) implements BookState {
        Broken broken(long at, long lastWhole, String reason) {
            return new Broken(at, lastWhole, reason);
        }
    }

    /**
     * Something is missing or wrong. What was known is forgotten; only a new snapshot helps.
     *
     * @param since when it was noticed
     * @param lastWhole when the book was last known to be right
     * @param reason why, for people
     */
    record Broken(long since, long lastWhole, String reason) implements BookState {
        Live live(long at) {
            return new Live(at);
        }

        Broken again(long at, String newReason) {
            return new Broken(at, lastWhole, newReason);
        }
    }
}
