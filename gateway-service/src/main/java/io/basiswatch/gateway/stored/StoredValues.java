package io.basiswatch.gateway.stored;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * The tables of the indicator service, read only.
 *
 * <p>Of a time that has values of several origins, the one that was made of what the definition names is shown where it is
 * there; of each origin the newest revision counts. As of an earlier time the same is said of what was known then: rows are
 * only ever added, and each is known later than those before it, so that answer never changes.
 */
@ApplicationScoped
public class StoredValues {
    /** As of the end of time: everything that is known. */
    public static final long EVER = 253_402_300_799_000L;

    private static final Logger LOG = Logger.getLogger(StoredValues.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String POINTS = """
        select time, value, quality, known_at, revision, derived_from, reasons,
               coalesce(attributes ->> 'venues_used', '') as venues_used,
               coalesce(attributes ->> 'venues_missing', '') as venues_missing,
               (attributes ->> 'oldest_input_ms')::int8 as oldest_input
        from (select distinct on (time) *
              from (select distinct on (time, derived_from)
                           time, derived_from, revision, value, quality, known_at, reasons, attributes
                    from indicator_value
                    where series = $1 and resolution = $2 and time >= $3 and time < $4 and known_at <= $5
                    order by time, derived_from, revision desc) newest
              order by time, value is null, derived_from) shown
        where value is not null
        order by time
        limit $6\
        """;

    private static final String SERIES = """
        select series, exists (select from indicator_value v
                               where v.series = s.series and v.resolution = $3 and v.known_at <= $4) as is_having
        from indicator_series s
        where asset = $1 and indicator = $2 and known_since <= $4\
        """;

    /** The receipts of values that were published together stand together. */
    private static final String RECEIPT = """
        select told.receipt::text as receipt
        from (select *
              from (select distinct on (derived_from) asset, series, resolution, time, known_at, derived_from, revision, value
                    from indicator_value
                    where series = $1 and resolution = $2 and time = $3 and known_at <= $4
                    order by derived_from, revision desc) newest
              order by value is null, derived_from
              limit 1) shown
        left join lateral (
          select each.receipt
          from indicator_receipt r cross join lateral json_array_elements(r.receipts) as each (receipt)
          where r.asset = shown.asset and r.resolution = shown.resolution and r.time = shown.time
            and r.known_at = shown.known_at and each.receipt ->> 'series' = shown.series
            and (each.receipt ->> 'revision')::integer = shown.revision
            and coalesce(each.receipt -> 'attributes' ->> 'derived_from', '') = shown.derived_from
          limit 1) told on true\
        """;

    private static final String PARTS = """
        select time, value, coalesce(minutes, 0) as minutes
        from (select distinct on (time) *
              from (select distinct on (time, derived_from) time, derived_from, value,
                           (attributes ->> 'n_obs')::int8 as minutes
                    from indicator_value
                    where series = $1 and resolution = $2 and time >= $3 and time < $4 and known_at <= $5
                    order by time, derived_from, revision desc) newest
              order by time, value is null, derived_from) shown
        where value is not null
        order by time
        limit $6\
        """;

    private final Pool pool;

    StoredValues(Pool pool) {
        this.pool = pool;
    }

    /**
     * The first {@code limit} points of the range, in order of time. Times without a value are left out.
     *
     * @param from first time, milliseconds since the epoch, inclusive
     * @param to last time, exclusive
     * @param asOf only what was known then counts, milliseconds since the epoch
     */
    public Uni<List<StoredPoint>> read(Series series, Resolution resolution, long from, long to, long asOf, int limit) {
        Tuple question = Tuple.tuple()
                .addString(series.toString())
                .addString(resolution.code())
                .addOffsetDateTime(time(from))
                .addOffsetDateTime(time(to))
                .addOffsetDateTime(time(asOf))
                .addInteger(limit);
        return ask(POINTS, question).map(rows -> {
            List<StoredPoint> points = new ArrayList<>(rows.rowCount());
            rows.forEach(row -> points.add(point(row)));
            return points;
        });
    }

    /**
     * The series of an indicator that had values of the resolution at {@code asOf}, milliseconds since the epoch; where none
     * had, all that were known.
     */
    public Uni<TreeSet<Series>> series(String asset, String indicator, Resolution resolution, long asOf) {
        return ask(SERIES, Tuple.of(asset, indicator, resolution.code(), time(asOf)))
                .map(rows -> {
                    TreeSet<Series> known = new TreeSet<>();
                    TreeSet<Series> having = new TreeSet<>();
                    rows.forEach(row -> {
                        Series series = Series.parse(row.getString("series"));
                        known.add(series);
                        if (row.getBoolean("is_having")) {
                            having.add(series);
                        }
                    });
                    return having.isEmpty() ? known : having;
                });
    }

    /**
     * The receipt of the value at a time, as it was stored; empty text where it is not kept any more, nothing where there is no
     * such value.
     *
     * @param time the start of its interval, milliseconds since the epoch
     * @param asOf only what was known then counts
     */
    public Uni<Optional<String>> receipt(Series series, Resolution resolution, long time, long asOf) {
        Tuple question = Tuple.of(series.toString(), resolution.code(), time(time), time(asOf));
        return ask(RECEIPT, question).map(rows -> {
            RowIterator<Row> found = rows.iterator();
            return found.hasNext() ? Optional.of(text(found.next(), "receipt")) : Optional.empty();
        });
    }

    /** The values between two times, as {@link #read} gives them, for whoever was made of them; at most {@code limit}. */
    public Uni<List<StoredPart>> parts(Series series, Resolution resolution, long from, long to, long asOf, int limit) {
        Tuple question = Tuple.of(series.toString(), resolution.code(), time(from), time(to), time(asOf), limit);
        return ask(PARTS, question).map(rows -> {
            List<StoredPart> parts = new ArrayList<>(rows.rowCount());
            rows.forEach(row ->
                    parts.add(new StoredPart(millis(row, "time"), row.getDouble("value"), row.getLong("minutes"))));
            return parts;
        });
    }

    private Uni<RowSet<Row>> ask(String sql, Tuple question) {
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
                });
    }

    private static StoredPoint point(Row row) {
        List<String> reasons = new ArrayList<>();
        if (row.getValue("reasons") instanceof JsonArray texts) {
            texts.forEach(text -> reasons.add(text.toString()));
        }
        return new StoredPoint(
                millis(row, "time"),
                row.getDouble("value"),
                row.getString("quality"),
                reasons,
                millis(row, "known_at"),
                row.getInteger("revision"),
                row.getString("derived_from"),
                names(row.getString("venues_used")),
                names(row.getString("venues_missing")),
                row.getLong("oldest_input") == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(row.getLong("oldest_input")));
    }

    /** The venues of an attribute, which joins them by commas. */
    private static List<String> names(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    private static String text(Row row, String column) {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static long millis(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant().toEpochMilli();
    }

    private static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
