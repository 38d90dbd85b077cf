package io.basiswatch.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A Redis of its own, for tests that need no gateway around it. */
public final class LocalRedis implements AutoCloseable {
    private final int port;
    private RedisServer server;

    public LocalRedis() {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    public void start() {
        server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
    }

    public void stop() {
        server.stop();
    }

    public int port() {
        return port;
    }

    public RedisWire wire() {
        return new RedisWire(port);
    }

    @Override
    public void close() {
        stop();
    }
}
