package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.access.Seal;
import io.basiswatch.gateway.view.Catalogue;
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
    private final HistorySeries choice;
    private final HistoryPoints points;
    private final Seal seal;
    private final Clock clock;

    HistoryResource(Catalogue catalogue, HistorySeries choice, HistoryPoints points, Seal seal, Clock clock) {
        this.catalogue = catalogue;
        this.choice = choice;
        this.points = points;
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
                .flatMap(definition ->
                        choice.one(definition, indicator, query).flatMap(series -> page(series, definition, query)))
                .map(page -> Representation.lasting(page, request));
    }

    private Uni<JsonObject> page(Series series, JsonObject definition, HistoryQuery query) {
        HistoryCursor start = start(series, query);
        return points.read(series, query, start).map(points -> json(series, definition, query, start, points));
    }

    private HistoryCursor start(Series series, HistoryQuery query) {
        String resolution = query.resolution().code();
        Optional<HistoryCursor> cursor = query.cursor().map(text -> HistoryCursor.parse(text, seal));
        if (cursor.isEmpty()) {
            return new HistoryCursor(series.toString(), resolution, query.from(), query.to(), query.asOf());
        }
        HistoryCursor sent = cursor.get();
        if (!sent.series().equals(series.toString())
                || !sent.resolution().equals(resolution)
                || !sent.asOf().equals(query.asOf())) {
            throw HistoryCursor.invalid();
        }
        return sent;
    }

    private JsonObject json(
            Series series, JsonObject definition, HistoryQuery query, HistoryCursor start, List<JsonObject> points) {
        JsonArray data = new JsonArray();
        points.stream().limit(query.limit()).forEach(data::add);
        JsonObject json = new JsonObject()
                .put("series", series.toString())
                .put("indicator", series.indicator())
                .put("asset", series.asset())
                .put("dimension", series.dimension())
                .put("unit", definition.getString("unit"))
                .put("resolution", query.resolution().code())
                .put("from", start.from())
                .put("to", start.to());
        query.asOf().ifPresent(time -> json.put("as_of", time));
        json.put("data", data);
        if (points.size() <= query.limit()) {
            return json.putNull("next");
        }
        long from = points.get(query.limit()).getLong("time");
        HistoryCursor next = new HistoryCursor(start.series(), start.resolution(), from, start.to(), start.asOf());
        return json.put("next", next.text(seal));
    }
}
