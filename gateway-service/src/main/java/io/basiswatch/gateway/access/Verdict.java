package io.basiswatch.gateway.access;

/** What the key check found. */
sealed interface Verdict {
    /**
     * The key is in force.
     *
     * @param caller whose it is
     */
    record Admitted(Caller caller) implements Verdict {}

    /** Malformed, unknown, revoked or a wrong secret: never told apart. */
    record Refused() implements Verdict {}

    /** The database is away and the key is not remembered. */
    record Unavailable() implements Verdict {}
}
