package io.basiswatch.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one place where the time of this machine comes in. */
@ApplicationScoped
class GatewayClock {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
