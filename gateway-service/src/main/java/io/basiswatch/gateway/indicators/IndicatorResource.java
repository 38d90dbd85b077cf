package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.representation.Keep;
import io.basiswatch.gateway.representation.Tag;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.LatestValues;
import io.basiswatch.gateway.view.LatestValues.Latest;
import io.basiswatch.model.Resolution;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What indicators there are, and what they say now. */
@Path("/v1/indicators")
@Produces(MediaType.APPLICATION_JSON)
class IndicatorResource {
    private static final Set<Resolution> ALL = Set.of(Resolution.values());

    private final Catalogue catalogue;
    private final LatestValues latest;
    private final Clock clock;

    IndicatorResource(Catalogue catalogue, LatestValues latest, Clock clock) {
        this.catalogue = catalogue;
        this.latest = latest;
        this.clock = clock;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri, @Context Request request) {
        Parameters.of(uri.getQueryParameters());
        return catalogue
                .definitions()
                .map(definitions -> Representation.lasting(
                        new JsonObject().put("data", new JsonArray(definitions)).putNull("next"), request));
    }

    /** The definition; with an asset, the newest values instead. */
    @GET
    @Path("/{indicator}")
    public Uni<Response> one(@PathParam("indicator") String indicator, @Context UriInfo uri, @Context Request request) {
        Parameters query = Parameters.of(uri.getQueryParameters(), "asset", "dimension", "resolution");
        Optional<String> asset = query.text("asset");
        if (asset.isEmpty()) {
            refuseWithoutAsset(query, "dimension");
            refuseWithoutAsset(query, "resolution");
            return catalogue.definition(indicator).map(definition -> Representation.lasting(definition, request));
        }
        Set<Resolution> resolutions = newestOf(query);
        return catalogue
                .definition(indicator)
                .flatMap(definition -> catalogue.requireAsset(asset.get()))
                .flatMap(known -> latest.recent(known, resolutions, indicator))
                .map(values -> newest(values, query.dimension()));
    }

    private static void refuseWithoutAsset(Parameters query, String name) {
        if (query.text(name).isPresent()) {
            throw ProblemException.of(Reason.INVALID_PARAMETER, "asset", "Needed together with " + name + ".");
        }
    }

    private static Set<Resolution> newestOf(Parameters query) {
        Optional<String> asked = query.text("resolution");
        if (asked.isEmpty()) {
            return ALL;
        }
        return Arrays.stream(Resolution.values())
                .filter(resolution -> resolution.code().equals(asked.get()))
                .findFirst()
                .map(Set::of)
                .orElseThrow(() -> ProblemException.of(
                        Reason.INVALID_PARAMETER, "resolution", "Newest values are 1s, 1m, 1h or 1d."));
    }

    private Response newest(List<Latest> values, Optional<String> dimension) {
        long now = clock.millis();
        StringBuilder published = new StringBuilder();
        StringBuilder json = new StringBuilder("{\"data\":[");
        String separator = "";
        for (Latest value : values) {
            if (dimension.isPresent() && !value.series().dimension().equals(dimension.get())) {
                continue;
            }
            published.append(value.fingerprint());
            value.appendAsOf(now, json.append(separator));
            separator = ",";
        }
        if (dimension.isPresent() && published.isEmpty()) {
            throw SeriesChoice.unknownDimension(
                    values.stream().map(Latest::series).toList());
        }
        json.append("],\"next\":null}");
        // Its age goes on, which makes other bytes of the same values: the tag is a weak one.
        return Response.ok(json.toString())
                .header(HttpHeaders.CACHE_CONTROL, Keep.FOR_A_SECOND.header())
                .header(HttpHeaders.ETAG, Tag.ofContent(published.toString()))
                .build();
    }
}
