package io.basiswatch.gateway.live;

import io.basiswatch.gateway.access.AccessGate;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code GET /v1/stream}. A plain Vert.x route: JAX-RS would encode each event once per client and end streams whose
 * clients are slow.
 */
@ApplicationScoped
class StreamRoute {
    /** Where it is served. */
    static final String PATH = "/v1/stream";

    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String MEDIA_TYPE = "text/event-stream";
    private static final Set<String> PARAMETERS =
            new TreeSet<>(Set.of("indicators", "assets", "resolutions", "last_event_id"));

    private final LiveHub hub;
    private final Vertx vertx;

    StreamRoute(LiveHub hub, Vertx vertx) {
        this.hub = hub;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.route(PATH).order(0).handler(this::route);
    }

    private void route(RoutingContext request) {
        if (!AccessGate.isAdmitted(request)) {
            throw ProblemException.of(Reason.KEY_MISSING, "Send a key in the X-API-Key header or as a Bearer token.");
        }
        HttpMethod method = request.request().method();
        if (method == HttpMethod.OPTIONS) {
            request.response().putHeader("Allow", METHODS).setStatusCode(204).end();
            return;
        }
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            request.response().putHeader("Allow", METHODS);
            throw ProblemException.of(Reason.METHOD_NOT_ALLOWED, "A stream can only be read.");
        }
        requireAcceptable(request);
        StreamFilter filter = filter(request.request().params());
        Optional<String> lastEventId = lastEventId(request.request());
        headers(request.response());
        if (method == HttpMethod.HEAD) {
            request.response().end();
            return;
        }
        refuseWhereFull();
        open(request.request(), filter, lastEventId);
    }

    private static void requireAcceptable(RoutingContext request) {
        String accept = request.request().getHeader("Accept");
        boolean acceptable =
                accept == null || accept.contains(MEDIA_TYPE) || accept.contains("*/*") || accept.contains("text/*");
        if (!acceptable) {
            throw ProblemException.of(Reason.NOT_ACCEPTABLE, "A stream can only be had as " + MEDIA_TYPE + ".");
        }
    }

    private static StreamFilter filter(MultiMap query) {
        for (String name : query.names()) {
            if (!PARAMETERS.contains(name)) {
                throw ProblemException.of(
                        Reason.UNKNOWN_PARAMETER,
                        name,
                        "Not a parameter here. Accepted: " + String.join(", ", PARAMETERS) + ".");
            }
        }
        return StreamFilter.parse(list(query, "indicators"), list(query, "assets"), list(query, "resolutions"));
    }

    private static String list(MultiMap query, String name) {
        List<String> given = query.getAll(name);
        return String.join(",", given);
    }

    /** The header is the browser's own on reconnecting, and newer than a parameter of the first URL. */
    private static Optional<String> lastEventId(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Last-Event-ID"))
                .or(() -> Optional.ofNullable(request.getParam("last_event_id")))
                .filter(id -> !id.isBlank());
    }

    private void refuseWhereFull() {
        if (hub.isClosing()) {
            throw ProblemException.of(Reason.SHUTTING_DOWN, "Connect again: another instance will answer.");
        }
        if (hub.isFull()) {
            throw ProblemException.of(Reason.TOO_MANY_STREAMS, "This instance takes no more streams at present.");
        }
    }

    private static void headers(HttpServerResponse response) {
        response.putHeader("Content-Type", MEDIA_TYPE + "; charset=utf-8");
        response.putHeader("Cache-Control", "no-store, no-transform");
        response.putHeader("X-Accel-Buffering", "no");
    }

    private void open(HttpServerRequest request, StreamFilter filter, Optional<String> lastEventId) {
        request.response().setChunked(true);
        VertxOutlet outlet = new VertxOutlet(request, vertx, hub.executor());
        hub.executor().execute(() -> {
            Subscriber subscriber = hub.subscribe(outlet, filter, lastEventId);
            Runnable gone = () -> subscriber.close(CloseReason.CLIENT);
            request.response().closeHandler(closed -> hub.executor().execute(gone));
            request.response().exceptionHandler(failure -> hub.executor().execute(gone));
            if (request.response().closed()) {
                gone.run();
            }
        });
    }
}
