package io.basiswatch.gateway.views;

import io.basiswatch.gateway.access.Seal;
import io.basiswatch.gateway.indicators.Parameters;
import io.basiswatch.gateway.indicators.Representation;
import io.basiswatch.gateway.indicators.SeriesChoice;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.stored.StoredValues;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.model.Series;
import io.basiswatch.model.View;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The episodes of an asset, the newest first, as they were known at a time. */
@Path("/v1/assets/{asset}/episodes")
@Produces(MediaType.APPLICATION_JSON)
class EpisodeResource {
    private static final String OPENED = "opened";
    private static final int USUAL_LIMIT = 50;
    private static final int LARGEST_LIMIT = 500;
    private static final String[] PARAMETERS = {"indicator", "dimension", "asOf", "limit", "cursor"};

    private final Catalogue catalogue;
    private final Tagged tagged;
    private final StoredDays days;
    private final Seal seal;
    private final Clock clock;

    EpisodeResource(Catalogue catalogue, Tagged tagged, StoredDays days, Seal seal, Clock clock) {
        this.catalogue = catalogue;
        this.tagged = tagged;
        this.days = days;
        this.seal = seal;
        this.clock = clock;
    }

    @GET
    public Uni<Response> list(@PathParam("asset") String asset, @Context UriInfo uri, @Context Request request) {
        Parameters query = Parameters.of(uri.getQueryParameters(), PARAMETERS);
        long asOf = query.asOf(clock.millis()).orElse(StoredValues.EVER);
        int limit = limit(query);
        return catalogue
                .requireAsset(asset)
                .flatMap(known -> tagged.in(View.EPISODES))
                .flatMap(definitions -> series(asset, definitions, query, asOf))
                .flatMap(series -> series.isEmpty()
                        ? Uni.createFrom()
                                .item(new JsonObject()
                                        .put("asset", asset)
                                        .put("data", new JsonArray())
                                        .putNull("next"))
                        : page(series.get(), asOf, before(query, series.get()), limit))
                .map(json -> Representation.lasting(json, request));
    }

    private static int limit(Parameters query) {
        return query.text("limit")
                .map(text -> {
                    int limit = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
                    if (limit < 1 || limit > LARGEST_LIMIT) {
                        throw ProblemException.of(
                                Reason.INVALID_PARAMETER,
                                "limit",
                                "Not a whole number from 1 to " + LARGEST_LIMIT + ".");
                    }
                    return limit;
                })
                .orElse(USUAL_LIMIT);
    }

    /** The series that is meant: of the named indicator or of the first that tells episodes; empty where there is none. */
    private Uni<Optional<Series>> series(
            String asset, Map<String, JsonObject> definitions, Parameters query, long asOf) {
        List<String> indicators = query.text("indicator")
                .map(indicator -> {
                    if (!definitions.containsKey(indicator)) {
                        throw ProblemException.of(
                                Reason.UNKNOWN_INDICATOR, "indicator", "No such indicator tells episodes.");
                    }
                    return List.of(indicator);
                })
                .orElse(definitions.keySet().stream().limit(1).toList());
        if (indicators.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        JsonObject definition = definitions.get(indicators.getFirst());
        return days.series(asset, indicators, asOf).map(known -> chosen(definition, known, query.dimension()));
    }

    private static Optional<Series> chosen(JsonObject definition, List<Series> known, Optional<String> dimension) {
        List<Series> wanted = SeriesChoice.preferred(definition, known).stream()
                .filter(each -> dimension.isEmpty() || each.dimension().equals(dimension.get()))
                .toList();
        if (wanted.isEmpty() && dimension.isPresent()) {
            throw SeriesChoice.unknownDimension(known);
        }
        return wanted.stream().findFirst();
    }

    /** The first day of the last episode of the page before; empty for the first page. */
    private Optional<String> before(Parameters query, Series series) {
        String mark = mark(series);
        return query.text("cursor")
                .map(
                        cursor -> seal.opened(cursor)
                                .filter(text -> text.startsWith(mark))
                                .map(text -> text.substring(mark.length()))
                                .orElseThrow(
                                        () -> ProblemException.of(
                                                Reason.INVALID_PARAMETER,
                                                "cursor",
                                                "Not a cursor of this question: start again without it, or use the next of the page before.")));
    }

    private static String mark(Series series) {
        return "episodes|1|" + series + '|';
    }

    private Uni<JsonObject> page(Series series, long asOf, Optional<String> before, int limit) {
        return Uni.combine()
                .all()
                .unis(days.episodes(series, asOf), days.settled(series, asOf))
                .with((last, settled) -> json(series, last, new Episodes(settled), before, limit));
    }

    private JsonObject json(
            Series series, List<JsonObject> last, Episodes episodes, Optional<String> before, int limit) {
        List<JsonObject> all = last.stream()
                .map(day -> episodes.episode(day, clock.millis()))
                .filter(episode -> before.isEmpty() || episode.getString(OPENED).compareTo(before.get()) < 0)
                .sorted(Comparator.comparing((JsonObject episode) -> episode.getString(OPENED))
                        .reversed())
                .toList();
        JsonArray data = new JsonArray();
        all.stream().limit(limit).forEach(data::add);
        JsonObject json = new JsonObject()
                .put("asset", series.asset())
                .put("series", series.toString())
                .put("indicator", series.indicator())
                .put("dimension", series.dimension())
                .put("data", data);
        return all.size() > limit
                ? json.put("next", seal.sealed(mark(series) + all.get(limit - 1).getString(OPENED)))
                : json.putNull("next");
    }
}
