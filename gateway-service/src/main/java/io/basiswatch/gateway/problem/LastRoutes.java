package io.basiswatch.gateway.problem;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** What no route has answered, and what failed outside JAX-RS, ends here as a problem. */
@ApplicationScoped
class LastRoutes {
    private static final Logger LOG = Logger.getLogger(LastRoutes.class);

    void register(@Observes Router router) {
        // First in the order, so that no default error page answers before it; a failure handler runs on failure only.
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        router.route().last().handler(this::unanswered);
    }

    private void unanswered(RoutingContext request) {
        Problem.send(ProblemException.of(Reason.NOT_FOUND, ProblemMappers.detail(Reason.NOT_FOUND)), request);
    }

    private void failed(RoutingContext request) {
        Problem.send(problem(request), request);
    }

    private static ProblemException problem(RoutingContext request) {
        boolean named = request.statusCode() >= 400 && request.statusCode() < 500;
        boolean ours = request.failure() instanceof ProblemException;
        if (request.failure() != null && (ours || !named)) {
            return Faults.problem(request.failure(), request, LOG);
        }
        Reason reason = Reason.ofStatus(request.statusCode());
        return ProblemException.of(reason, ProblemMappers.detail(reason));
    }
}
