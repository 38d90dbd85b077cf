package io.basiswatch.gateway.live;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the live log was found. A gateway that loses Redis later stays ready: what it can still serve, with streams
 * that say so, is more than a pod out of service can.
 */
@Readiness
class HubReady implements HealthCheck {
    private final LiveHub hub;

    HubReady(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("live hub")
                .status(hub.isLoaded())
                .withData("log", hub.isConnected() ? "connected" : "unreachable")
                .build();
    }
}
