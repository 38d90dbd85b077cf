package io.basiswatch.gateway.edge;

import io.basiswatch.gateway.problem.Problem;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses bodies that are too large with a problem; what the framework would say to them is a status without a word. Where the
 * length is told, it is believed, and the server holds the client to it; where it is not, the body is read here.
 */
@ApplicationScoped
class Bodies {
    /** After the quotas: a request that is refused is not read. */
    private static final int PRIORITY = RequestMarks.PRIORITY - 200;

    /** As {@code quarkus.http.limits.max-body-size}. */
    private static final long MOST_BYTES = 64 * 1024;

    private final BodyHandler reader = BodyHandler.create(false).setBodyLimit(MOST_BYTES);

    void register(@Observes Filters filters) {
        filters.register(this::look, PRIORITY);
        filters.register(Bodies::refuseNothing, PRIORITY - 10);
    }

    private void look(RoutingContext request) {
        HttpServerRequest sent = request.request();
        if (isTooLong(sent.getHeader(HttpHeaders.CONTENT_LENGTH))) {
            // What follows a body that is not read is no request.
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            request.fail(413);
        } else if (sent.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            reader.handle(request);
        } else {
            request.next();
        }
    }

    /** A body that says it comes, and is none: what answers would wait for it. */
    private static void refuseNothing(RoutingContext request) {
        HttpServerRequest sent = request.request();
        boolean isRead = sent.method() == HttpMethod.POST && sent.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        if (isRead && request.body().length() <= 0) {
            Problem.send(ProblemException.of(Reason.BAD_REQUEST, "The body is empty."), request);
        } else {
            request.next();
        }
    }

    private static boolean isTooLong(String length) {
        return length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > MOST_BYTES;
    }
}
