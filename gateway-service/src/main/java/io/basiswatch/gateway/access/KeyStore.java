package io.basiswatch.gateway.access;

import io.basiswatch.gateway.access.AuditLog.Entry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is asked of the table {@code api_key}, and done to it. */
@ApplicationScoped
class KeyStore {
    /** Two gateways that start at once must not both make a first key. */
    private static final long FIRST_KEY_LOCK = 0x62775f6b6579L;

    private static final Duration SILENCE = Duration.ofHours(1);

    private final KeyDatabase database;
    private final ApiKeys keys;
    private final AuditLog audit;

    KeyStore(KeyDatabase database, ApiKeys keys, AuditLog audit) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
    }

    /** The key, unless there is none or it is revoked; it may have expired. */
    Uni<Optional<StoredKey>> find(String id) {
        return database.read(() -> keys.findById(id)
                .map(row -> Optional.ofNullable(row)
                        .filter(found -> found.revokedAt == null)
                        .map(ApiKeyRow::stored)));
    }

    /** Whatever became of it; empty where there is none of this owner. */
    Uni<Optional<KeyRecord>> find(String id, Optional<String> owner) {
        return database.read(() -> keys.findById(id)
                .map(row -> Optional.ofNullable(row)
                        .filter(found -> found.isOf(owner))
                        .map(ApiKeyRow::told)));
    }

    /** Must run inside a transaction, in which nobody else can change the row then. */
    Uni<Optional<ApiKeyRow>> lock(String id, Optional<String> owner) {
        return keys.findById(id, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> Optional.ofNullable(row).filter(found -> found.isOf(owner)));
    }

    /** In the order of their ids, from behind {@code after}. */
    Uni<List<KeyRecord>> list(String after, Optional<String> owner, int limit) {
        return database.read(() -> owner.map(of -> keys.find("id > ?1 and owner = ?2 order by id", after, of))
                .orElseGet(() -> keys.find("id > ?1 order by id", after))
                .page(0, limit)
                .list()
                .map(KeyStore::told));
    }

    /** The keys that were revoked or replaced at {@code since} or later. */
    Uni<List<KeyRecord>> changedSince(Instant since) {
        return database.read(
                () -> keys.list("revokedAt >= ?1 or rotatedAt >= ?1", since).map(KeyStore::told));
    }

    private static List<KeyRecord> told(List<ApiKeyRow> rows) {
        return rows.stream().map(ApiKeyRow::told).toList();
    }

    /** Runs {@code work} in a transaction that only one gateway at a time can be in: locks are no matter of an entity. */
    <T> Uni<T> alone(Supplier<Uni<T>> work) {
        return database.change(() -> Panache.getSession()
                .flatMap(session -> session.createNativeQuery("select pg_advisory_xact_lock(?1)", Object.class)
                        .setParameter(1, FIRST_KEY_LOCK)
                        .getResultList())
                .flatMap(locked -> work.get()));
    }

    /** In one transaction, so that no key is without its entry in the log. */
    Uni<Void> create(StoredKey key, Entry entry) {
        return database.change(() -> keys.persist(new ApiKeyRow(key)).flatMap(row -> audit.note(entry)));
    }

    /** Flags the key as seen in a URL and notes it, once an hour at most, whichever gateway sees it. */
    Uni<Void> exposed(String id, Instant now, Entry entry) {
        return database.change(() -> keys.update(
                        "exposedAt = ?1 where id = ?2 and (exposedAt is null or exposedAt < ?3)",
                        now,
                        id,
                        now.minus(SILENCE))
                .flatMap(flagged -> flagged == 0 ? Uni.createFrom().voidItem() : audit.note(entry)));
    }
}
