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
    /** No data have come. */
    long NOT_YET = Long.MIN_VALUE;

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
     * @param failures attempts in a row that brought no lasting data
     */
    record Connecting(int failures) implements ConnectionState {
        Active connected(long nowMicros) {
            return new Active(failures, nowMicros, NOT_YET);
        }

        BackingOff failed(Backoff backoff) {
            return new BackingOff(failures + 1, backoff.delay(failures));
        }
    }

    /**
     * The socket is open.
     *
     * @param failures attempts in a row that brought no lasting data, before this one
     * @param since when it was opened, monotonic microseconds
     * @param provenSince when it brought its first data; {@link #NOT_YET} where it has brought none
     */
    record Active(int failures, long since, long provenSince) implements ConnectionState {
        /** Data that last for less do not end a row of failures; microseconds. */
        private static final long LASTING = 10_000_000;

        Active broughtData(long nowMicros) {
            return proven() ? this : new Active(failures, since, nowMicros);
        }

        boolean proven() {
            return provenSince != NOT_YET;
        }

        BackingOff lost(Backoff backoff, long nowMicros) {
            return proven() && nowMicros - provenSince >= LASTING
                    ? new BackingOff(0, backoff.delay(0))
                    : new BackingOff(failures + 1, backoff.delay(failures));
        }
    }

    /**
     * The socket is gone; the next attempt is due.
     *
     * @param failures attempts in a row that brought no lasting data
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
