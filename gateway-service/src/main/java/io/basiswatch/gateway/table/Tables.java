package io.basiswatch.gateway.table;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Questions to PostgreSQL. Where it does not answer, the request ends with {@link Reason#DATA_UNAVAILABLE} within the patience,
 * never with a hanging client.
 */
@ApplicationScoped
public class Tables {
    private static final Logger LOG = Logger.getLogger(Tables.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Pool pool;

    Tables(Pool pool) {
        this.pool = pool;
    }

    /** The rows, in their order. */
    public Uni<List<Row>> ask(String sql, Tuple question) {
        return pool.preparedQuery(sql)
                .execute(question)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(failure -> {
                    LOG.warnf("PostgreSQL does not answer: %s", failure.getMessage());
                    return ProblemException.of(
                            Reason.DATA_UNAVAILABLE, "The store of history does not answer; try again.");
                })
                .map(rows -> {
                    List<Row> all = new ArrayList<>(rows.rowCount());
                    rows.forEach(all::add);
                    return all;
                });
    }

    /** Milliseconds since the epoch as PostgreSQL's driver wants them. */
    public static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    /** The time in a column, milliseconds since the epoch; empty where it is null. */
    public static Optional<Long> millis(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column))
                .map(time -> time.toInstant().toEpochMilli());
    }
}
