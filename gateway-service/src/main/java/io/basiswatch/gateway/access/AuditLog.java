package io.basiswatch.gateway.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was done with keys, and what was tried: the database lets nothing be changed in it, or taken out. */
@ApplicationScoped
public class AuditLog {
    private static final int LONGEST_DETAIL = 200;

    private static final String INSERT =
            "insert into audit_log (time, action, key_id, actor, detail) values ($1, $2, $3, $4, $5)";

    private static final String PAGE = """
        select a.id, a.time, a.action, a.key_id, a.actor, a.detail
        from audit_log a left join api_key k on k.id = a.key_id
        where a.id < $1 and ($2::text is null or a.key_id = $2) and ($3::text is null or k.owner = $3)
        order by a.id desc
        limit $4\
        """;

    private final Pool pool;

    AuditLog(Pool pool) {
        this.pool = pool;
    }

    /** What can be noted. */
    public enum Action {
        CREATE,
        ROTATE,
        REVOKE,
        ADMIN_REFUSED,
        EXPOSED_IN_URL;

        /** How it is written. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One entry.
     *
     * @param time when
     * @param action what was done
     * @param keyId to which key, if it was one
     * @param actor by whom
     * @param detail more, for people; cut at 200 characters
     */
    public record Entry(Instant time, Action action, Optional<String> keyId, String actor, String detail) {
        /** By this gateway itself. */
        static Entry ofGateway(Instant time, Action action, String keyId, String detail) {
            return new Entry(time, action, Optional.of(keyId), "gateway", detail);
        }
    }

    /**
     * One entry as it is read.
     *
     * @param number its place in the log; later entries have higher ones
     * @param time when
     * @param action what was done, as {@link Action#code} writes it
     * @param keyId to which key, if it was one
     * @param actor by whom
     * @param detail more, for people
     */
    public record Noted(
            long number, Instant time, String action, Optional<String> keyId, String actor, String detail) {}

    /**
     * What is asked of the log.
     *
     * @param before only entries with lower numbers
     * @param keyId only entries about this key
     * @param owner only entries about keys of this owner
     * @param limit this many at most
     */
    public record Question(long before, Optional<String> keyId, Optional<String> owner, int limit) {}

    /** Notes inside of a transaction of the caller's. */
    public Uni<Void> note(SqlClient transaction, Entry entry) {
        String detail = entry.detail();
        Tuple values = Tuple.of(
                KeyRows.time(entry.time()),
                entry.action().code(),
                entry.keyId().orElse(null),
                entry.actor(),
                detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail);
        return transaction.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    public Uni<Void> note(Entry entry) {
        return note(pool, entry);
    }

    /** The newest entries that answer the question, newest first. */
    public Uni<List<Noted>> read(Question question) {
        Tuple values = Tuple.of(
                question.before(),
                question.keyId().orElse(null),
                question.owner().orElse(null),
                question.limit());
        return pool.preparedQuery(PAGE).execute(values).map(rows -> {
            List<Noted> noted = new ArrayList<>(rows.size());
            rows.forEach(row -> noted.add(noted(row)));
            return noted;
        });
    }

    private static Noted noted(Row row) {
        OffsetDateTime time = row.getOffsetDateTime("time");
        return new Noted(
                row.getLong("id"),
                time.toInstant(),
                row.getString("action"),
                Optional.ofNullable(row.getString("key_id")),
                row.getString("actor"),
                row.getString("detail"));
    }
}
