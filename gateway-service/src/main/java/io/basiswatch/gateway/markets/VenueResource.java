package io.basiswatch.gateway.markets;

import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.Representation;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The venues whose markets are collected, with their health. */
@Path("/v1/venues")
@Produces(MediaType.APPLICATION_JSON)
class VenueResource {
    private final Markets markets;
    private final Clock clock;

    VenueResource(Markets markets, Clock clock) {
        this.markets = markets;
        this.clock = clock;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri, @Context Request request) {
        Parameters.of(uri.getQueryParameters());
        long now = clock.millis();
        return markets.all(now).map(all -> {
            JsonArray data = new JsonArray();
            all.stream()
                    .collect(Collectors.groupingBy(Market::venue, TreeMap::new, Collectors.toList()))
                    .values()
                    .forEach(ofVenue -> data.add(json(ofVenue, now)));
            return Representation.lasting(new JsonObject().put("data", data).putNull("next"), request);
        });
    }

    @GET
    @Path("/{venue}")
    public Uni<Response> one(@PathParam("venue") String venue, @Context UriInfo uri, @Context Request request) {
        Parameters.of(uri.getQueryParameters());
        long now = clock.millis();
        return markets.all(now).map(all -> {
            List<Market> ofVenue =
                    all.stream().filter(market -> market.venue().equals(venue)).toList();
            if (ofVenue.isEmpty()) {
                throw ProblemException.of(
                        Reason.UNKNOWN_VENUE, "venue", "No market of such a venue is collected; see /v1/venues.");
            }
            return Representation.lasting(json(ofVenue, now).put("data", MarketResource.json(ofVenue, now)), request);
        });
    }

    /** Of a venue with these markets. */
    private static JsonObject json(List<Market> markets, long now) {
        JsonObject counts = new JsonObject().put("all", markets.size());
        for (State state : List.of(State.OK, State.STALE, State.MISSING, State.UNKNOWN)) {
            counts.put(
                    state.code(),
                    markets.stream().filter(market -> market.state() == state).count());
        }
        Long newest = markets.stream()
                .flatMap(market -> market.newest().stream())
                .max(Long::compare)
                .orElse(null);
        return new JsonObject()
                .put("venue", markets.getFirst().venue())
                .put(
                        "state",
                        State.of(markets.stream().map(Market::state).toList()).code())
                .put(
                        "assets",
                        new JsonArray(List.copyOf(
                                markets.stream().map(Market::asset).collect(Collectors.toCollection(TreeSet::new)))))
                .put("markets", counts)
                .put("newest", newest)
                .put("age_ms", newest == null ? null : Math.max(0, now - newest));
    }
}
