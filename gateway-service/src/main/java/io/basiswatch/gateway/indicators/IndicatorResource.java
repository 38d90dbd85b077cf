package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.view.Catalogue;
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

/** What indicators there are. */
@Path("/v1/indicators")
@Produces(MediaType.APPLICATION_JSON)
class IndicatorResource {
    private final Catalogue catalogue;

    IndicatorResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri, @Context Request request) {
        Parameters.of(uri.getQueryParameters());
        return catalogue
                .definitions()
                .map(definitions -> Representation.lasting(
                        new JsonObject().put("data", new JsonArray(definitions)).putNull("next"), request));
    }

    /** The definition; with an asset, {@link NewestRoute} has answered before. */
    @GET
    @Path("/{indicator}")
    public Uni<Response> one(@PathParam("indicator") String indicator, @Context UriInfo uri, @Context Request request) {
        Parameters query = Parameters.of(uri.getQueryParameters(), NewestRoute.parameters());
        refuseWithoutAsset(query, NewestRoute.DIMENSION);
        refuseWithoutAsset(query, NewestRoute.RESOLUTION);
        return catalogue.definition(indicator).map(definition -> Representation.lasting(definition, request));
    }

    private static void refuseWithoutAsset(Parameters query, String name) {
        if (query.text(name).isPresent()) {
            throw ProblemException.of(Reason.INVALID_PARAMETER, "asset", "Needed together with " + name + ".");
        }
    }
}
