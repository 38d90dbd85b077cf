package io.basiswatch.gateway.live;

import io.basiswatch.gateway.access.AccessGate;
import io.basiswatch.gateway.access.Caller;
import io.basiswatch.gateway.edge.ClientAddress;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.quota.StreamPlaces;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * {@code GET /v1/stream}. A plain Vert.x route: JAX-RS would encode each event once per client and end streams whose
 * clients are slow. Everything that can be refused is refused before the first byte.
 */
@ApplicationScoped
class StreamRoute {
    /** Where it is served. */
    static final String PATH = "/v1/stream";

    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String MEDIA_TYPE = "text/event-stream";

    private final LiveHub hub;
    private final StreamPlaces places;
    private final ClientAddress addresses;
    private final LiveConfig config;
    private final LiveMetrics metrics;
    private final Clock clock;
    private final Vertx vertx;

    StreamRoute(
            LiveHub hub,
            StreamPlaces places,
            ClientAddress addresses,
            LiveConfig config,
            LiveMetrics metrics,
            Clock clock,
            Vertx vertx) {
        this.hub = hub;
        this.places = places;
        this.addresses = addresses;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.route(PATH).order(0).handler(this::route);
    }

    private void route(RoutingContext request) {
        Caller caller = AccessGate.caller(request)
                .orElseThrow(() -> ProblemException.of(
                        Reason.KEY_MISSING, "Send a key in the X-API-Key header or as a Bearer token."));
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
        Subscription wanted = StreamQuery.read(request.request(), caller, TicketDesk.ticket(request));
        if (method == HttpMethod.HEAD) {
            headers(request.response(), caller);
            request.response().end();
            return;
        }
        admit(request, caller, wanted);
    }

    private static void requireAcceptable(RoutingContext request) {
        String accept = request.request().getHeader("Accept");
        boolean acceptable =
                accept == null || accept.contains(MEDIA_TYPE) || accept.contains("*/*") || accept.contains("text/*");
        if (!acceptable) {
            throw ProblemException.of(Reason.NOT_ACCEPTABLE, "A stream can only be had as " + MEDIA_TYPE + ".");
        }
    }

    private void admit(RoutingContext request, Caller caller, Subscription wanted) {
        long started = System.nanoTime();
        if (!hub.enter()) {
            throw ProblemException.of(Reason.TOO_MANY_STREAMS, "This instance takes no more streams at present.");
        }
        HubPart part = hub.part(request.request());
        places.take(caller, addresses.of(request))
                .flatMap(place -> {
                    Runnable vacate = () -> {
                        place.close();
                        hub.left();
                    };
                    return Greeting.of(wanted, hub, part, config, clock)
                            .onFailure()
                            .invoke(place::close)
                            .map(greeting -> (Runnable) () -> open(request, caller, part, wanted, greeting, vacate));
                })
                .onFailure()
                .invoke(hub::left)
                .emitOn(part.executor())
                .subscribe()
                .with(
                        opening -> {
                            opening.run();
                            metrics.firstEvent().record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
                        },
                        request::fail);
    }

    private void headers(HttpServerResponse response, Caller caller) {
        response.putHeader("Content-Type", MEDIA_TYPE + "; charset=utf-8");
        response.putHeader("Cache-Control", "no-store, no-transform");
        response.putHeader("X-Accel-Buffering", "no");
        response.putHeader(StreamPlaces.POLICY_FIELD, places.policy(caller));
    }

    private void open(
            RoutingContext request,
            Caller caller,
            HubPart part,
            Subscription wanted,
            Greeting greeting,
            Runnable vacate) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            vacate.run();
            return;
        }
        headers(response, caller);
        greeting.resumedFrom().ifPresent(from -> response.putHeader("Stream-Resumed-From", from));
        response.setChunked(true);
        metrics.opened();
        Subscriber subscriber =
                part.subscribe(new VertxOutlet(request.request(), vertx), wanted, greeting.hello(), vacate);
        response.closeHandler(closed -> subscriber.close(CloseReason.CLIENT));
        response.exceptionHandler(failure -> subscriber.close(CloseReason.CLIENT));
    }
}
