package io.basiswatch.gateway.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the streams. */
@ConfigMapping(prefix = "gateway.live")
interface LiveConfig {
    /** How often something tells the client that the stream is alive, give or take two fifteenths. */
    @WithDefault("15s")
    Duration heartbeat();

    /** After how long a stream is sent away to connect anew, give or take a fifth. */
    @WithDefault("10M")
    Duration maxAge();

    /** How long a client may take nothing before it is cut off. */
    @WithDefault("5s")
    Duration stall();

    /** What may wait for one client, in bytes, that in its connection's buffer included. */
    @WithDefault("262144")
    long queueBytes();

    /** Streams that one gateway takes. */
    @WithDefault("10000")
    int maxStreams();

    /** How much of the end of the log is kept for clients that come back, in bytes. */
    @WithDefault("8388608")
    long recentBytes();

    /** How old the state may be that a new client gets first. What was new since then follows as updates. */
    @WithDefault("1s")
    Duration boardAge();

    /** Over how long streams are sent away when the gateway is told to stop. */
    @WithDefault("400ms")
    Duration drain();

    /** How long a stream ticket is good for. */
    @WithDefault("30s")
    Duration ticketLife();
}
