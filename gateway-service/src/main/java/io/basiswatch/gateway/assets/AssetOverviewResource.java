package io.basiswatch.gateway.assets;

import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.Representation;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.ViewReader;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.Request;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How much there is of an asset, how far its values go, and where they are. */
@Path("/v1/assets/{asset}")
@Produces(MediaType.APPLICATION_JSON)
class AssetOverviewResource {
    private static final List<String> PARTS =
            List.of("snapshot", "term-structure", "episodes", "event-study", "recovery-checklist", "digests");

    private final Catalogue catalogue;
    private final ViewReader view;
    private final Clock clock;

    AssetOverviewResource(Catalogue catalogue, ViewReader view, Clock clock) {
        this.catalogue = catalogue;
        this.view = view;
        this.clock = clock;
    }

    @GET
    public Uni<Response> asset(
            @PathParam("asset") String asset, @Context UriInfo uri, @Context jakarta.ws.rs.core.Request request) {
        Parameters.of(uri.getQueryParameters());
        return catalogue.requireAsset(asset).flatMap(this::json).map(json -> Representation.lasting(json, request));
    }

    private Uni<JsonObject> json(String asset) {
        List<Request> counts = Stream.of(Resolution.values())
                .map(resolution -> ViewReader.request("HLEN", SeriesKeys.latest(asset, resolution)))
                .toList();
        return view.askAll(counts)
                .flatMap(answers -> view.ask("HGET", SeriesKeys.PROGRESS, asset).map(progress -> {
                    JsonObject series = new JsonObject();
                    for (Resolution resolution : Resolution.values()) {
                        series.put(
                                resolution.code(),
                                answers.get(resolution.ordinal()).orElseThrow().toInteger());
                    }
                    Optional<Long> last = progress.map(ViewReader::text).map(Long::parseLong);
                    JsonObject links = new JsonObject();
                    PARTS.forEach(part -> links.put(part.replace('-', '_'), "/v1/assets/" + asset + '/' + part));
                    return new JsonObject()
                            .put("asset", asset)
                            .put("series", series)
                            .put("last", last.orElse(null))
                            .put(
                                    "age_ms",
                                    last.map(time -> Math.max(0, clock.millis() - time))
                                            .orElse(null))
                            .put("links", links);
                }));
    }
}
