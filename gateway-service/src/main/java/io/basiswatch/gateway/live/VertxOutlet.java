package io.basiswatch.gateway.live;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Executor;

/** The connection to a client over HTTP. */
final class VertxOutlet implements Outlet {
    private static final int WRITE_QUEUE_BYTES = 64 * 1_024;
    private static final long LAST_WORDS_MILLIS = 5_000;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Vertx vertx;
    private final Executor hub;

    VertxOutlet(HttpServerRequest request, Vertx vertx, Executor hub) {
        this.request = request;
        this.response = request.response();
        this.vertx = vertx;
        this.hub = hub;
        response.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    }

    @Override
    public void write(Buffer frame) {
        if (!response.closed() && !response.ended()) {
            response.write(frame);
        }
    }

    @Override
    public boolean isFull() {
        return !response.closed() && !response.ended() && response.writeQueueFull();
    }

    @Override
    public void whenWritable(Runnable action) {
        response.drainHandler(drained -> {
            response.drainHandler(null);
            hub.execute(action);
        });
    }

    @Override
    public void end() {
        if (response.closed() || response.ended()) {
            return;
        }
        // Whoever does not read will not read the end either: it is not waited for without bound.
        long timer = vertx.setTimer(LAST_WORDS_MILLIS, expired -> cut());
        response.end().onComplete(written -> vertx.cancelTimer(timer));
    }

    @Override
    public void cut() {
        request.connection().close();
    }
}
