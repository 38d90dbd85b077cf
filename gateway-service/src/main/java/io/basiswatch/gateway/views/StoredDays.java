package io.basiswatch.gateway.views;

import io.basiswatch.gateway.table.Tables;
import io.basiswatch.model.Series;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/**
 * Days of indicators as they were known at a time. Asked of PostgreSQL, for days that look back on candles stand nowhere else.
 */
@ApplicationScoped
class StoredDays {
    private static final String SERIES = """
        select series from indicator_series
        where asset = $1 and indicator = any($2) and known_since <= $3
        order by series\
        """;

    private static final String NEWEST = """
        select newest.told
        from indicator_series s
        cross join lateral (
          select bare_value(v)::text as told
          from indicator_value v
          where v.series = s.series and v.resolution = '1d' and v.known_at <= $3
          order by v.time desc, v.derived_from, v.revision desc
          limit 1) newest
        where s.asset = $1 and s.indicator = any($2) and s.known_since <= $3
        order by s.series\
        """;

    /** What counts of each day: of each origin the newest revision, and what was made of trades before what was made of candles. */
    private static final String SHOWN = """
        with shown as (
          select distinct on (time) time, attributes, whole
          from (select distinct on (v.time, v.derived_from) v.time, v.derived_from, v.value, v.attributes, v as whole
                from indicator_value v
                where v.series = $1 and v.resolution = '1d' and v.known_at <= $2
                order by v.time, v.derived_from, v.revision desc) newest
          order by time, value is null, derived_from)
        """;

    /** The last day of each episode, the newest first. */
    private static final String EPISODES = SHOWN + """
        select bare_value(whole)::text as told
        from (select distinct on (attributes ->> 'opened') whole
              from shown
              where attributes ->> 'opened' is not null
              order by attributes ->> 'opened' desc, time desc) last\
        """;

    /** The days on which an outcome became known. */
    private static final String SETTLED = SHOWN + """
        select bare_value(whole)::text as told
        from shown
        where attributes::text like '%"settled_%_opened"%'
        order by time\
        """;

    private final Tables tables;

    StoredDays(Tables tables) {
        this.tables = tables;
    }

    /** The series of these indicators that were known then, by name. */
    Uni<List<Series>> series(String asset, Collection<String> indicators, long asOf) {
        return tables.ask(SERIES, question(asset, indicators, asOf))
                .map(rows -> rows.stream()
                        .map(row -> Series.parse(row.getString("series")))
                        .toList());
    }

    /** The newest day of each of their series, by name. */
    Uni<List<JsonObject>> newest(String asset, Collection<String> indicators, long asOf) {
        return tables.ask(NEWEST, question(asset, indicators, asOf)).map(StoredDays::told);
    }

    private static Tuple question(String asset, Collection<String> indicators, long asOf) {
        return Tuple.of(asset, indicators.toArray(String[]::new), Tables.time(asOf));
    }

    /** Of each episode of the series the last day on which it was the newest one; the newest episode first. */
    Uni<List<JsonObject>> episodes(Series series, long asOf) {
        return tables.ask(EPISODES, Tuple.of(series.toString(), Tables.time(asOf)))
                .map(StoredDays::told);
    }

    /** The days on which something became known of an episode that may not be the newest any more. */
    Uni<List<JsonObject>> settled(Series series, long asOf) {
        return tables.ask(SETTLED, Tuple.of(series.toString(), Tables.time(asOf)))
                .map(StoredDays::told);
    }

    private static List<JsonObject> told(List<Row> rows) {
        return rows.stream().map(row -> new JsonObject(row.getString("told"))).toList();
    }
}
