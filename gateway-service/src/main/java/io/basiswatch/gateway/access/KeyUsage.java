package io.basiswatch.gateway.access;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Counts the uses of keys and writes them down about once a minute, all in one statement: a request costs no write. What
 * was counted since the last time is lost where a gateway is killed.
 */
@ApplicationScoped
public class KeyUsage {
    private static final Logger LOG = Logger.getLogger(KeyUsage.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_DAYS = 400;

    /** All keys in one statement that adds to what is there: what an entity cannot say. */
    private static final String WRITE = """
        with told as (
          select * from unnest($1::text[], $2::int8[], $3::int8[], $4::timestamptz[]) as t (id, requests, in_query, at)),
        noted as (
          update api_key k set last_used_at = greatest(k.last_used_at, told.at) from told where k.id = told.id
          returning k.id, told.at, told.requests, told.in_query)
        insert into key_usage as u (key_id, day, requests, in_query)
        select id, (at at time zone 'UTC')::date, requests, in_query from noted
        on conflict (key_id, day) do update
        set requests = u.requests + excluded.requests, in_query = u.in_query + excluded.in_query\
        """;

    private final Pool pool;
    private final KeyDatabase database;
    private final KeyUsageRows rows;
    private final Clock clock;
    private final Vertx vertx;
    private final AccessConfig config;
    private Map<String, Count> counts = new HashMap<>();

    KeyUsage(Pool pool, KeyDatabase database, KeyUsageRows rows, Clock clock, Vertx vertx, AccessConfig config) {
        this.pool = pool;
        this.database = database;
        this.rows = rows;
        this.clock = clock;
        this.vertx = vertx;
        this.config = config;
    }

    /**
     * Uses of one key.
     *
     * @param requests how many
     * @param inQuery how many of them had the key in the query
     * @param last when the last one was
     */
    private record Count(long requests, long inQuery, Instant last) {
        private Count plus(Count other) {
            Instant later = last.isAfter(other.last) ? last : other.last;
            return new Count(requests + other.requests, inQuery + other.inQuery, later);
        }
    }

    /**
     * Uses of a key on one day, UTC.
     *
     * @param day which
     * @param requests how many
     * @param inQuery how many of them had the key in the query, at the webhook
     */
    public record Day(LocalDate day, long requests, long inQuery) {}

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(
                config.keyUsageEvery().toMillis(),
                timer -> write().subscribe().with(done -> {}, failure -> LOG.warnf("usage is kept: %s", failure)));
    }

    void stop(@Observes ShutdownEvent stopping) {
        try {
            write().await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.warnf("the last uses of keys are lost: %s", e.getMessage());
        }
    }

    synchronized void count(String keyId, boolean inQuery) {
        counts.merge(keyId, new Count(1, inQuery ? 1 : 0, clock.instant()), Count::plus);
    }

    private synchronized Map<String, Count> take() {
        Map<String, Count> taken = counts;
        counts = new HashMap<>();
        return taken;
    }

    private synchronized void putBack(Map<String, Count> taken) {
        taken.forEach((id, count) -> counts.merge(id, count, Count::plus));
    }

    /** Writes down what was counted; what cannot be written is counted on. */
    Uni<Void> write() {
        Map<String, Count> taken = take();
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // In order of the ids, so that two gateways do not wait for each other's rows.
        List<String> ids = taken.keySet().stream().sorted().toList();
        Tuple values = Tuple.of(
                ids.toArray(String[]::new),
                ids.stream().map(id -> taken.get(id).requests()).toArray(Long[]::new),
                ids.stream().map(id -> taken.get(id).inQuery()).toArray(Long[]::new),
                ids.stream()
                        .map(id -> taken.get(id).last().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        return pool.preparedQuery(WRITE)
                .execute(values)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(() -> putBack(taken))
                .replaceWithVoid();
    }

    /** The days on which the key was used, the newest first; today's may lack the last minute. */
    public Uni<List<Day>> of(String keyId) {
        return database.read(() -> rows.find("id.keyId = ?1 order by id.day desc", keyId)
                .page(0, MOST_DAYS)
                .list()
                .map(days -> days.stream().map(KeyUsageRow::told).toList()));
    }
}
