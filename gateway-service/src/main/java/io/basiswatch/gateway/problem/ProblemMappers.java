package io.basiswatch.gateway.problem;

import io.basiswatch.gateway.edge.RequestMarks;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what JAX-RS resources throw, and what JAX-RS throws itself, into problems. */
@Singleton
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private static final String READ_ONLY = "GET, HEAD, OPTIONS";

    private final RoutingContext request;
    private final KnownPaths paths;

    ProblemMappers(RoutingContext request, KnownPaths paths) {
        this.request = request;
        this.paths = paths;
    }

    @ServerExceptionMapper
    Response problem(ProblemException problem) {
        return answer(problem, Response.status(problem.reason().status()));
    }

    /** Unknown path, wrong method, no such representation, unreadable body. */
    @ServerExceptionMapper
    Response refused(WebApplicationException refusal) {
        Response original = refusal.getResponse();
        int status = original.getStatus();
        if (status < 400) {
            return original;
        }
        Optional<String> allowed = paths.allowed(RequestMarks.safePath(request));
        Reason reason = Reason.ofStatus(status);
        if (reason == Reason.NOT_FOUND && allowed.isPresent()) {
            // The router found a path, and no method: it says the one where several classes share a path.
            reason = Reason.METHOD_NOT_ALLOWED;
        }
        Response.ResponseBuilder answer = Response.status(reason.status());
        if (reason == Reason.METHOD_NOT_ALLOWED) {
            answer.header(HttpHeaders.ALLOW, allowed.orElse(READ_ONLY));
        }
        return answer(ProblemException.of(reason, detail(reason)), answer);
    }

    /** A fault of ours: the log has the cause, the client has the request id to name it by. */
    @ServerExceptionMapper
    Response fault(Throwable fault) {
        ProblemException problem = Faults.problem(fault, request, LOG);
        return answer(problem, Response.status(problem.reason().status()));
    }

    static String detail(Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> "No resource has this path. The resources are listed at /openapi.";
            case METHOD_NOT_ALLOWED -> "The resource does not take this method; see the Allow header or /openapi.";
            case NOT_ACCEPTABLE -> "The resource cannot be had in any media type of the Accept header.";
            case UNSUPPORTED_MEDIA_TYPE -> "The resource does not take a body of this media type.";
            case BODY_TOO_LARGE -> "The body is larger than 64 KiB.";
            default -> reason.title() + ".";
        };
    }

    private Response answer(ProblemException problem, Response.ResponseBuilder answer) {
        if (problem.reason().status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, Problem.challenge());
        }
        if (Problem.isTemporary(problem.reason())) {
            answer.header(HttpHeaders.RETRY_AFTER, Problem.retryAfter());
        }
        problem.headers().forEach((name, value) -> answer.header(name, null).header(name, value));
        return answer.type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Problem.json(problem, request))
                .build();
    }
}
