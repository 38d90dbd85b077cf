package io.basiswatch.gateway.live;

import io.basiswatch.gateway.access.KeyEnded;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;

/** Tells the hub of what happens around it: start, stop, and keys that end. */
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
        hub.leave();
    }

    /** However the event was fired. */
    void end(@Observes KeyEnded key) {
        hub.ended(key.keyId());
    }

    void endAsynchronously(@ObservesAsync KeyEnded key) {
        hub.ended(key.keyId());
    }
}
