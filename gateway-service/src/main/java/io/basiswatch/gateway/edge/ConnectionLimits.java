package io.basiswatch.gateway.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a {@link GuardedConnection} asks. */
@ApplicationScoped
class ConnectionLimits {
    private final Duration head;
    private final long bodyBytes;
    private final ConnectionCounts counts;
    private final MeterRegistry registry;

    ConnectionLimits(
            ConnectionConfig config,
            ClientAddress addresses,
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize body) {
        this.bodyBytes = body.asLongValue();
        this.head = config.head();
        this.registry = registry;
        this.counts = new ConnectionCounts(
                config.perAddress(), address -> address.isLoopbackAddress() || addresses.isProxy(address));
    }

    Duration head() {
        return head;
    }

    /** How large the body of a request may be. */
    long bodyBytes() {
        return bodyBytes;
    }

    boolean opened(InetAddress address) {
        boolean admitted = counts.opened(address);
        if (!admitted) {
            refused("address");
        }
        return admitted;
    }

    void closed(InetAddress address) {
        counts.closed(address);
    }

    void refused(String cause) {
        registry.counter("basiswatch.connections.refused", "cause", cause).increment();
    }
}
