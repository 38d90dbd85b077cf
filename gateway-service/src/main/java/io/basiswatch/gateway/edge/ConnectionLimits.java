package io.basiswatch.gateway.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;

/** Puts {@link ConnectionGuard} before every connection of the public listener. */
@ApplicationScoped
class ConnectionLimits implements HttpServerOptionsCustomizer {
    private final Duration head;
    private final ConnectionCounts counts;
    private final MeterRegistry registry;

    ConnectionLimits(ConnectionConfig config, ClientAddress addresses, MeterRegistry registry) {
        this.head = config.head();
        this.registry = registry;
        this.counts = new ConnectionCounts(
                config.perAddress(), address -> address.isLoopbackAddress() || addresses.isProxy(address));
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        ConnectionGuard.install(this);
    }

    Duration head() {
        return head;
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
