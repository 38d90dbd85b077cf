package io.basiswatch.gateway.views;

import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.Representation;
import io.basiswatch.gateway.indicators.SeriesChoice;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.LatestValues;
import io.basiswatch.gateway.view.LatestValues.Latest;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.View;
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
import java.util.Map;
import java.util.Optional;

/** The signs of a recovery of an asset: which are met, and how far off the others are. */
@Path("/v1/assets/{asset}/recovery-checklist")
@Produces(MediaType.APPLICATION_JSON)
class ChecklistResource {
    private final Catalogue catalogue;
    private final Tagged tagged;
    private final LatestValues latest;
    private final Clock clock;

    ChecklistResource(Catalogue catalogue, Tagged tagged, LatestValues latest, Clock clock) {
        this.catalogue = catalogue;
        this.tagged = tagged;
        this.latest = latest;
        this.clock = clock;
    }

    @GET
    public Uni<Response> lists(@PathParam("asset") String asset, @Context UriInfo uri, @Context Request request) {
        Parameters query = Parameters.of(uri.getQueryParameters(), "dimension", "resolution");
        Resolution resolution = query.storedResolution();
        return catalogue
                .requireAsset(asset)
                .flatMap(known -> tagged.in(View.RECOVERY_CHECKLIST))
                .flatMap(definitions -> latest.of(asset, resolution)
                        .map(values -> json(asset, ofThese(values, definitions), definitions, query.dimension())))
                .map(json -> Representation.lasting(json, request));
    }

    private static List<Latest> ofThese(List<Latest> values, Map<String, JsonObject> definitions) {
        return values.stream()
                .filter(value -> definitions.containsKey(value.series().indicator()))
                .toList();
    }

    private JsonObject json(
            String asset, List<Latest> values, Map<String, JsonObject> definitions, Optional<String> dimension) {
        List<Series> known = values.stream().map(Latest::series).toList();
        if (dimension.isPresent()
                && known.stream().noneMatch(series -> series.dimension().equals(dimension.get()))) {
            throw SeriesChoice.unknownDimension(known);
        }
        long now = clock.millis();
        JsonArray data = new JsonArray();
        values.stream()
                .filter(value ->
                        dimension.isEmpty() || value.series().dimension().equals(dimension.get()))
                .map(value -> Checklist.of(
                        new JsonObject(value.json()),
                        definitions.get(value.series().indicator()),
                        now))
                .forEach(data::add);
        return new JsonObject().put("asset", asset).put("data", data).putNull("next");
    }
}
