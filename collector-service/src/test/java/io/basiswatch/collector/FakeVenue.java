package io.basiswatch.collector;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A venue on loopback that does what a test tells it: answers a REST question, sends frames, drops connections.
 *
 * <p>It has a Vert.x of its own: a second server on the application's would not start while metrics are on.
 */
public final class FakeVenue implements AutoCloseable {
    /** The spot market lists ETHUSDT, USDCUSDT and one pair in a currency that nobody asked for. */
    public static final String EXCHANGE_INFO = """
            {"timezone":"UTC","serverTime":1723161254000,"symbols":[
            {"symbol":"ETHUSDT","status":"TRADING","baseAsset":"ETH","quoteAsset":"USDT","filters":[]},
            {"symbol":"ETHEUR","status":"TRADING","baseAsset":"ETH","quoteAsset":"EUR","filters":[]},
            {"symbol":"LTCUSDT","status":"TRADING","baseAsset":"LTC","quoteAsset":"USDT","filters":[]}]}""";

    private static final long PATIENCE_SECONDS = 20;

    static {
        // Once a Quarkus application has run in this JVM, Vert.x servers started by hand would refuse web sockets.
        System.clearProperty("vertx.disableWebsockets");
    }

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<ServerWebSocket> connections = new LinkedBlockingQueue<>();
    private final BlockingQueue<ServerWebSocket> depthConnections = new LinkedBlockingQueue<>();
    private final BlockingQueue<HttpServerRequest> questions = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile boolean answersByItself = true;

    public FakeVenue() {
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("localhost").setPort(0))
                .webSocketHandler(this::connected)
                .requestHandler(this::asked)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void connected(ServerWebSocket socket) {
        (socket.uri().contains("@depth") ? depthConnections : connections).add(socket);
    }

    private void asked(HttpServerRequest question) {
        if (answersByItself && question.path().endsWith("/exchangeInfo")) {
            question.response().end(EXCHANGE_INFO);
        } else {
            questions.add(question);
        }
    }

    /** From now on a test answers every REST question itself, those about instruments too. */
    public FakeVenue withoutAnswers() {
        answersByItself = false;
        return this;
    }

    public String wsUrl() {
        return "ws://localhost:" + server.actualPort();
    }

    public String restUrl() {
        return "http://localhost:" + server.actualPort();
    }

    /** The next connection that the collector opens for books. */
    public ServerWebSocket depthConnection() throws InterruptedException {
        return next(depthConnections);
    }

    /** The next connection that the collector opens for anything but books. */
    public ServerWebSocket connection() throws InterruptedException {
        return next(connections);
    }

    /** The next REST question. */
    public HttpServerRequest question() throws InterruptedException {
        return next(questions);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the collector did not come within " + PATIENCE_SECONDS + " s");
        }
        return next;
    }

    /** Runs on the venue's event loop, as sockets want it, and waits until it has run. */
    public void run(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        vertx.runOnContext(nothing -> {
            task.run();
            done.complete(null);
        });
        done.join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
