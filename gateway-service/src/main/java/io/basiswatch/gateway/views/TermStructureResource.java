package io.basiswatch.gateway.views;

import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.Representation;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.LatestValues;
import io.basiswatch.gateway.view.LatestValues.Latest;
import io.basiswatch.model.Resolution;
import io.smallrye.mutiny.Uni;
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
import java.util.TreeMap;

/** The curves of an asset over times to expiry, as of the last closed interval. */
@Path("/v1/assets/{asset}/term-structure")
@Produces(MediaType.APPLICATION_JSON)
class TermStructureResource {
    private final Catalogue catalogue;
    private final LatestValues latest;
    private final Clock clock;

    TermStructureResource(Catalogue catalogue, LatestValues latest, Clock clock) {
        this.catalogue = catalogue;
        this.latest = latest;
        this.clock = clock;
    }

    @GET
    public Uni<Response> curves(@PathParam("asset") String asset, @Context UriInfo uri, @Context Request request) {
        Resolution resolution =
                Parameters.of(uri.getQueryParameters(), "resolution").storedResolution();
        return catalogue
                .requireAsset(asset)
                .flatMap(known -> latest.of(known, resolution))
                .flatMap(values ->
                        catalogue.definitions().map(definitions -> json(asset, resolution, values, definitions)))
                .map(json -> Representation.lasting(json, request));
    }

    private JsonObject json(String asset, Resolution resolution, List<Latest> values, List<JsonObject> definitions) {
        Map<String, JsonObject> newest = new TreeMap<>();
        values.forEach(value -> newest.put(value.series().toString(), new JsonObject(value.json())));
        return new JsonObject()
                .put("asset", asset)
                .put("resolution", resolution.code())
                .put("data", new TermStructure(newest, definitions, clock.millis()).curves())
                .putNull("next");
    }
}
