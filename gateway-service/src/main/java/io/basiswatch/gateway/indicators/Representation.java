package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.representation.Keep;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** Answers with JSON. Their tags, and 304 where nothing has changed, are added to every answer behind the resources. */
public final class Representation {
    private Representation() {}

    /** An answer that may be used again for as long as {@code keep} says. */
    public static Response of(String json, Keep keep) {
        return Response.ok(json)
                .header(HttpHeaders.CACHE_CONTROL, keep.header())
                .build();
    }

    /** An answer that may be kept and asked for again by its tag. */
    public static Response lasting(JsonObject json, Request request) {
        return of(json.encode(), Keep.WHILE_UNCHANGED);
    }
}
