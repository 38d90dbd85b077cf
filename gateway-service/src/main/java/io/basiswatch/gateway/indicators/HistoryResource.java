package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.access.Seal;
import io.basiswatch.gateway.representation.Format;
import io.basiswatch.gateway.view.Catalogue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;

/** What an indicator said before: closed intervals, in order of time, absent ones left out. Negotiates its format itself. */
@Path("/v1/indicators")
class HistoryResource {
    private final Catalogue catalogue;
    private final HistorySeries choice;
    private final HistoryAnswers answers;
    private final Seal seal;
    private final Clock clock;

    HistoryResource(Catalogue catalogue, HistorySeries choice, HistoryAnswers answers, Seal seal, Clock clock) {
        this.catalogue = catalogue;
        this.choice = choice;
        this.answers = answers;
        this.seal = seal;
        this.clock = clock;
    }

    @GET
    @Path("/{indicator}/history")
    public Uni<Response> points(
            @PathParam("indicator") String indicator, @Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters sent = Parameters.of(uri.getQueryParameters(), HistoryQuery.NAMES);
        HistoryQuery query = HistoryQuery.of(indicator, sent, clock.millis());
        String accept = headers.getHeaderString(HttpHeaders.ACCEPT);
        Format format = Format.of(query.format(), accept == null ? "" : accept);
        return catalogue
                .definition(indicator)
                .flatMap(definition -> span(definition, indicator, query)
                        .map(span -> new HistoryAsked(
                                query, span, definition.getString("unit"), format, uri.getRequestUri())))
                .flatMap(answers::answer);
    }

    /** What the cursor says, or else everything that is asked for. */
    private Uni<HistorySpan> span(JsonObject definition, String indicator, HistoryQuery query) {
        if (query.cursor().isPresent()) {
            HistoryCursor sent = HistoryCursor.parse(query.cursor().get(), query.question(), clock.millis(), seal);
            return Uni.createFrom().item(new HistorySpan(sent.series(), sent.from(), sent.to(), sent.asOf()));
        }
        return choice.one(definition, indicator, query)
                .map(series -> new HistorySpan(series, query.from(), query.to(), query.asOf()));
    }
}
