package io.basiswatch.collector.quarantine;

import io.basiswatch.collector.CollectorConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The quarantine of the service, and {@code GET /quarantine}. */
@ApplicationScoped
class QuarantineRoute {
    @Produces
    @Singleton
    Quarantine quarantine(CollectorConfig config) {
        return new Quarantine(config.quarantineDir());
    }

    void serve(@Observes Router router, Quarantine quarantine) {
        router.get("/quarantine")
                .handler(request -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(quarantine.json().encodePrettily()));
    }
}
