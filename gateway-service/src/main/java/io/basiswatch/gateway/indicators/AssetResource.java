package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.view.Catalogue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The assets that have values. */
@Path("/v1/assets")
@Produces(MediaType.APPLICATION_JSON)
class AssetResource {
    private final Catalogue catalogue;

    AssetResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri, @Context Request request) {
        Parameters.of(uri.getQueryParameters());
        return catalogue.assets().map(assets -> {
            JsonArray data = new JsonArray();
            assets.forEach(asset -> data.add(new JsonObject().put("asset", asset)));
            return Representation.lasting(new JsonObject().put("data", data).putNull("next"), request);
        });
    }
}
