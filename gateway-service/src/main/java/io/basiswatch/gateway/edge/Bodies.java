package io.basiswatch.gateway.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Reads the bodies of admitted requests whole before anybody answers them. One that is too large ends in a problem here; what the
 * framework would say to it is a status without a word.
 */
@ApplicationScoped
class Bodies {
    /** After the quotas: a request that is refused is not read. */
    private static final int PRIORITY = RequestMarks.PRIORITY - 200;

    /** As {@code quarkus.http.limits.max-body-size}. */
    private static final long MOST_BYTES = 64 * 1024;

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final BodyHandler reader = BodyHandler.create(false).setBodyLimit(MOST_BYTES);

    void register(@Observes Filters filters) {
        filters.register(this::read, PRIORITY);
    }

    private void read(RoutingContext request) {
        HttpServerRequest sent = request.request();
        if (!WITH_BODY.contains(sent.method())) {
            request.next();
            return;
        }
        // What follows a body that is not read to its end is no request.
        request.addHeadersEndHandler(head -> {
            if (request.response().getStatusCode() == 413) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        });
        reader.handle(request);
    }
}
