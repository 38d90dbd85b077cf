package io.basiswatch.gateway.access;

/** What the key check found. */
sealed interface Verdict {
    /**
     * The key is in force.
     *
     * @param keyId the key's public id
     */
    record Admitted(String keyId) implements Verdict {}

    /** Malformed, unknown, revoked or a wrong secret: never told apart. */
    record Refused() implements Verdict {}

    /** The database is away and the key is not remembered. */
    record Unavailable() implements Verdict {}
}
