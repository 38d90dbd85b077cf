package io.basiswatch.gateway.access;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All of a key that may be told: neither its secret nor the hash of it.
 *
 * @param id its public id
 * @param terms what it was made for
 * @param pepperId name of the pepper that its hash was made with
 * @param createdAt when it was made
 * @param revokedAt when it was revoked, if it was
 * @param rotatedFrom id of the key that it replaces
 * @param succession by what and until when it is replaced
 * @param lastUsedAt when it was last used, to about a minute
 * @param exposedAt when it was last seen in a URL, where it does not belong
 */
public record KeyRecord(
        String id,
        KeyTerms terms,
        String pepperId,
        Instant createdAt,
        Optional<Instant> revokedAt,
        Optional<String> rotatedFrom,
        Optional<Succession> succession,
        Optional<Instant> lastUsedAt,
        Optional<Instant> exposedAt) {
    /** A key that was just made. */
    static KeyRecord fresh(String id, KeyTerms terms, String pepperId, Instant now) {
        return new KeyRecord(
                id,
                terms,
                pepperId,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    KeyRecord replacing(String older) {
        return new KeyRecord(
                id, terms, pepperId, createdAt, revokedAt, Optional.of(older), succession, lastUsedAt, exposedAt);
    }

    KeyRecord replacedBy(Succession successor) {
        return new KeyRecord(
                id, terms, pepperId, createdAt, revokedAt, rotatedFrom, Optional.of(successor), lastUsedAt, exposedAt);
    }

    KeyRecord revoked(Instant time) {
        return new KeyRecord(
                id, terms, pepperId, createdAt, Optional.of(time), rotatedFrom, succession, lastUsedAt, exposedAt);
    }

    /** When it stops to work by itself: it expires, or the overlap with its successor ends. */
    public Optional<Instant> endsAt() {
        return Stream.concat(terms.expiresAt().stream(), succession.map(Succession::end).stream())
                .min(Instant::compareTo);
    }

    /** Whether it works, as far as {@code now} and what became of it decide. */
    public boolean isInForce(Instant now) {
        return revokedAt.isEmpty() && endsAt().filter(end -> !end.isAfter(now)).isEmpty();
    }

    Caller caller() {
        return new Caller(id, terms.owner(), terms.scopes(), terms.quotaClass());
    }
}
