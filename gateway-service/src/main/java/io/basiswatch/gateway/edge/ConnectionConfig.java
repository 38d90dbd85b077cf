package io.basiswatch.gateway.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one connection, and one address, may do to the server before there is any request. */
@ConfigMapping(prefix = "gateway.connections")
interface ConnectionConfig {
    /** From the first byte of a request until its head is whole. */
    @WithDefault("10s")
    Duration head();

    /** Connections of one address at a time; trusted proxies and this machine itself may have any number. */
    @WithDefault("1000")
    int perAddress();
}
