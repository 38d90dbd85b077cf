package io.basiswatch.gateway.access;

import io.basiswatch.gateway.access.AuditLog.Action;
import io.basiswatch.gateway.access.AuditLog.Entry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
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
    private static final String ONE =
            "select " + KeyRows.COLUMNS + " from api_key where id = $1 and ($2::text is null or owner = $2)";
    private static final String PAGE = "select " + KeyRows.COLUMNS
            + " from api_key where id > $1 and ($2::text is null or owner = $2) order by id limit $3";
    private static final String REPLACE =
            "update api_key set rotated_to = $2, rotated_at = $3, overlap_ends_at = $4 where id = $1";
    private static final String REVOKE = "update api_key set revoked_at = $2 where id = $1";

    private final Pool pool;
    private final KeyStore store;
    private final AuditLog audit;
    private final Peppers peppers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KeyRegister(Pool pool, KeyStore store, AuditLog audit, Peppers peppers, Clock clock) {
        this.pool = pool;
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

    /** Must run inside a transaction. */
    public Uni<Issued> create(SqlClient transaction, KeyTerms terms, String actor) {
        ApiKey key = ApiKey.random(random);
        KeyRecord told = KeyRecord.fresh(key.id(), terms, peppers.currentId(), now());
        String detail = "for " + terms.owner();
        return store(transaction, key, told, new Entry(now(), Action.CREATE, Optional.of(key.id()), actor, detail));
    }

    /**
     * Makes a key of the same terms in the place of another one, which goes on for {@code overlap}. Must run inside a
     * transaction.
     */
    public Uni<Rotation> rotate(
            SqlClient transaction, String id, Optional<String> owner, Duration overlap, String actor) {
        return transaction
                .preparedQuery(ONE + " for update")
                .execute(Tuple.of(id, owner.orElse(null)))
                .map(KeyRows::first)
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(new Rotation.Unknown())
                        : replace(transaction, found.get().told(), overlap, actor));
    }

    private Uni<Rotation> replace(SqlClient transaction, KeyRecord old, Duration overlap, String actor) {
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
        Tuple replaced = Tuple.of(old.id(), key.id(), KeyRows.time(now), KeyRows.time(succession.end()));
        return store(transaction, key, told, new Entry(now, Action.ROTATE, Optional.of(old.id()), actor, detail))
                .flatMap(issued -> transaction
                        .preparedQuery(REPLACE)
                        .execute(replaced)
                        .map(updated -> new Rotation.Done(issued, old.replacedBy(succession))));
    }

    private static Uni<Rotation> refused(KeyRecord key, String why) {
        return Uni.createFrom().item(new Rotation.Refused(key, why));
    }

    private Uni<Issued> store(SqlClient transaction, ApiKey key, KeyRecord told, Entry entry) {
        return store.create(transaction, new StoredKey(told, peppers.current().of(key)), entry)
                .replaceWith(() -> new Issued(told, key.text()));
    }

    /** Ends the key at once, everywhere; a key that is revoked already stays as it is. Empty where there is no such key. */
    public Uni<Optional<KeyRecord>> revoke(String id, Optional<String> owner, String actor) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(ONE + " for update")
                .execute(Tuple.of(id, owner.orElse(null)))
                .map(KeyRows::first)
                .flatMap(found -> found.map(StoredKey::told)
                        .filter(key -> key.revokedAt().isEmpty())
                        .map(key -> end(transaction, key, actor).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(found.map(StoredKey::told)))));
    }

    private Uni<KeyRecord> end(SqlClient transaction, KeyRecord key, String actor) {
        Instant now = now();
        return transaction
                .preparedQuery(REVOKE)
                .execute(Tuple.of(key.id(), KeyRows.time(now)))
                .flatMap(updated ->
                        audit.note(transaction, new Entry(now, Action.REVOKE, Optional.of(key.id()), actor, "")))
                .replaceWith(() -> key.revoked(now));
    }

    /** Empty where there is no such key. */
    public Uni<Optional<KeyRecord>> find(String id, Optional<String> owner) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(id, owner.orElse(null)))
                .map(rows -> KeyRows.first(rows).map(StoredKey::told));
    }

    /** Keys in the order of their ids, from behind {@code after}. */
    public Uni<List<KeyRecord>> list(String after, Optional<String> owner, int limit) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(after, owner.orElse(null), limit))
                .map(KeyRows::records);
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
