package io.basiswatch.gateway.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Tells on every answer of a route that is on its way out, errors included, since when, until when and what instead. */
@ApplicationScoped
class Retirements {
    private static final int PRIORITY = RequestMarks.PRIORITY - 60;

    private final List<Retirement> routes;

    Retirements(RetirementConfig config) {
        this.routes = config.routes().entrySet().stream()
                .map(route -> Retirement.of(route.getKey(), route.getValue()))
                .toList();
    }

    void register(@Observes Filters filters) {
        if (!routes.isEmpty()) {
            filters.register(this::tell, PRIORITY);
        }
    }

    private void tell(RoutingContext request) {
        for (Retirement route : routes) {
            if (route.isAbout(request.request().path())) {
                // At the end: whoever answers may have links of its own, and a key may be retired sooner than its
                // route.
                request.addHeadersEndHandler(
                        ending -> add(route, request.response().headers()));
                break;
            }
        }
        request.next();
    }

    private static void add(Retirement route, MultiMap headers) {
        if (!headers.contains("Deprecation")) {
            headers.set("Deprecation", route.deprecation());
            route.sunset().ifPresent(sunset -> headers.set("Sunset", sunset));
        }
        route.link().ifPresent(link -> headers.add("Link", link));
    }
}
