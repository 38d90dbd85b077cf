package io.basiswatch.gateway.access;

import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was done with keys, and what was tried: the database lets nothing be changed in it, or taken out. */
@ApplicationScoped
public class AuditLog {
    private final KeyDatabase database;
    private final AuditRows rows;

    AuditLog(KeyDatabase database, AuditRows rows) {
        this.database = database;
        this.rows = rows;
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

    /** Notes inside of the transaction of the caller's, if there is one. */
    public Uni<Void> note(Entry entry) {
        return database.change(() -> rows.persist(new AuditRow(entry)).replaceWithVoid());
    }

    /** The newest entries that answer the question, newest first. */
    public Uni<List<Noted>> read(Question question) {
        StringBuilder wanted = new StringBuilder("id < :before");
        Parameters values = Parameters.with("before", question.before());
        question.keyId().ifPresent(id -> {
            wanted.append(" and keyId = :key");
            values.and("key", id);
        });
        question.owner().ifPresent(owner -> {
            wanted.append(" and keyId in (select k.id from ApiKeyRow k where k.owner = :owner)");
            values.and("owner", owner);
        });
        return database.read(() -> rows.find(wanted + " order by id desc", values)
                .page(0, question.limit())
                .list()
                .map(found -> found.stream().map(AuditRow::noted).toList()));
    }
}
