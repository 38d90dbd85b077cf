package io.basiswatch.gateway.admin;

import io.basiswatch.gateway.access.KeyDatabase;
import io.basiswatch.gateway.edge.RequestMarks;
import io.basiswatch.gateway.problem.Problem;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The routes of the admin plane. Before any of them stands the credential, so that without one nothing is answered but
 * 401, whether the path is there or not.
 */
@ApplicationScoped
class AdminRoutes {
    static final String KEYS = "/admin/v1/keys";

    private static final Logger LOG = Logger.getLogger("io.basiswatch.gateway.admin.request");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LARGEST_BODY = 16 * 1024;
    private static final String BEARER = "bearer ";
    private static final String OPERATOR = "basiswatch.operator";

    private final KeyCalls calls;
    private final RefusedAccess refused;

    AdminRoutes(KeyCalls calls, RefusedAccess refused) {
        this.calls = calls;
        this.refused = refused;
    }

    /**
     * One route.
     *
     * @param method the one that it takes
     * @param path with its parameters, as the router writes them
     * @param work what it does
     */
    record AdminRoute(HttpMethod method, String path, Function<Call, Uni<Reply>> work) {}

    List<AdminRoute> all() {
        return List.of(
                new AdminRoute(HttpMethod.POST, KEYS, calls::create),
                new AdminRoute(HttpMethod.GET, KEYS, calls::list),
                new AdminRoute(HttpMethod.GET, KEYS + "/:id", calls::get),
                new AdminRoute(HttpMethod.POST, KEYS + "/:id/rotate", calls::rotate),
                new AdminRoute(HttpMethod.POST, KEYS + "/:id/revoke", calls::revoke),
                new AdminRoute(HttpMethod.GET, KEYS + "/:id/usage", calls::usage),
                new AdminRoute(HttpMethod.GET, "/admin/v1/audit", calls::audit));
    }

    Router router(Vertx vertx, AdminCredentials credentials) {
        Router router = Router.router(vertx);
        router.route().handler(AdminRoutes::mark).failureHandler(AdminRoutes::failed);
        router.route().handler(request -> admit(request, credentials));
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        all().forEach(route ->
                router.route(route.method(), route.path()).handler(request -> answer(request, route.work())));
        all().stream()
                .collect(Collectors.groupingBy(AdminRoute::path))
                .forEach((path, routes) -> router.route(path).handler(request -> refuseMethod(request, routes)));
        router.route().last().handler(AdminRoutes::unknown);
        return router;
    }

    private static void mark(RoutingContext request) {
        long started = System.nanoTime();
        HttpServerResponse response = request.response();
        response.putHeader("X-Request-Id", RequestMarks.id(request));
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Cache-Control", "no-store");
        request.addEndHandler(ended -> LOG.infof(
                "%s %s %d %d ms request=%s by=%s",
                request.request().method(),
                RequestMarks.safePath(request),
                response.getStatusCode(),
                (System.nanoTime() - started) / 1_000_000,
                RequestMarks.id(request),
                operator(request).map(Operator::name).orElse("-")));
        request.next();
    }

    private void admit(RoutingContext request, AdminCredentials credentials) {
        String authorization = Optional.ofNullable(request.request().getHeader("Authorization"))
                .orElse("");
        boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        Optional<Operator> operator = bearer
                ? credentials.operator(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
        if (operator.isEmpty()) {
            refused.note(request.request().remoteAddress().hostAddress());
            throw ProblemException.of(
                    Reason.KEY_INVALID, "Send the credential of the admin plane as a Bearer token; API keys are none.");
        }
        request.put(OPERATOR, operator.get());
        request.next();
    }

    private static Optional<Operator> operator(RoutingContext request) {
        return Optional.ofNullable(request.get(OPERATOR));
    }

    private static void answer(RoutingContext request, Function<Call, Uni<Reply>> work) {
        Call call = new Call(request, operator(request).orElseThrow());
        work.apply(call)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(reply -> reply.send(request), request::fail);
    }

    private static void refuseMethod(RoutingContext request, List<AdminRoute> routes) {
        request.response()
                .putHeader(
                        "Allow",
                        routes.stream().map(route -> route.method().name()).collect(Collectors.joining(", ")));
        throw ProblemException.of(Reason.METHOD_NOT_ALLOWED, "See the Allow header.");
    }

    private static void unknown(RoutingContext request) {
        throw ProblemException.of(Reason.NOT_FOUND, "No resource of the admin plane has this path.");
    }

    private static void failed(RoutingContext request) {
        Throwable failure = request.failure();
        boolean ours = failure == null || failure instanceof ProblemException || KeyDatabase.isAnswer(failure);
        if (ours || failure instanceof HttpException) {
            Problem.send(failure, request, LOG);
            return;
        }
        LOG.warnf("request %s: the database does not answer: %s", RequestMarks.id(request), failure.getMessage());
        Problem.send(
                ProblemException.of(Reason.KEYS_UNAVAILABLE, "The key store does not answer; try again shortly."),
                request);
    }
}
