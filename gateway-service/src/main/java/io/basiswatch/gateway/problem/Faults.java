package io.basiswatch.gateway.problem;

import io.basiswatch.gateway.edge.RequestMarks;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.jboss.logging.Logger;

/** What a failure means to the client; the cause of our own faults goes to the log and nowhere else. */
final class Faults {
    private Faults() {}

    static ProblemException problem(Throwable failure, RoutingContext request, Logger log) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if (failure instanceof HttpException http) {
            Reason reason = Reason.ofStatus(http.getStatusCode());
            return ProblemException.of(reason, ProblemMappers.detail(reason));
        }
        if (failure instanceof HttpClosedException) {
            return ProblemException.of(Reason.BAD_REQUEST, "The connection was closed before the request was whole.");
        }
        if (failure instanceof IllegalArgumentException && RequestMarks.hasUnreadableUri(request)) {
            return ProblemException.of(Reason.BAD_REQUEST, "The URL is not correctly encoded.");
        }
        log.errorf(failure, "request %s to %s failed", RequestMarks.id(request), RequestMarks.safePath(request));
        return ProblemException.of(
                Reason.INTERNAL, "The request could not be answered; name the request_id when you report this.");
    }
}
