package io.basiswatch.gateway.indicators;

import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Answers with JSON; with a strong ETag where the same question tends to have the same answer. */
public final class Representation {
    private static final int TAG_BYTES = 16;

    private Representation() {}

    /** An answer that is old as soon as it is given. */
    static Response momentary(JsonObject json) {
        return Response.ok(json.encode())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** An answer that may be kept and asked for again by its tag: 304 where nothing has changed. */
    public static Response lasting(JsonObject json, Request request) {
        String body = json.encode();
        EntityTag tag = new EntityTag(digest(body));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null ? unchanged : Response.ok(body);
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static String digest(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
