package io.basiswatch.gateway.catalog;

import io.basiswatch.gateway.access.Seal;
import io.basiswatch.gateway.catalog.SeriesSpans.Line;
import io.basiswatch.gateway.catalog.SeriesSpans.Span;
import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.Representation;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.smallrye.mutiny.Multi;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every series that can be asked for, and nothing else. */
@Path("/v1/catalog")
@Produces(MediaType.APPLICATION_JSON)
class CatalogResource {
    private final Catalogue catalogue;
    private final SeriesNames names;
    private final SeriesSpans spans;
    private final Seal seal;

    CatalogResource(Catalogue catalogue, SeriesNames names, SeriesSpans spans, Seal seal) {
        this.catalogue = catalogue;
        this.names = names;
        this.spans = spans;
        this.seal = seal;
    }

    private record Entry(Series series, List<Resolution> resolutions) {}

    @GET
    public Uni<Response> list(@Context UriInfo uri, @Context Request request) {
        CatalogQuery query = CatalogQuery.of(Parameters.of(uri.getQueryParameters(), CatalogQuery.NAMES), seal);
        return catalogue.definitions().flatMap(definitions -> {
            Map<String, JsonObject> byId = new HashMap<>();
            definitions.forEach(definition -> byId.put(definition.getString("id"), definition));
            return entries(query, byId.keySet())
                    .flatMap(entries -> page(entries, query, byId))
                    .map(json -> Representation.lasting(json, request));
        });
    }

    /** The series of one page, and one more where there are more. */
    private Uni<List<Entry>> entries(CatalogQuery query, Set<String> indicators) {
        return catalogue
                .assets()
                .onItem()
                .transformToMulti(assets -> Multi.createFrom().iterable(assets))
                .filter(query.assets()::match)
                .onItem()
                .transformToUniAndConcatenate(names::of)
                .onItem()
                .transformToIterable(found -> found.entrySet().stream()
                        .flatMap(each -> SeriesNames.series(each.getKey()).stream()
                                .filter(query::takes)
                                .filter(series -> indicators.contains(series.indicator()))
                                .map(series -> new Entry(series, query.wanted(each.getValue()))))
                        .filter(entry -> !entry.resolutions().isEmpty())
                        .toList())
                .select()
                .first(query.limit() + 1L)
                .collect()
                .asList();
    }

    private Uni<JsonObject> page(List<Entry> entries, CatalogQuery query, Map<String, JsonObject> definitions) {
        List<Entry> shown = entries.subList(0, Math.min(entries.size(), query.limit()));
        List<Line> lines = new ArrayList<>();
        shown.forEach(entry -> entry.resolutions().stream()
                .filter(resolution -> resolution != Resolution.SECOND)
                .forEach(resolution -> lines.add(new Line(entry.series().toString(), resolution))));
        return spans.of(lines).map(found -> {
            JsonArray data = new JsonArray();
            shown.forEach(
                    entry -> data.add(json(entry, definitions.get(entry.series().indicator()), found)));
            JsonObject json = new JsonObject().put("data", data);
            return entries.size() > shown.size()
                    ? json.put(
                            "next", CatalogQuery.cursor(shown.getLast().series().toString(), seal))
                    : json.putNull("next");
        });
    }

    private static JsonObject json(Entry entry, JsonObject definition, Map<Line, Span> spans) {
        Series series = entry.series();
        JsonArray resolutions = new JsonArray();
        for (Resolution resolution : entry.resolutions()) {
            Optional<Span> span = Optional.ofNullable(spans.get(new Line(series.toString(), resolution)));
            resolutions.add(new JsonObject()
                    .put("resolution", resolution.code())
                    .put("cadence_ms", resolution.millis())
                    .put("first", span.flatMap(Span::first).orElse(null))
                    .put("last", span.flatMap(Span::last).orElse(null)));
        }
        String values = "?asset=" + series.asset() + "&dimension="
                + (series.dimension().isEmpty() ? "none" : series.dimension());
        String path = "/v1/indicators/" + series.indicator();
        return new JsonObject()
                .put("series", series.toString())
                .put("indicator", series.indicator())
                .put("asset", series.asset())
                .put("dimension", series.dimension())
                .put("unit", definition.getString("unit"))
                .put("resolutions", resolutions)
                .put("history", path + "/history" + values);
    }
}
