package io.basiswatch.gateway.problem;

import io.basiswatch.gateway.edge.RequestMarks;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** How a {@link ProblemException} is written, the same before, inside and after JAX-RS. */
public final class Problem {
    /** What every problem is. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String RETRY_AFTER_SECONDS = "5";

    private Problem() {}

    /** The body of the answer. */
    static String json(ProblemException problem, RoutingContext request) {
        JsonObject json = base(problem.reason(), problem.getMessage(), RequestMarks.safePath(request));
        problem.param().ifPresent(param -> json.put("param", param));
        problem.members().forEach(json::put);
        return json.put("request_id", RequestMarks.id(request)).encode();
    }

    /** The body of an answer to what is not even a request. */
    public static String json(Reason reason, String detail, String instance, String requestId) {
        return base(reason, detail, instance).put("request_id", requestId).encode();
    }

    private static JsonObject base(Reason reason, String detail, String instance) {
        return new JsonObject()
                .put("type", reason.type())
                .put("title", reason.title())
                .put("status", reason.status())
                .put("detail", detail)
                .put("instance", instance)
                .put("code", reason.code());
    }

    /** Ends the request with the problem, unless an answer is already under way. */
    public static void send(ProblemException problem, RoutingContext request) {
        HttpServerResponse response = request.response();
        if (response.ended()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        Reason reason = problem.reason();
        response.setStatusCode(reason.status());
        response.putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!response.headers().contains(RequestMarks.REQUEST_ID)) {
            // Refused before the filters: a request of HTTP/1.1 without a host is.
            response.putHeader(RequestMarks.REQUEST_ID, RequestMarks.id(request));
        }
        if (reason.status() == 401) {
            response.putHeader("WWW-Authenticate", challenge());
        }
        if (isTemporary(reason)) {
            response.putHeader("Retry-After", retryAfter());
        }
        problem.headers().forEach(response::putHeader);
        response.end(json(problem, request));
    }

    /** Ends the request with the problem that a failure is; the log has the cause where it is a fault of ours. */
    public static void send(Throwable failure, RoutingContext request, Logger log) {
        send(
                failure == null
                        ? ProblemException.of(Reason.ofStatus(request.statusCode()), "The request cannot be answered.")
                        : Faults.problem(failure, request, log),
                request);
    }

    static boolean isTemporary(Reason reason) {
        return reason.status() == 429 || reason.status() == 503;
    }

    static String challenge() {
        return "Bearer realm=\"basiswatch\"";
    }

    static String retryAfter() {
        return RETRY_AFTER_SECONDS;
    }
}
