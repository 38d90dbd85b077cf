package io.basiswatch.gateway.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import redis.embedded.RedisServer;

/** A real PostgreSQL and a real Redis, which can be stopped and started again under the running gateway. */
public final class Servers implements QuarkusTestResourceLifecycleManager {
    public static final String PEPPER = "q7Zk2mX9vB4tR8wL1nC6yH3sD5fG0jPa";

    /** Of the admin plane: all keys, and those of one owner each. */
    public static final String ADMIN_TOKENS = """
        8fQ2rZ6vXn3kLw9pTb5mYc1dHs7gJa4e
        Wq5nB8xR2tV7zK3mP9cL6yF1hD4sG0ja owner=acme
        h3T9vC5xL1bN7qZ4wM8kR2pY6dF0gSjs owner=globex
        """;

    private static Path folder;
    private static EmbeddedPostgres postgres;
    private static RedisServer redis;
    private static int redisPort;
    private static TcpDoor postgresDoor;
    private static VerifyingService verifying;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("gateway-test");
            postgres = EmbeddedPostgres.start();
            postgresDoor = new TcpDoor(postgres.getPort());
            redisPort = freePort();
            startRedis();
            verifying = new VerifyingService();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String database = "localhost:" + postgresDoor.port() + "/postgres";
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.redis.hosts", "redis://localhost:" + redisPort);
        config.put("quarkus.datasource.reactive.url", "postgresql://" + database);
        config.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + database);
        config.put("quarkus.datasource.username", "postgres");
        config.put("quarkus.datasource.password", "postgres");
        config.put("gateway.key-pepper", PEPPER);
        config.put("gateway.bootstrap-key-file", keyFile().toString());
        config.put("gateway.key-cache", "0S");
        config.put("gateway.unknown-key-cache", "0S");
        config.put("gateway.admin.token", ADMIN_TOKENS);
        config.put("gateway.admin.port", "0");
        config.put("gateway.indicator.url", verifying.url());
        config.put("gateway.view.catalogue-cache", "0S");
        config.put("gateway.view.latest-cache", "0S");
        config.put("gateway.view.imported-cache", "0S");
        config.put("gateway.cors.origins", "https://app.example.org");
        return config;
    }

    @Override
    public void stop() {
        try {
            stopRedis();
            verifying.close();
            postgresDoor.close();
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public static void startRedis() {
        redis = RedisServer.builder()
                .port(redisPort)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("dir " + folder)
                .build();
        redis.start();
    }

    public static void stopRedis() {
        redis.stop();
    }

    public static RedisWire redis() {
        return new RedisWire(redisPort);
    }

    /** What stands between the gateway and PostgreSQL. */
    public static TcpDoor postgresDoor() {
        return postgresDoor;
    }

    public static EmbeddedPostgres postgres() {
        return postgres;
    }

    public static Path keyFile() {
        return folder.resolve("api-key");
    }

    /** The first key, as the gateway has written it. */
    public static String key() {
        try {
            return Files.readString(keyFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
