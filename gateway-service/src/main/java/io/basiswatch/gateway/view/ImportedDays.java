package io.basiswatch.gateway.view;

import io.basiswatch.gateway.table.Tables;
import io.basiswatch.model.wire.ReceiptJson;
import io.basiswatch.model.wire.ValueJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last closed day of series of which nothing else is known yet: what was imported is all that there is of them until the day
 * ends. It is in PostgreSQL alone, with its receipt, from which it is told as it was published.
 */
@ApplicationScoped
class ImportedDays {
    /** Newest values must not wait long for those of the past. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String NEWEST = """
        select w.series, told.receipt::text as receipt
        from unnest($1::text[]) as w (series)
        cross join lateral (
          select v.time from indicator_value v
          where v.series = w.series and v.resolution = '1d' and v.value is not null
          order by v.time desc limit 1) last
        cross join lateral (
          select *
          from (select distinct on (derived_from) asset, time, known_at, derived_from, revision, value
                from indicator_value v
                where v.series = w.series and v.resolution = '1d' and v.time = last.time
                order by derived_from, revision desc) newest
          order by value is null, derived_from
          limit 1) shown
        cross join lateral (
          select each.receipt
          from indicator_receipt r cross join lateral json_array_elements(r.receipts) as each (receipt)
          where r.asset = shown.asset and r.resolution = '1d' and r.time = shown.time and r.known_at = shown.known_at
            and each.receipt ->> 'series' = w.series
            and (each.receipt ->> 'revision')::integer = shown.revision
            and coalesce(each.receipt -> 'attributes' ->> 'derived_from', '') = shown.derived_from
          limit 1) told\
        """;

    private final Tables tables;

    ImportedDays(Tables tables) {
        this.tables = tables;
    }

    /** Of each of these series that has one: its last day, as it was published. Of none while the store does not answer. */
    Uni<Map<String, String>> newest(Collection<String> series) {
        if (series.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return tables.ask(NEWEST, Tuple.of(series.toArray(String[]::new)))
                .map(ImportedDays::published)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(Map.of())
                .onFailure()
                .recoverWithItem(Map.of());
    }

    private static Map<String, String> published(List<Row> rows) {
        Map<String, String> days = new HashMap<>();
        rows.forEach(row -> days.put(
                row.getString("series"),
                ValueJson.write(ReceiptJson.read(row.getString("receipt")).value())));
        return days;
    }
}
