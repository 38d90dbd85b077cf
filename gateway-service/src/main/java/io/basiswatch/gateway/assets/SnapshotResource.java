package io.basiswatch.gateway.assets;

import io.basiswatch.gateway.catalog.Globs;
import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.Representation;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.reading.Reading;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.LatestValues;
import io.basiswatch.model.Resolution;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The newest value of every series of an asset, in one answer. */
@Path("/v1/assets/{asset}/snapshot")
@Produces(MediaType.APPLICATION_JSON)
class SnapshotResource {
    private static final String[] PARAMETERS = {"indicators", "dimensions", "resolution", "detail"};

    private final Catalogue catalogue;
    private final LatestValues latest;
    private final Clock clock;

    SnapshotResource(Catalogue catalogue, LatestValues latest, Clock clock) {
        this.catalogue = catalogue;
        this.latest = latest;
        this.clock = clock;
    }

    private record Query(Globs indicators, Globs dimensions, Set<Resolution> resolutions, boolean full) {
        static Query of(Parameters query) {
            return new Query(
                    Globs.of(query, "indicators"), Globs.of(query, "dimensions"), resolutions(query), isFull(query));
        }

        private static Set<Resolution> resolutions(Parameters query) {
            return query.text("resolution")
                    .map(code -> {
                        try {
                            return (Set<Resolution>) EnumSet.of(Resolution.parse(code));
                        } catch (IllegalArgumentException e) {
                            throw ProblemException.of(
                                    Reason.INVALID_PARAMETER, "resolution", "Newest values are 1s, 1m, 1h or 1d.");
                        }
                    })
                    .orElse(EnumSet.allOf(Resolution.class));
        }

        private static boolean isFull(Parameters query) {
            query.text("detail").filter(detail -> !detail.equals("full")).ifPresent(detail -> {
                throw ProblemException.of(Reason.INVALID_PARAMETER, "detail", "The one detail that there is is full.");
            });
            return query.text("detail").isPresent();
        }

        boolean takes(JsonObject value) {
            return indicators.match(value.getString("indicator")) && dimensions.match(Reading.dimension(value));
        }
    }

    @GET
    public Uni<Response> snapshot(@PathParam("asset") String asset, @Context UriInfo uri, @Context Request request) {
        Query query = Query.of(Parameters.of(uri.getQueryParameters(), PARAMETERS));
        return catalogue
                .requireAsset(asset)
                .flatMap(known -> latest.finest(known, query.resolutions()))
                .map(values -> Representation.lasting(json(asset, values, query), request));
    }

    private JsonObject json(String asset, List<LatestValues.Latest> values, Query query) {
        long now = clock.millis();
        JsonArray data = new JsonArray();
        values.stream()
                .map(value -> new JsonObject(value.json()))
                .filter(query::takes)
                .map(value -> query.full() ? Reading.full(value, now) : Reading.of(value, now))
                .forEach(data::add);
        return new JsonObject()
                .put("asset", asset)
                .put("time", now)
                .put("data", data)
                .putNull("next");
    }
}
