package io.basiswatch.gateway.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Cross-origin answers by an allow-list. It stands before the key check and the quotas, so that a refused request can be
 * read by the page that sent it, and a preflight needs no key and costs nothing.
 *
 * <p>Credentials are never allowed: a page has to send a key by itself, a browser adds none.
 */
@ApplicationScoped
class Cors {
    private static final int PRIORITY = RequestMarks.PRIORITY - 50;
    private static final String EXPOSED =
            "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, Deprecation,"
                    + " Sunset, Stream-Resumed-From";
    private static final String ALLOWED_HEADERS =
            "Authorization, X-API-Key, Accept, Content-Type, If-None-Match, Last-Event-ID, X-Request-Id";
    /** POST is for bodies to verify and for stream tickets; nothing here is changed by another origin. */
    private static final String ALLOWED_METHODS = "GET, HEAD, POST";

    private static final String MAX_AGE_SECONDS = "600";

    private final Set<String> origins;

    Cors(CorsConfig config) {
        this.origins = Set.copyOf(config.origins().orElse(Set.of()));
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, PRIORITY);
    }

    private void answer(RoutingContext request) {
        String origin = request.request().getHeader("Origin");
        if (origin == null) {
            request.next();
            return;
        }
        HttpServerResponse response = request.response();
        boolean allowed = origins.contains("*") || origins.contains(origin);
        if (allowed) {
            response.putHeader("Access-Control-Allow-Origin", origin);
            response.putHeader("Access-Control-Expose-Headers", EXPOSED);
        }
        response.putHeader("Vary", "Origin");
        if (isPreflight(request.request())) {
            preflight(response, allowed);
        } else {
            request.next();
        }
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS && request.headers().contains("Access-Control-Request-Method");
    }

    private static void preflight(HttpServerResponse response, boolean allowed) {
        if (allowed) {
            response.putHeader("Access-Control-Allow-Methods", ALLOWED_METHODS);
            response.putHeader("Access-Control-Allow-Headers", ALLOWED_HEADERS);
            response.putHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
        }
        response.setStatusCode(204).end();
    }
}
