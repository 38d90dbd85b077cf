package io.basiswatch.collector.feed;

import java.time.Duration;

/**
 * The life of a {@link FeedConnection}. Each state offers only the moves that are legal from it, so an illegal one does
 * not compile.
 *
 * <pre>
 * Idle → Connecting → Active → BackingOff → Connecting → …      any → Closed
 * </pre>
 */
sealed interface ConnectionState {
    /** We stopped it; it stays so. */
    default Closed close() {
        return new Closed();
    }

    /** Made and not started. */
    record Idle() implements ConnectionState {
        Connecting connect() {
            return new Connecting(0);
        }
    }

    /**
     * The socket is being opened.
     *
     * @param failures attempts in a row that brought no data
     */
    record Connecting(int failures) implements ConnectionState {
        Active connected(long nowMicros) {
            return new Active(failures, nowMicros, false);
        }

        BackingOff failed(Backoff backoff) {
            return new BackingOff(failures + 1, backoff.delay(failures));
        }
    }

    /**
     * The socket is open.
     *
     * @param failures attempts in a row that brought no data, before this one
     * @param since when it was opened, microseconds since the epoch
     * @param proven whether it has brought data; only that ends a row of failures
     */
    record Active(int failures, long since, boolean proven) implements ConnectionState {
        Active broughtData() {
            return new Active(0, since, true);
        }

        BackingOff lost(Backoff backoff) {
            return new BackingOff(proven ? 0 : failures + 1, backoff.delay(failures));
        }
    }

    /**
     * The socket is gone; the next attempt is due.
     *
     * @param failures attempts in a row that brought no data
     * @param delay until the next one
     */
    record BackingOff(int failures, Duration delay) implements ConnectionState {
        Connecting retry() {
            return new Connecting(failures);
        }

        BackingOff waitOn(Backoff backoff) {
            return new BackingOff(failures + 1, backoff.delay(failures));
        }
    }

    /** The end. */
    record Closed() implements ConnectionState {}
}
