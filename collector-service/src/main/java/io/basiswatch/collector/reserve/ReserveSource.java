package io.basiswatch.collector.reserve;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;

/** Where the figures are had; answers on the event loop that asks. */
public interface ReserveSource {
    /** Many years of every day and a hundred venues. */
    int MAX_BYTES = 1 << 24;

    /** All that the source says now; failed where it cannot be read. */
    Future<byte[]> read();

    /** What messages call it: without a query, which may hold a secret. */
    String name();

    /** A file, or what an address answers. */
    static ReserveSource of(Vertx vertx, String place) {
        return place.startsWith("http://") || place.startsWith("https://")
                ? new Address(vertx.createHttpClient(), place)
                : new LocalFile(vertx, place);
    }

    /** A file; it may be replaced or added to at any time. */
    record LocalFile(Vertx vertx, String path) implements ReserveSource {
        @Override
        public Future<byte[]> read() {
            return vertx.fileSystem()
                    .props(path)
                    .compose(file -> file.size() > MAX_BYTES
                            ? Future.failedFuture(new IOException("larger than " + MAX_BYTES + " bytes"))
                            : vertx.fileSystem().readFile(path))
                    .map(Buffer::getBytes);
        }

        @Override
        public String name() {
            return path;
        }
    }

    /** An address that answers a GET. */
    record Address(HttpClient client, String url) implements ReserveSource {
        private static final long PATIENCE_MILLIS = Duration.ofSeconds(30).toMillis();
        private static final int OK = 200;

        @Override
        public Future<byte[]> read() {
            RequestOptions question = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setAbsoluteURI(url)
                    .setTimeout(PATIENCE_MILLIS)
                    .putHeader("Accept", "text/csv, application/json")
                    .putHeader("User-Agent", "basiswatch");
            return client.request(question)
                    .compose(request -> request.send())
                    .compose(answer -> answer.statusCode() == OK
                            ? answer.body()
                            : Future.failedFuture(new IOException("answered " + answer.statusCode())))
                    .compose(body -> body.length() > MAX_BYTES
                            ? Future.failedFuture(new IOException("larger than " + MAX_BYTES + " bytes"))
                            : Future.succeededFuture(body.getBytes()));
        }

        @Override
        public String name() {
            return url.replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//");
        }
    }
}
