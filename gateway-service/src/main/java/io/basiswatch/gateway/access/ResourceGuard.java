package io.basiswatch.gateway.access;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The second lock: no JAX-RS resource answers a request that {@link AccessGate} has not admitted. */
@Singleton
class ResourceGuard {
    private final RoutingContext request;

    ResourceGuard(RoutingContext request) {
        this.request = request;
    }

    @ServerRequestFilter
    void guard() {
        if (!AccessGate.isAdmitted(request)) {
            throw ProblemException.of(Reason.KEY_MISSING, "Send a key in the X-API-Key header or as a Bearer token.");
        }
    }
}
