package io.basiswatch.gateway.views;

import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.Representation;
import io.basiswatch.gateway.indicators.SeriesChoice;
import io.basiswatch.gateway.stored.StoredValues;
import io.basiswatch.gateway.view.Catalogue;
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
import java.util.Optional;

/** What followed the episodes of an asset, beside what followed any day, as it was known at a time. */
@Path("/v1/assets/{asset}/event-study")
@Produces(MediaType.APPLICATION_JSON)
class StudyResource {
    private final Catalogue catalogue;
    private final Tagged tagged;
    private final StoredDays days;
    private final Clock clock;

    StudyResource(Catalogue catalogue, Tagged tagged, StoredDays days, Clock clock) {
        this.catalogue = catalogue;
        this.tagged = tagged;
        this.days = days;
        this.clock = clock;
    }

    @GET
    public Uni<Response> studies(@PathParam("asset") String asset, @Context UriInfo uri, @Context Request request) {
        Parameters query = Parameters.of(uri.getQueryParameters(), "dimension", "asOf");
        long asOf = query.asOf(clock.millis()).orElse(StoredValues.EVER);
        return catalogue
                .requireAsset(asset)
                .flatMap(known -> tagged.in(View.EVENT_STUDY))
                .flatMap(definitions -> days.newest(asset, definitions.keySet(), asOf))
                .map(values -> json(asset, values, query.dimension()))
                .map(json -> Representation.lasting(json, request));
    }

    private JsonObject json(String asset, List<JsonObject> values, Optional<String> dimension) {
        List<JsonObject> wanted = values.stream()
                .filter(value ->
                        dimension.isEmpty() || value.getString("dimension").equals(dimension.get()))
                .toList();
        if (wanted.isEmpty() && dimension.isPresent()) {
            throw SeriesChoice.unknownDimension(values.stream()
                    .map(value -> Series.parse(value.getString("series")))
                    .toList());
        }
        JsonArray data = new JsonArray();
        long now = clock.millis();
        wanted.forEach(value -> data.add(Study.of(value, now)));
        return new JsonObject().put("asset", asset).put("data", data).putNull("next");
    }
}
