package io.basiswatch.gateway.edge;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Routes of the tests: nothing here is part of the gateway. */
@ApplicationScoped
class DummyRoutes {
    void register(@Observes Router router) {
        router.route("/test/hello")
                .handler(request -> request.response()
                        .putHeader("Link", "</test/next>; rel=\"next\"")
                        .end("hello"));
        router.route("/test/never").handler(request -> {});
        router.post("/test/body")
                .handler(BodyHandler.create(false))
                .handler(request -> request.response().end(request.body().length() + ""));
    }
}
