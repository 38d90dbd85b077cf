package io.basiswatch.gateway.access;

import java.time.Instant;

/**
 * A key as the database has it, with all that every check of it needs worked out once.
 *
 * @param told all of it that may leave this package
 * @param hash what {@link KeyHash} made of its secret
 * @param end when it stops to work by itself; the end of time, if never
 * @param admitted what a check says while it works
 */
record StoredKey(KeyRecord told, String hash, Instant end, Verdict.Admitted admitted) {
    StoredKey(KeyRecord told, String hash) {
        this(told, hash, told.endsAt().orElse(Instant.MAX), new Verdict.Admitted(told.caller(), told.succession()));
    }

    /** The same, ending at {@code time} if it does not before. */
    StoredKey endingAt(Instant time) {
        return time.isBefore(end) ? new StoredKey(told, hash, time, admitted) : this;
    }

    /** Without the hash, so that no log line can hold it. */
    @Override
    public String toString() {
        return told.toString();
    }
}
