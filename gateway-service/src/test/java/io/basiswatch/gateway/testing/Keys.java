package io.basiswatch.gateway.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A client of the admin plane. */
public final class Keys {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final String token;

    public Keys(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** The token for all keys, and those of the owners acme and globex. */
    public static List<String> tokens() {
        return Servers.ADMIN_TOKENS
                .lines()
                .map(line -> line.replaceFirst(" .*", ""))
                .toList();
    }

    /** May see and change all keys. */
    public static Keys operator(int port) {
        return new Keys(port, tokens().getFirst());
    }

    /** A new key; the answer has the key itself in {@code key}. */
    public JsonObject create(JsonObject terms) {
        return new JsonObject(
                send("POST", "/admin/v1/keys", terms.encode(), UUID.randomUUID().toString())
                        .body());
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "", "");
    }

    public HttpResponse<String> post(String path) {
        return send("POST", path, "", UUID.randomUUID().toString());
    }

    /** Leaves out what is empty. */
    public HttpResponse<String> send(String method, String path, String body, String idempotencyKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!idempotencyKey.isEmpty()) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
