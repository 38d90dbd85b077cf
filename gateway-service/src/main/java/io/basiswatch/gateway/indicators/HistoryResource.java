package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.access.Seal;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.LatestValues;
import io.basiswatch.gateway.view.Point;
import io.basiswatch.gateway.view.SeriesHistory;
import io.basiswatch.model.Series;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What an indicator said before: closed intervals, in order of time, absent ones left out. */
@Path("/v1/indicators/{indicator}/history")
@Produces(MediaType.APPLICATION_JSON)
class HistoryResource {
    private final Catalogue catalogue;
    private final LatestValues latest;
    private final SeriesHistory history;
    private final Seal seal;
    private final Clock clock;

    HistoryResource(Catalogue catalogue, LatestValues latest, SeriesHistory history, Seal seal, Clock clock) {
        this.catalogue = catalogue;
        this.latest = latest;
        this.history = history;
        this.seal = seal;
        this.clock = clock;
    }

    @GET
    public Uni<Response> points(
            @PathParam("indicator") String indicator, @Context UriInfo uri, @Context Request request) {
        HistoryQuery query =
                HistoryQuery.of(Parameters.of(uri.getQueryParameters(), HistoryQuery.NAMES), clock.millis());
        return catalogue
                .definition(indicator)
                .flatMap(definition -> catalogue
                        .requireAsset(query.asset())
                        .flatMap(asset -> latest.series(asset, indicator))
                        .map(known -> SeriesChoice.one(definition, known, query.dimension(), query.asset()))
                        .flatMap(series -> page(series, definition, query)))
                .map(page -> Representation.lasting(page, request));
    }

    private Uni<JsonObject> page(Series series, JsonObject definition, HistoryQuery query) {
        HistoryCursor start = start(series, query);
        // One point more than the page holds tells whether there is another page.
        return history.read(series, query.resolution(), start.from(), start.to(), query.limit() + 1)
                .map(points -> json(series, definition, query, start, points));
    }

    private HistoryCursor start(Series series, HistoryQuery query) {
        String resolution = query.resolution().code();
        Optional<HistoryCursor> cursor = query.cursor().map(text -> HistoryCursor.parse(text, seal));
        if (cursor.isEmpty()) {
            return new HistoryCursor(series.toString(), resolution, query.from(), query.to());
        }
        HistoryCursor sent = cursor.get();
        if (!sent.series().equals(series.toString()) || !sent.resolution().equals(resolution)) {
            throw HistoryCursor.invalid();
        }
        return sent;
    }

    private JsonObject json(
            Series series, JsonObject definition, HistoryQuery query, HistoryCursor start, List<Point> points) {
        JsonArray data = new JsonArray();
        points.stream()
                .limit(query.limit())
                .forEach(point ->
                        data.add(new JsonObject().put("time", point.time()).put("value", point.value())));
        JsonObject json = new JsonObject()
                .put("series", series.toString())
                .put("indicator", series.indicator())
                .put("asset", series.asset())
                .put("dimension", series.dimension())
                .put("unit", definition.getString("unit"))
                .put("resolution", query.resolution().code())
                .put("from", start.from())
                .put("to", start.to())
                .put("data", data);
        if (points.size() <= query.limit()) {
            return json.putNull("next");
        }
        HistoryCursor next = new HistoryCursor(
                start.series(), start.resolution(), points.get(query.limit()).time(), start.to());
        return json.put("next", next.text(seal));
    }
}
