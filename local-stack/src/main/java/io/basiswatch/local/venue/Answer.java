package io.basiswatch.local.venue;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer to a REST request.
 *
 * @param status of HTTP
 * @param headers further ones
 * @param body JSON
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    public static Answer of(String json) {
        return new Answer(OK, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer unknown(String json) {
        return new Answer(NOT_FOUND, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }
}
