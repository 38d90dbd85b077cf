package io.basiswatch.collector.feed;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request: a GET, or where the address has a fragment, a POST of that fragment as JSON. HTTP never sends a fragment, so
 * an address says by itself what was asked.
 */
final class RestCall {
    private final HttpClient client;
    private final Duration timeout;

    RestCall(HttpClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** The answer, whatever its status; failed where none came. */
    Future<RestAnswer> ask(String url) {
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
                .compose(response -> response.body()
                        .map(read ->
                                new RestAnswer(response.statusCode(), headers(response.headers()), read.getBytes())));
    }

    static Map<String, String> headers(MultiMap all) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.forEach(headers::put);
        return headers;
    }
}
