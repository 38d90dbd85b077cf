package io.basiswatch.collector.feed;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * A request whose answer counts only with status 200: a GET, or where the address has a fragment, a POST of that fragment
 * as JSON. HTTP never sends a fragment, so an address says by itself what was asked.
 */
final class RestCall {
    private final HttpClient client;
    private final Duration timeout;

    RestCall(HttpClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** A venue's refusal: its status, and how long it asks us to stay away. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Duration> retryAfter;

        RefusedException(String message, Optional<Duration> retryAfter) {
            super(message, null, false, false);
            this.retryAfter = retryAfter;
        }
    }

    Future<byte[]> ask(String url) {
        int body = url.indexOf('#');
        RequestOptions options = new RequestOptions()
                .setMethod(body < 0 ? HttpMethod.GET : HttpMethod.POST)
                .setAbsoluteURI(body < 0 ? url : url.substring(0, body))
                .setConnectTimeout(timeout.toMillis())
                .setIdleTimeout(timeout.toMillis())
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", "basiswatch");
        return client.request(options)
                .compose(request -> body < 0
                        ? request.send()
                        : request.putHeader("Content-Type", "application/json").send(url.substring(body + 1)))
                .compose(response -> response.statusCode() == 200
                        ? response.body().map(Buffer::getBytes)
                        : Future.failedFuture(refused(url, response)));
    }

    private static RefusedException refused(String url, HttpClientResponse response) {
        return new RefusedException(
                url + " answered " + response.statusCode(), seconds(response.getHeader("Retry-After")));
    }

    private static Optional<Duration> seconds(String header) {
        return header == null || !header.matches("\\d{1,6}")
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Long.parseLong(header)));
    }

    /** How long the venue asked us to wait, if it did. */
    static Optional<Duration> retryAfter(Throwable cause) {
        return cause instanceof RefusedException refused ? refused.retryAfter : Optional.empty();
    }
}
