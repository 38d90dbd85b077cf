package io.basiswatch.gateway.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the streams. */
@ConfigMapping(prefix = "gateway.live")
interface LiveConfig {
    /** How often a comment tells the client that the stream is alive. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long a client may take nothing before it is cut off. */
    @WithDefault("5s")
    Duration stall();

    /** What may wait for one client, in bytes. */
    @WithDefault("262144")
    long queueBytes();

    /** Streams that one gateway takes. */
    @WithDefault("10000")
    int maxStreams();
}
