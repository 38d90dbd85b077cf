package io.basiswatch.gateway.access;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The key tables of PostgreSQL. */
@ApplicationScoped
class ApiKeyStore implements PanacheRepositoryBase<ApiKeyRow, String> {
    /** Two gateways that start at once must not both make a first key. */
    private static final long FIRST_KEY_LOCK = 0x62775f6b6579L;

    /** The key, unless there is none or it is revoked. */
    Uni<Optional<StoredKey>> inForce(String id) {
        return Panache.withSession(() -> findById(id))
                .map(row -> Optional.ofNullable(row)
                        .filter(found -> found.revokedAt == null)
                        .map(ApiKeyRow::stored));
    }

    /** Runs {@code work} in a transaction that only one gateway at a time can be in. */
    <T> Uni<T> alone(Supplier<Uni<T>> work) {
        return Panache.withTransaction(() -> Panache.getSession()
                .flatMap(session -> session.createNativeQuery("SELECT pg_advisory_xact_lock(?1)", Object.class)
                        .setParameter(1, FIRST_KEY_LOCK)
                        .getResultList())
                .flatMap(locked -> work.get()));
    }

    /** Must run inside a transaction. */
    Uni<Void> create(StoredKey key, Instant now, String detail) {
        return persist(new ApiKeyRow(key.id(), key.name(), key.hash(), now))
                .flatMap(row -> Panache.getSession())
                .flatMap(session -> session.persist(new AuditRow(now, "create", key.id(), detail)));
    }
}
