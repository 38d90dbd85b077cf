package io.basiswatch.gateway.problem;

import io.basiswatch.gateway.edge.RequestMarks;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** How a {@link ProblemException} is written, the same before, inside and after JAX-RS. */
public final class Problem {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String RETRY_AFTER_SECONDS = "5";

    private Problem() {}

    /** The body of the answer. {@code type} leads to the explanation on the documentation page. */
    static String json(ProblemException problem, RoutingContext request) {
        Reason reason = problem.reason();
        JsonObject json = new JsonObject()
                .put("type", "/docs#problem-" + reason.code())
                .put("title", reason.title())
                .put("status", reason.status())
                .put("detail", problem.getMessage())
                .put("instance", RequestMarks.safePath(request))
                .put("code", reason.code());
        problem.param().ifPresent(param -> json.put("param", param));
        problem.members().forEach(json::put);
        return json.put("request_id", RequestMarks.id(request)).encode();
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
        if (reason.status() == 401) {
            response.putHeader("WWW-Authenticate", challenge());
        }
        if (isTemporary(reason)) {
            response.putHeader("Retry-After", retryAfter());
        }
        problem.headers().forEach(response::putHeader);
        response.end(json(problem, request));
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
