package io.basiswatch.gateway.access;

import io.basiswatch.gateway.access.AuditLog.Action;
import io.basiswatch.gateway.access.AuditLog.Entry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Makes, replaces and revokes keys, and tells of them. Every change is noted in the audit log in the same transaction.
 * Where an owner is given, keys of other owners are not there.
 */
@ApplicationScoped
public class KeyRegister {
    private final KeyDatabase database;
    private final KeyStore store;
    private final AuditLog audit;
    private final Peppers peppers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KeyRegister(KeyDatabase database, KeyStore store, AuditLog audit, Peppers peppers, Clock clock) {
        this.database = database;
        this.store = store;
        this.audit = audit;
        this.peppers = peppers;
        this.clock = clock;
    }

    /**
     * A key that was just made.
     *
     * @param told all that may be told of it at any time
     * @param text the key itself: shown now and never again
     */
    public record Issued(KeyRecord told, String text) {
        /** Without the key. */
        @Override
        public String toString() {
            return told.toString();
        }
    }

    /** What came of the wish to replace a key. */
    public sealed interface Rotation {
        /**
         * It was replaced.
         *
         * @param issued the new key
         * @param replaced the old one, which works until its overlap ends
         */
        record Done(Issued issued, KeyRecord replaced) implements Rotation {}

        /** There is no such key. */
        record Unknown() implements Rotation {}

        /**
         * The key cannot be replaced.
         *
         * @param key as it is
         * @param why for people
         */
        record Refused(KeyRecord key, String why) implements Rotation {}
    }

    /** Joins the transaction of the caller's, if there is one. */
    public Uni<Issued> create(KeyTerms terms, String actor) {
        ApiKey key = ApiKey.random(random);
        KeyRecord told = KeyRecord.fresh(key.id(), terms, peppers.currentId(), now());
        String detail = "for " + terms.owner();
        return store(key, told, new Entry(now(), Action.CREATE, Optional.of(key.id()), actor, detail));
    }

    /**
     * Makes a key of the same terms in the place of another one, which goes on for {@code overlap}. Joins the transaction of
     * the caller's, if there is one.
     */
    public Uni<Rotation> rotate(String id, Optional<String> owner, Duration overlap, String actor) {
        return database.change(() -> store.lock(id, owner)
                .flatMap(found -> found.map(row -> replace(row, overlap, actor))
                        .orElseGet(() -> Uni.createFrom().item(new Rotation.Unknown()))));
    }

    private Uni<Rotation> replace(ApiKeyRow row, Duration overlap, String actor) {
        KeyRecord old = row.told();
        if (old.revokedAt().isPresent()) {
            return refused(old, "It is revoked.");
        }
        if (old.succession().isPresent()) {
            return refused(old, "It was replaced by " + old.succession().get().to() + ": rotate that one.");
        }
        if (!old.isInForce(now())) {
            return refused(old, "It has expired: make a new one.");
        }
        Instant now = now();
        ApiKey key = ApiKey.random(random);
        KeyRecord told =
                KeyRecord.fresh(key.id(), old.terms(), peppers.currentId(), now).replacing(old.id());
        String detail = "replaced by " + key.id() + ", works for " + overlap + " more";
        Succession succession = new Succession(key.id(), now, now.plus(overlap));
        return store(key, told, new Entry(now, Action.ROTATE, Optional.of(old.id()), actor, detail))
                .map(issued -> {
                    row.replacedBy(succession);
                    return new Rotation.Done(issued, old.replacedBy(succession));
                });
    }

    private static Uni<Rotation> refused(KeyRecord key, String why) {
        return Uni.createFrom().item(new Rotation.Refused(key, why));
    }

    private Uni<Issued> store(ApiKey key, KeyRecord told, Entry entry) {
        return store.create(new StoredKey(told, peppers.current().of(key)), entry)
                .replaceWith(() -> new Issued(told, key.text()));
    }

    /** Ends the key at once, everywhere; a key that is revoked already stays as it is. Empty where there is no such key. */
    public Uni<Optional<KeyRecord>> revoke(String id, Optional<String> owner, String actor) {
        return database.change(() -> store.lock(id, owner)
                .flatMap(found -> found.filter(row -> row.revokedAt == null)
                        .map(row -> end(row, actor).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(found.map(ApiKeyRow::told)))));
    }

    private Uni<KeyRecord> end(ApiKeyRow row, String actor) {
        Instant now = now();
        row.revokedAt = now;
        return audit.note(new Entry(now, Action.REVOKE, Optional.of(row.id), actor, ""))
                .replaceWith(row::told);
    }

    /** Empty where there is no such key. */
    public Uni<Optional<KeyRecord>> find(String id, Optional<String> owner) {
        return store.find(id, owner);
    }

    /** Keys in the order of their ids, from behind {@code after}. */
    public Uni<List<KeyRecord>> list(String after, Optional<String> owner, int limit) {
        return store.list(after, owner, limit);
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
