package io.basiswatch.gateway.access;

import java.util.Optional;

/** What the key check found. Only who has sent the right secret is told anything about a key. */
sealed interface Verdict {
    /**
     * The key is in force.
     *
     * @param caller whose it is
     * @param succession by what and until when the key is replaced, if it is
     */
    record Admitted(Caller caller, Optional<Succession> succession) implements Verdict {
        Admitted(Caller caller) {
            this(caller, Optional.empty());
        }
    }

    /** Malformed, unknown, revoked or a wrong secret: never told apart. */
    record Refused() implements Verdict {}

    /** The right secret, too late: the key has expired, or the overlap with its successor is over. */
    record Expired() implements Verdict {}

    /** The right secret, from an address outside of the key's networks. */
    record Elsewhere() implements Verdict {}

    /** The database is away and the key is not remembered. */
    record Unavailable() implements Verdict {}
}
