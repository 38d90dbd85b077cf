package io.basiswatch.gateway.catalog;

import io.basiswatch.gateway.table.Tables;
import io.basiswatch.model.Resolution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Between which times series have stored values: the first and the last entry of the primary key, and nothing between. */
@ApplicationScoped
class SeriesSpans {
    private static final String SPANS = """
        select w.series, w.resolution, first.time as first_time, last.time as last_time
        from unnest($1::text[], $2::text[]) as w (series, resolution)
        left join lateral (
          select time from indicator_value v
          where v.series = w.series and v.resolution = w.resolution and v.value is not null
          order by time limit 1) first on true
        left join lateral (
          select time from indicator_value v
          where v.series = w.series and v.resolution = w.resolution and v.value is not null
          order by time desc limit 1) last on true\
        """;

    private final Tables tables;

    /**
     * One line of values.
     *
     * @param series its name
     * @param resolution how far apart they are
     */
    record Line(String series, Resolution resolution) {}

    /**
     * From when to when, milliseconds since the epoch; empty where there is nothing yet.
     *
     * @param first the time of the first value
     * @param last the time of the last value
     */
    record Span(Optional<Long> first, Optional<Long> last) {}

    SeriesSpans(Tables tables) {
        this.tables = tables;
    }

    Uni<Map<Line, Span>> of(List<Line> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Tuple question = Tuple.of(
                lines.stream().map(Line::series).toArray(String[]::new),
                lines.stream().map(line -> line.resolution().code()).toArray(String[]::new));
        return tables.ask(SPANS, question).map(rows -> {
            Map<Line, Span> spans = new HashMap<>();
            rows.forEach(row -> spans.put(
                    new Line(row.getString("series"), Resolution.parse(row.getString("resolution"))),
                    new Span(Tables.millis(row, "first_time"), Tables.millis(row, "last_time"))));
            return spans;
        });
    }
}
