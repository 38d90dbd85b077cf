package io.basiswatch.indicator.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Health of the reader. Liveness asks no other system: a store that is down is waited for, not cured by a restart. */
@ApplicationScoped
class ReaderHealth {
    private final MarketEventSource source;

    ReaderHealth(MarketEventSource source) {
        this.source = source;
    }

    @Produces
    @Liveness
    HealthCheck live() {
        return () -> answer("reader of the log is alive", source.isAlive());
    }

    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> answer("log is being read", source.isReading());
    }

    @Produces
    @Startup
    HealthCheck started() {
        return () -> answer("reader of the log has started", source.isAlive());
    }

    private static HealthCheckResponse answer(String name, boolean isUp) {
        return HealthCheckResponse.named(name).status(isUp).build();
    }
}
