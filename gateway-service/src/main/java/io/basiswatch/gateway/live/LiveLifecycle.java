package io.basiswatch.gateway.live;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the hub with the gateway, and empties it before the server waits for open requests. */
@ApplicationScoped
class LiveLifecycle {
    private final LiveHub hub;

    LiveLifecycle(LiveHub hub) {
        this.hub = hub;
    }

    void start(@Observes StartupEvent started) {
        hub.start();
    }

    /** An open stream counts as an open request: without this, stopping would wait for its clients. */
    void drain(@Observes ShutdownDelayInitiatedEvent stopping) {
        hub.drain();
    }

    void stop(@Observes ShutdownEvent stopping) {
        hub.drain();
    }
}
