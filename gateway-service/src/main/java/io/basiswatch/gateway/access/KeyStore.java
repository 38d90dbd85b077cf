package io.basiswatch.gateway.access;

import io.basiswatch.gateway.access.AuditLog.Entry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The table {@code api_key}. */
@ApplicationScoped
class KeyStore {
    /** Two gateways that start at once must not both make a first key. */
    private static final long FIRST_KEY_LOCK = 0x62775f6b6579L;

    private static final String ALIVE =
            "select " + KeyRows.COLUMNS + " from api_key where id = $1 and revoked_at is null";
    private static final String CHANGED_SINCE =
            "select " + KeyRows.COLUMNS + " from api_key where revoked_at >= $1 or rotated_at >= $1";
    private static final String EXPOSED = """
        update api_key set exposed_at = $2::timestamptz
        where id = $1 and (exposed_at is null or exposed_at < $2::timestamptz - interval '1 hour') returning id\
        """;

    private final Pool pool;
    private final AuditLog audit;

    KeyStore(Pool pool, AuditLog audit) {
        this.pool = pool;
        this.audit = audit;
    }

    /** The key, unless there is none or it is revoked; it may have expired. */
    Uni<Optional<StoredKey>> find(String id) {
        return pool.preparedQuery(ALIVE).execute(Tuple.of(id)).map(KeyRows::first);
    }

    /** The keys that were revoked or replaced at {@code since} or later. */
    Uni<List<KeyRecord>> changedSince(Instant since) {
        return pool.preparedQuery(CHANGED_SINCE)
                .execute(Tuple.of(KeyRows.time(since)))
                .map(KeyRows::records);
    }

    /** Runs {@code work} in a transaction that only one gateway at a time can be in. */
    <T> Uni<T> alone(Function<SqlClient, Uni<T>> work) {
        return pool.withTransaction(connection -> connection
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(FIRST_KEY_LOCK))
                .flatMap(locked -> work.apply(connection)));
    }

    /** Must run inside a transaction, so that no key is without its entry in the log. */
    Uni<Void> create(SqlClient transaction, StoredKey key, Entry entry) {
        return transaction
                .preparedQuery(KeyRows.INSERT)
                .execute(KeyRows.values(key))
                .flatMap(inserted -> audit.note(transaction, entry));
    }

    /** Flags the key as seen in a URL and notes it, once an hour at most, whichever gateway sees it. */
    Uni<Void> exposed(String id, Instant now, Entry entry) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(EXPOSED)
                .execute(Tuple.of(id, KeyRows.time(now)))
                .flatMap(flagged -> flagged.size() == 0 ? Uni.createFrom().voidItem() : audit.note(connection, entry)));
    }
}
