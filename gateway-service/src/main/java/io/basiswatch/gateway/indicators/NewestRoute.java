package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.access.AccessGate;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.representation.Keep;
import io.basiswatch.gateway.representation.Representations;
import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.LatestValues;
import io.basiswatch.gateway.view.LatestValues.Latest;
import io.basiswatch.gateway.view.Newest;
import io.basiswatch.model.Resolution;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v1/indicators/{indicator}?asset=}: the newest values. What is asked most is answered by a plain Vert.x route, at
 * once where the values are in memory; without an asset the request goes on to {@link IndicatorResource}.
 */
@ApplicationScoped
class NewestRoute {
    static final String ASSET = "asset";
    static final String DIMENSION = "dimension";
    static final String RESOLUTION = "resolution";

    private static final String INDICATOR = "indicator";
    private static final String PATH = "/v1/indicators/:" + INDICATOR;
    private static final int BYTES_OF_VALUE = 1_200;
    private static final Set<Resolution> ALL = Set.of(Resolution.values());

    private final Catalogue catalogue;
    private final LatestValues latest;
    private final Representations representations;
    private final Clock clock;

    NewestRoute(Catalogue catalogue, LatestValues latest, Representations representations, Clock clock) {
        this.catalogue = catalogue;
        this.latest = latest;
        this.representations = representations;
        this.clock = clock;
    }

    /** What the query may hold. */
    static String[] parameters() {
        return new String[] {ASSET, DIMENSION, RESOLUTION};
    }

    void register(@Observes Router router) {
        router.route(PATH)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(0)
                .handler(this::route);
    }

    private void route(RoutingContext request) {
        String query = request.request().query();
        if (query == null || !query.contains(ASSET)) {
            request.next();
            return;
        }
        Parameters asked = Parameters.of(request.queryParams(), parameters());
        Optional<String> asset = asked.text(ASSET);
        if (asset.isEmpty()) {
            request.next();
            return;
        }
        if (!AccessGate.isAdmitted(request)) {
            throw ProblemException.of(Reason.KEY_MISSING, "Send a key in the X-API-Key header or as a Bearer token.");
        }
        Representations.requireJson(request);
        Set<Resolution> resolutions = newestOf(asked);
        String indicator = request.pathParam(INDICATOR);
        Optional<Newest> known = catalogue.remembers(indicator)
                ? latest.remembered(asset.get(), resolutions, indicator)
                : Optional.empty();
        if (known.isPresent()) {
            answer(known.get(), asked, request);
            return;
        }
        catalogue
                .definition(indicator)
                .flatMap(definition -> catalogue.requireAsset(asset.get()))
                .flatMap(there -> latest.recent(there, resolutions, indicator))
                .invoke(values -> answer(values, asked, request))
                .subscribe()
                .with(answered -> {}, request::fail);
    }

    private void answer(Newest all, Parameters asked, RoutingContext request) {
        Optional<String> dimension = asked.dimension();
        Newest wanted = dimension.map(all::of).orElse(all);
        if (dimension.isPresent() && wanted.values().isEmpty()) {
            throw SeriesChoice.unknownDimension(
                    all.values().stream().map(Latest::series).toList());
        }
        StringBuilder json = new StringBuilder(wanted.values().size() * BYTES_OF_VALUE).append("{\"data\":");
        wanted.appendAsOf(clock.millis(), json);
        json.append(",\"next\":null}");
        representations.send(request, wanted.tag(), Keep.FOR_A_SECOND, Buffer.buffer(json.toString()));
    }

    private static Set<Resolution> newestOf(Parameters query) {
        Optional<String> asked = query.text(RESOLUTION);
        if (asked.isEmpty()) {
            return ALL;
        }
        return Arrays.stream(Resolution.values())
                .filter(resolution -> resolution.code().equals(asked.get()))
                .findFirst()
                .map(Set::of)
                .orElseThrow(() -> ProblemException.of(
                        Reason.INVALID_PARAMETER, RESOLUTION, "Newest values are 1s, 1m, 1h or 1d."));
    }
}
