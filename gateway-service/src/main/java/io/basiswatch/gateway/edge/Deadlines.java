package io.basiswatch.gateway.edge;

import io.basiswatch.gateway.problem.Problem;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers, with a problem, what has not been answered in time: a body that never comes whole, a store that hangs. An answer
 * that has begun, such as a stream, may take as long as it likes. One look at all open requests now and then, instead of a
 * timer for each.
 */
@ApplicationScoped
class Deadlines {
    private static final int PRIORITY = RequestMarks.PRIORITY - 20;
    private static final long LOOK_MILLIS = 250;

    private record Open(RoutingContext request, Context context, long since) {}

    private final Duration patience;
    private final Vertx vertx;
    private final MeterRegistry registry;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    Deadlines(DeadlineConfig config, Vertx vertx, MeterRegistry registry) {
        this.patience = config.request();
        this.vertx = vertx;
        this.registry = registry;
        registry.gauge("basiswatch.requests.open", open, Set::size);
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(LOOK_MILLIS, timer -> look());
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, PRIORITY);
    }

    private void watch(RoutingContext request) {
        Open opened = new Open(request, vertx.getOrCreateContext(), System.nanoTime());
        open.add(opened);
        request.addEndHandler(ended -> open.remove(opened));
        request.next();
    }

    private void look() {
        long now = System.nanoTime();
        for (Open each : open) {
            if (now - each.since() > patience.toNanos()) {
                open.remove(each);
                each.context().runOnContext(then -> giveUp(each.request()));
            }
        }
    }

    private void giveUp(RoutingContext request) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.headWritten() || response.closed()) {
            return;
        }
        boolean arriving = hasBody(request.request()) && !request.request().isEnded();
        registry.counter("basiswatch.requests.late", "cause", arriving ? "client" : "gateway")
                .increment();
        if (arriving) {
            // What is still to come would be taken for the next request.
            response.putHeader("Connection", "close");
            response.endHandler(ended -> request.request().connection().close());
        }
        Problem.send(
                arriving
                        ? ProblemException.of(
                                Reason.REQUEST_TIMEOUT, "The body did not come within " + patience.toSeconds() + " s.")
                        : ProblemException.of(
                                Reason.DEADLINE_EXCEEDED,
                                "There was no answer within " + patience.toSeconds() + " s; try again."),
                request);
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.method() != HttpMethod.GET
                && (request.headers().contains("Content-Length")
                        || request.headers().contains("Transfer-Encoding"));
    }
}
