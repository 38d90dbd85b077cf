package io.basiswatch.gateway.webhook;

import io.basiswatch.gateway.access.AccessGate;
import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.SeriesChoice;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.representation.Keep;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.LatestValues;
import io.basiswatch.gateway.view.LatestValues.Latest;
import io.basiswatch.gateway.view.Newest;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.wire.ValueJson;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code GET /webhook/indicators?indicator=btc_futures_basis&api_key=KEY}: an array of one object. */
@Path(AccessGate.WEBHOOK)
@Produces(MediaType.APPLICATION_JSON)
class WebhookResource {
    private final Catalogue catalogue;
    private final LatestValues latest;

    WebhookResource(Catalogue catalogue, LatestValues latest) {
        this.catalogue = catalogue;
        this.latest = latest;
    }

    /**
     * What {@code indicator} names.
     *
     * @param asset in upper case
     * @param indicator its id in the catalogue
     */
    private record Asked(String asset, String indicator) {
        static Asked parse(String text) {
            int end = text.indexOf('_');
            if (end < 1 || end == text.length() - 1) {
                throw ProblemException.of(
                        Reason.INVALID_PARAMETER,
                        "indicator",
                        "Not of the form <asset>_<indicator>, such as btc_futures_basis.");
            }
            return new Asked(text.substring(0, end).toUpperCase(Locale.ROOT), text.substring(end + 1));
        }
    }

    @GET
    public Uni<Response> newest(@Context UriInfo uri) {
        Parameters query = Parameters.of(uri.getQueryParameters(), "indicator", "dimension", AccessGate.KEY_PARAMETER);
        Asked asked = Asked.parse(query.required("indicator", "btc_futures_basis"));
        return catalogue
                .definition(asked.indicator)
                .flatMap(definition -> catalogue
                        .requireAsset(asked.asset)
                        .flatMap(asset -> latest.recent(asset, Set.of(Resolution.values()), asked.indicator))
                        .map(Newest::values)
                        .map(values -> choose(definition, values, asked, query.dimension())))
                .map(value -> Response.ok(
                                new JsonArray().add(WebhookAnswer.of(value)).encode())
                        .header(HttpHeaders.CACHE_CONTROL, Keep.NOT_AT_ALL.header())
                        .build());
    }

    private static IndicatorValue choose(
            JsonObject definition, List<Latest> values, Asked asked, Optional<String> dimension) {
        Map<Series, Latest> known = values.stream().collect(Collectors.toMap(Latest::series, Function.identity()));
        List<Series> candidates = SeriesChoice.preferred(definition, known.keySet()).stream()
                .filter(series -> dimension.isEmpty() || series.dimension().equals(dimension.get()))
                .toList();
        if (candidates.isEmpty() && dimension.isPresent()) {
            throw SeriesChoice.unknownDimension(known.keySet());
        }
        return candidates.stream()
                .map(series -> ValueJson.read(known.get(series).json()))
                .filter(value -> value.value().isPresent())
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        Reason.VALUE_ABSENT,
                        "indicator",
                        "No series of " + asked.indicator + " for " + asked.asset + " has a value at present."));
    }
}
