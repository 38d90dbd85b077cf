package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestCallTest {
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx = Vertx.vertx();
    private final RestCall call = new RestCall(vertx.createHttpClient(), Duration.ofSeconds(PATIENCE_SECONDS));
    private String address;

    @BeforeEach
    void serve() throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(RestCallTest::echo);
        int port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .actualPort();
        address = "http://127.0.0.1:" + port + "/info?a=b";
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void echo(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response().end(request.method() + " " + request.uri() + " " + body));
    }

    private String ask(String url) throws Exception {
        RestAnswer answer =
                call.ask(url).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void getsAnAddress() throws Exception {
        assertThat(ask(address)).isEqualTo("GET /info?a=b ");
    }

    @Test
    void postsTheFragmentOfAnAddress() throws Exception {
        assertThat(ask(address + "#{\"type\":\"meta\"}")).isEqualTo("POST /info?a=b {\"type\":\"meta\"}");
    }
}
