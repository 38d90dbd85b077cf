package io.basiswatch.gateway.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Cross-origin answers by an allow-list. It stands before the key check, so that a refused request can be read by the
 * page that sent it, and a preflight needs no key.
 */
@ApplicationScoped
class Cors {
    private static final int PRIORITY = RequestMarks.PRIORITY - 50;
    private static final String EXPOSED = "ETag, Link, Retry-After, X-Request-Id";
    private static final String ALLOWED_HEADERS =
            "Authorization, X-API-Key, Accept, If-None-Match, Last-Event-ID, X-Request-Id";

    private final Set<String> origins;

    Cors(CorsConfig config) {
        this.origins = Set.copyOf(config.origins().orElse(Set.of()));
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, PRIORITY);
    }

    private void answer(RoutingContext request) {
        String origin = request.request().getHeader("Origin");
        HttpServerResponse response = request.response();
        boolean allowed = origin != null && (origins.contains("*") || origins.contains(origin));
        if (allowed) {
            response.putHeader("Access-Control-Allow-Origin", origin);
            response.putHeader("Access-Control-Expose-Headers", EXPOSED);
            response.putHeader("Vary", "Origin");
        }
        boolean preflight = request.request().method() == HttpMethod.OPTIONS
                && origin != null
                && request.request().headers().contains("Access-Control-Request-Method");
        if (!preflight) {
            request.next();
            return;
        }
        if (allowed) {
            response.putHeader("Access-Control-Allow-Methods", "GET, HEAD");
            response.putHeader("Access-Control-Allow-Headers", ALLOWED_HEADERS);
            response.putHeader("Access-Control-Max-Age", "600");
        }
        response.setStatusCode(204).end();
    }
}
