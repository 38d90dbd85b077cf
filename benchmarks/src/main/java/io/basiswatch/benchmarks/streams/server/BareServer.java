package io.basiswatch.benchmarks.streams.server;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The least that a stream server on Vert.x can be: two event loops, one buffer per event for all clients. No keys, filters,
 * snapshots, resuming, bounds or heartbeats.
 */
public final class BareServer extends AbstractVerticle {
    private static final int LOOPS = 2;
    private static final int BACKLOG = 4_096;
    private static final List<BareServer> INSTANCES = new CopyOnWriteArrayList<>();
    private static final AtomicLong IDS = new AtomicLong();

    private final int port;
    private final Set<HttpServerResponse> clients = new LinkedHashSet<>();

    private BareServer(int port) {
        this.port = port;
    }

    /** @param arguments the port */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
        vertx.deployVerticle(() -> new BareServer(port), new DeploymentOptions().setInstances(LOOPS))
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    @Override
    public void start(Promise<Void> started) {
        INSTANCES.add(this);
        vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setAcceptBacklog(BACKLOG))
                .requestHandler(this::handle)
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void handle(HttpServerRequest request) {
        if (request.path().equals("/publish")) {
            request.body().onSuccess(data -> {
                Buffer frame = Buffer.buffer("id: " + IDS.incrementAndGet() + "\nevent: update\ndata: ")
                        .appendBuffer(data)
                        .appendString("\n\n");
                INSTANCES.forEach(instance -> instance.send(frame));
                request.response().setStatusCode(204).end();
            });
            return;
        }
        HttpServerResponse response = request.response();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.closeHandler(closed -> clients.remove(response));
        response.write(": bare\n\n");
        clients.add(response);
    }

    private void send(Buffer frame) {
        Context mine = context;
        mine.runOnContext(ignored -> clients.forEach(client -> client.write(frame)));
    }
}
