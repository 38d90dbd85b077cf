package io.basiswatch.gateway.live;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;

/** The connection to a client over HTTP. */
final class VertxOutlet implements Outlet {
    /** What may wait in the connection's buffer before it counts as full. */
    static final int WRITE_QUEUE_BYTES = 64 * 1_024;

    private static final long LAST_WORDS_MILLIS = 5_000;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Vertx vertx;
    private final Optional<ChunkChannel> channel;

    VertxOutlet(HttpServerRequest request, Vertx vertx) {
        this.request = request;
        this.response = request.response();
        this.vertx = vertx;
        this.channel = ChunkChannel.of(request);
        response.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    }

    private boolean isGone() {
        return response.closed() || response.ended();
    }

    @Override
    public void write(Buffer frame) {
        if (!isGone()) {
            response.write(frame);
        }
    }

    /** The head is on its way already: a stream begins with bytes of its own. */
    @Override
    public void write(SharedBytes frames) {
        if (channel.isPresent()) {
            channel.get().write(frames);
        } else {
            write(frames.bytes());
        }
    }

    @Override
    public boolean isFull() {
        return channel.isPresent() ? channel.get().isFull() : !isGone() && response.writeQueueFull();
    }

    @Override
    public void whenWritable(Runnable action) {
        response.drainHandler(drained -> {
            response.drainHandler(null);
            action.run();
        });
    }

    @Override
    public void end() {
        if (isGone()) {
            return;
        }
        // Whoever does not read will not read the end either: it is not waited for without bound.
        long timer = vertx.setTimer(LAST_WORDS_MILLIS, expired -> cut());
        response.end().onComplete(written -> vertx.cancelTimer(timer));
    }

    /** Over HTTP/2 the connection carries other requests too. */
    @Override
    public void cut() {
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset();
        } else {
            request.connection().close();
        }
    }
}
