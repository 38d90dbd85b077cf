package io.basiswatch.gateway.markets;

import io.basiswatch.gateway.catalog.Globs;
import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.Representation;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
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
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The markets that are collected, with their health. */
@Path("/v1/markets")
@Produces(MediaType.APPLICATION_JSON)
class MarketResource {
    private final Markets markets;
    private final Clock clock;

    MarketResource(Markets markets, Clock clock) {
        this.markets = markets;
        this.clock = clock;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri, @Context Request request) {
        Parameters query = Parameters.of(uri.getQueryParameters(), "assets", "venues", "state");
        Globs assets = Globs.of(query, "assets");
        Globs venues = Globs.of(query, "venues");
        Optional<State> state = query.text("state").map(MarketResource::state);
        long now = clock.millis();
        return markets.all(now)
                .map(all -> all.stream()
                        .filter(market -> assets.match(market.asset()) && venues.match(market.venue()))
                        .filter(market -> state.isEmpty() || state.get() == market.state())
                        .toList())
                .map(found -> Representation.lasting(
                        new JsonObject().put("data", json(found, now)).putNull("next"), request));
    }

    static JsonArray json(List<Market> markets, long now) {
        JsonArray data = new JsonArray();
        markets.forEach(market -> data.add(market.json(now)));
        return data;
    }

    private static State state(String code) {
        return Arrays.stream(State.values())
                .filter(state -> state != State.PARTIAL && state.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        Reason.INVALID_PARAMETER, "state", "Markets are ok, stale, missing or unknown."));
    }
}
