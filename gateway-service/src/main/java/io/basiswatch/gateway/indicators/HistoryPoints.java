package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.stored.StoredPoint;
import io.basiswatch.gateway.stored.StoredValues;
import io.basiswatch.gateway.view.ImportedHistory;
import io.basiswatch.gateway.view.SeriesHistory;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * The points of a history, from where they are. Minutes come from Redis, with nothing but their values; where imported ones
 * may be among them, which only PostgreSQL has and which must be told from others, and for everything that Redis does not
 * know or no longer keeps, they come from PostgreSQL.
 */
@ApplicationScoped
class HistoryPoints {
    private final SeriesHistory view;
    private final ImportedHistory imported;
    private final StoredValues stored;
    private final Clock clock;

    HistoryPoints(SeriesHistory view, ImportedHistory imported, StoredValues stored, Clock clock) {
        this.view = view;
        this.imported = imported;
        this.stored = stored;
        this.clock = clock;
    }

    /** One point more than a page holds, which tells whether there is another page. */
    Uni<List<JsonObject>> read(Series series, HistoryQuery query, HistoryCursor start) {
        if (query.full() || query.asOf().isPresent() || query.resolution() != Resolution.MINUTE) {
            return fromTable(series, query, start);
        }
        return isInView(series, query, start)
                .flatMap(isThere -> isThere
                        ? view.read(series, query.resolution(), start.from(), start.to(), query.limit() + 1)
                                .map(points -> points.stream()
                                        .map(point -> json(point.time(), point.value()))
                                        .toList())
                        : fromTable(series, query, start));
    }

    private Uni<Boolean> isInView(Series series, HistoryQuery query, HistoryCursor start) {
        return view.reachesBackTo(query.resolution(), start.from(), clock.millis())
                .flatMap(isKept -> isKept
                        ? imported.reachesInto(series, query.resolution(), start.from(), start.to())
                                .map(reaches -> !reaches)
                        : Uni.createFrom().item(false));
    }

    private Uni<List<JsonObject>> fromTable(Series series, HistoryQuery query, HistoryCursor start) {
        return stored.read(
                        series,
                        query.resolution(),
                        start.from(),
                        start.to(),
                        query.asOf().orElse(StoredValues.EVER),
                        query.limit() + 1)
                .map(points -> points.stream().map(HistoryPoints::json).toList());
    }

    private static JsonObject json(long time, double value) {
        return new JsonObject().put("time", time).put("value", value);
    }

    private static JsonObject json(StoredPoint point) {
        return json(point.time(), point.value())
                .put("quality", point.quality())
                .put("reasons", new JsonArray(point.reasons()))
                .put("known_at", point.knownAt())
                .put("revision", point.revision())
                .put("derived_from", point.derivedFrom().isEmpty() ? null : point.derivedFrom());
    }
}
