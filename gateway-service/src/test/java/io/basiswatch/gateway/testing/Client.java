package io.basiswatch.gateway.testing;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A client of the gateway that sends paths as they are written, and holds every answer against the {@link Contract}: one that is
 * not documented fails the test that asked for it.
 */
public final class Client {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;
    private final List<String> headers = new ArrayList<>();

    public Client(URL gateway) {
        this.base = "http://localhost:" + gateway.getPort();
    }

    /** With the first key. */
    public static Client admitted(URL gateway) {
        return new Client(gateway).with("X-API-Key", Servers.key());
    }

    public Client with(String header, String value) {
        Client client = new Client(this.base, this.headers);
        client.headers.add(header);
        client.headers.add(value);
        return client;
    }

    private Client(String base, List<String> headers) {
        this.base = base;
        this.headers.addAll(headers);
    }

    /** An answer. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String body() {
            return response.body();
        }

        public JsonObject json() {
            return new JsonObject(response.body());
        }
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    public Answer send(String method, String path, String body) {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        try {
            HttpRequest request = request(path)
                    .timeout(Duration.ofSeconds(10))
                    .method(method, publisher)
                    .build();
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            Contract.written().require(exchange(response, Optional.of(response.body())));
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer as it was sent, whatever its coding. */
    public HttpResponse<byte[]> bytes(String path) {
        try {
            HttpRequest request = request(path).timeout(Duration.ofSeconds(30)).build();
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            boolean zipped =
                    response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
            byte[] body = zipped ? unzipped(response.body()) : response.body();
            Contract.written().require(exchange(response, Optional.of(new String(body, StandardCharsets.UTF_8))));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was sent with gzip. */
    public static byte[] unzipped(byte[] body) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer as it comes. */
    public HttpResponse<InputStream> open(String path) {
        try {
            HttpResponse<InputStream> response =
                    HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream());
            Contract.written().require(exchange(response, Optional.empty()));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a stream. */
    public EventReader stream(String path) {
        try {
            HttpResponse<InputStream> response =
                    HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream());
            Contract.written().require(exchange(response, Optional.empty()));
            return new EventReader(response);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Contract.Exchange exchange(HttpResponse<?> response, Optional<String> body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        HttpRequest request = response.request();
        return new Contract.Exchange(
                request.method(), request.uri().getRawPath(), response.statusCode(), headers, body);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return request;
    }
}
