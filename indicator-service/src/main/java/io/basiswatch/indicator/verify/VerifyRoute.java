package io.basiswatch.indicator.verify;

import io.basiswatch.model.wire.WireException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * {@code POST /verify} with a receipt: 200 with a verdict, 400 where the body is no receipt, 413 where it is too large, 503 where
 * too many wait. One thread computes them all, one after the other, so that nobody who asks can hold up the engine.
 *
 * <p>Meant for the gateway, which knows who asks and fills references in; no public route leads here.
 */
@ApplicationScoped
class VerifyRoute {
    static final String PATH = "/verify";
    /** A receipt with everything filled in that the longest window looks back on is a tenth of this. */
    static final int MOST_BYTES = 16 * 1_024 * 1_024;

    private static final Logger LOG = Logger.getLogger(VerifyRoute.class);
    private static final int MOST_WAITING = 16;

    private final WorkerExecutor thread;
    private final Verdicts verdicts = new Verdicts();
    private final AtomicInteger waiting = new AtomicInteger();

    VerifyRoute(Vertx vertx) {
        this.thread = vertx.createSharedWorkerExecutor("verify", 1);
    }

    void register(@Observes Router router) {
        router.post(PATH).handler(this::receive);
    }

    @PreDestroy
    void close() {
        thread.close();
    }

    private void receive(RoutingContext request) {
        HttpServerRequest http = request.request();
        Buffer body = Buffer.buffer();
        http.handler(chunk -> {
            if (body.length() + chunk.length() <= MOST_BYTES) {
                body.appendBuffer(chunk);
            } else if (!request.response().ended()) {
                // What else comes is read and thrown away, but not for as long as the client likes.
                request.response().putHeader("Connection", "close");
                end(request, 413, "");
            }
        });
        http.endHandler(end -> {
            if (!request.response().ended()) {
                verify(request, body.toString(StandardCharsets.UTF_8));
            }
        });
    }

    private void verify(RoutingContext request, String receipt) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            end(request, 503, "");
            return;
        }
        thread.executeBlocking(() -> verdicts.of(receipt), true)
                .eventually(() -> {
                    waiting.decrementAndGet();
                    return Future.succeededFuture();
                })
                .onSuccess(verdict -> end(request, 200, verdict))
                .onFailure(failure -> {
                    if (failure instanceof WireException) {
                        end(request, 400, "");
                    } else {
                        LOG.error("a receipt could not be looked at", failure);
                        end(request, 500, "");
                    }
                });
    }

    private static void end(RoutingContext request, int status, String json) {
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json");
        request.response().end(json);
    }
}
