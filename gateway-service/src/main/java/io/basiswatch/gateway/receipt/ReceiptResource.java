package io.basiswatch.gateway.receipt;

import io.basiswatch.gateway.indicators.HistorySeries;
import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.Representation;
import io.basiswatch.gateway.stored.StoredValues;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.model.Series;
import io.basiswatch.model.wire.ReceiptJson;
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

/** The receipt of one stored value, with the definition that tells how it was computed. */
@Path("/v1/indicators")
@Produces(MediaType.APPLICATION_JSON)
class ReceiptResource {
    private final Catalogue catalogue;
    private final HistorySeries choice;
    private final Receipts receipts;
    private final Clock clock;

    ReceiptResource(Catalogue catalogue, HistorySeries choice, Receipts receipts, Clock clock) {
        this.catalogue = catalogue;
        this.choice = choice;
        this.receipts = receipts;
        this.clock = clock;
    }

    @GET
    @Path("/{indicator}/receipt")
    public Uni<Response> receipt(
            @PathParam("indicator") String indicator, @Context UriInfo uri, @Context Request request) {
        ReceiptQuery query =
                ReceiptQuery.of(Parameters.of(uri.getQueryParameters(), ReceiptQuery.NAMES), clock.millis());
        return catalogue
                .definition(indicator)
                .flatMap(definition -> choice.one(
                                definition,
                                indicator,
                                query.asset(),
                                query.dimension(),
                                query.resolution(),
                                query.asOf())
                        .flatMap(series -> json(series, definition, query)))
                .map(json -> Representation.lasting(json, request));
    }

    private Uni<JsonObject> json(Series series, JsonObject definition, ReceiptQuery query) {
        return receipts.read(
                        series, query.resolution(), query.time(), query.asOf().orElse(StoredValues.EVER))
                .map(receipt -> {
                    JsonObject json = new JsonObject(ReceiptJson.write(receipt));
                    query.asOf().ifPresent(time -> json.put("as_of", time));
                    return json.put("definition", definition);
                });
    }
}
