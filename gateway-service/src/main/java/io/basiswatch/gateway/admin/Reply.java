package io.basiswatch.gateway.admin;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a call that did what was asked.
 *
 * @param status of HTTP
 * @param body JSON
 * @param headers beyond those of every answer
 */
record Reply(int status, String body, Map<String, String> headers) {
    static Reply ok(JsonObject body) {
        return new Reply(200, body.encode(), Map.of());
    }

    /** A key was made; it is in the body, and {@link #repeated} without it. */
    static Reply created(String id, String body) {
        return new Reply(201, body, Map.of("Location", AdminRoutes.KEYS + "/" + id));
    }

    /** The answer to a request that was answered before. */
    Reply repeated() {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put("Idempotency-Replayed", "true");
        return new Reply(status, body, more);
    }

    void send(RoutingContext request) {
        headers.forEach(request.response()::putHeader);
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }
}
