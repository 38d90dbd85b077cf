package io.basiswatch.collector;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the log was reached and the group of the collectors has taken us in, with shards or without, and while the event
 * loop turns; whether a venue answers is a metric and no reason to stop us.
 */
@Readiness
@ApplicationScoped
class FeedsReady implements HealthCheck {
    private final Collector collector;

    FeedsReady(Collector collector) {
        this.collector = collector;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("takes part in collecting")
                .status(collector.isRunning())
                .build();
    }
}
