package io.basiswatch.local.keys;

import io.basiswatch.local.CommandFailure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Speaks to the admin plane. A wish whose answer got lost is sent once more: it is done once all the same. */
final class AdminClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int TRIES = 2;

    private final URI admin;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    AdminClient(URI admin, Path tokenFile) {
        this.admin = admin;
        try {
            String line = Files.readString(tokenFile).strip();
            this.token = line.lines().findFirst().orElse("").replaceFirst("\\s.*", "");
        } catch (IOException e) {
            throw CommandFailure.failed("cannot read the credential: " + e.getMessage(), e);
        }
    }

    JsonObject get(String path) {
        return answer(request(path).GET().build());
    }

    /** {@code body} may be empty. */
    JsonObject post(String path, String body) {
        HttpRequest.Builder request =
                request(path).header("Idempotency-Key", UUID.randomUUID().toString());
        return answer(
                body.isEmpty()
                        ? request.POST(BodyPublishers.noBody()).build()
                        : request.header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(admin.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private JsonObject answer(HttpRequest request) {
        IOException last = new IOException("not tried");
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                return read(http.send(request, BodyHandlers.ofString()));
            } catch (IOException e) {
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CommandFailure.failed("interrupted", e);
            }
        }
        throw CommandFailure.failed("the admin plane at " + admin + " does not answer: " + last, last);
    }

    private JsonObject read(HttpResponse<String> answer) {
        JsonObject json;
        try {
            json = new JsonObject(answer.body());
        } catch (DecodeException e) {
            throw CommandFailure.failed("at " + admin + " is no admin plane: it answers " + answer.statusCode(), e);
        }
        if (answer.statusCode() >= 300) {
            String param = json.containsKey("param") ? json.getString("param") + ": " : "";
            throw CommandFailure.failed(param + json.getString("detail") + " (" + json.getString("code") + ")");
        }
        return json;
    }

    @Override
    public void close() {
        http.close();
    }
}
