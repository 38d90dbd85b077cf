package io.basiswatch.collector.feed;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Duration;
import java.util.function.Consumer;

/** The real network. Made and used on one event loop, that of the {@link FeedEngine}. */
final class VertxNetwork implements Network {
    private static final int MAX_SOCKETS = 1000;

    private final Vertx vertx;
    private final WebSocketClient sockets;
    private final HttpClient http;
    private final TimeSource time;
    private final int maxMessageBytes;
    private final Simulations simulations = new Simulations();

    VertxNetwork(Vertx vertx, TimeSource time, int maxMessageBytes) {
        this.vertx = vertx;
        this.time = time;
        this.maxMessageBytes = maxMessageBytes;
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(maxMessageBytes)
                .setMaxMessageSize(maxMessageBytes)
                .setMaxConnections(MAX_SOCKETS));
        this.http = vertx.createHttpClient(new HttpClientOptions().setDecompressionSupported(true));
    }

    @Override
    public Socket connect(String address, Duration timeout, Listener listener) {
        return new VertxSocket(listener, maxMessageBytes, simulations).connect(sockets, address, timeout);
    }

    /** Who has said that it is a simulation. */
    Simulations simulations() {
        return simulations;
    }

    @Override
    public void ask(String url, Duration timeout, Consumer<RestAnswer> answered, Consumer<String> failed) {
        new RestCall(http, timeout).ask(url).onComplete(result -> {
            if (result.succeeded()) {
                if (result.result().isOk()) {
                    simulations.heard(url, result.result().headers());
                }
                answered.accept(result.result());
            } else {
                failed.accept(String.valueOf(result.cause().getMessage()));
            }
        });
    }

    @Override
    public Timer once(Duration delay, Runnable task) {
        if (delay.toMillis() > 0) {
            long id = vertx.setTimer(delay.toMillis(), fired -> task.run());
            return () -> vertx.cancelTimer(id);
        }
        boolean[] cancelled = new boolean[1];
        vertx.runOnContext(now -> {
            if (!cancelled[0]) {
                task.run();
            }
        });
        return () -> cancelled[0] = true;
    }

    @Override
    public Timer every(Duration interval, Runnable task) {
        long id = vertx.setPeriodic(interval.toMillis(), fired -> task.run());
        return () -> vertx.cancelTimer(id);
    }

    @Override
    public long wall() {
        return time.wall();
    }

    @Override
    public long monotonic() {
        return time.monotonic();
    }
}
