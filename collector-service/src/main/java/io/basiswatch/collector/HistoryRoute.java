package io.basiswatch.collector;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code GET /history}: how far the history of each venue is that this collector runs. */
@ApplicationScoped
class HistoryRoute {
    private static final int NOT_YET = 503;

    private final Collector collector;

    HistoryRoute(Collector collector) {
        this.collector = collector;
    }

    void register(@Observes Router router) {
        router.get("/history")
                .handler(asked -> collector
                        .history()
                        .ifPresentOrElse(
                                json -> asked.response()
                                        .putHeader("Content-Type", "application/json")
                                        .end(json),
                                () -> asked.response().setStatusCode(NOT_YET).end()));
    }
}
