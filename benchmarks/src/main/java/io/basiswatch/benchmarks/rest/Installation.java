package io.basiswatch.benchmarks.rest;

import io.basiswatch.benchmarks.stack.RedisConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import redis.embedded.RedisServer;

/** PostgreSQL, Redis with a made view, the gateway and the bare endpoint, each a process, for as long as it is open. */
final class Installation implements AutoCloseable {
    private static final Path GATEWAY = Path.of("gateway-service/target/quarkus-app/quarkus-run.jar");
    private static final Path HELLO = Path.of("benchmarks/hello/target/quarkus-app/quarkus-run.jar");
    /** A million a second, more than this machine can ask for: quotas are counted, and never used up. */
    private static final String ENOUGH = "60000000";

    private final Deque<Closeable> started = new ConcurrentLinkedDeque<>();
    private final int gatewayPort = freePort();
    private final int helloPort = freePort();
    private final String key;

    /** Starts everything; what was started is stopped again where something does not start. */
    Installation(Path folder, long now) throws IOException, InterruptedException {
        // An interrupted run must leave nothing behind either.
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeQuietly));
        try {
            key = start(folder, now);
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private String start(Path folder, long now) throws IOException, InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        started.push(postgres);
        int redisPort = freePort();
        startRedis(redisPort, folder);
        try (RedisConnection connection = new RedisConnection("localhost:" + redisPort)) {
            MadeView.fill(connection, now);
        }
        Path keyFile = folder.resolve("api-key");
        ServerProcess gateway = new ServerProcess(
                GATEWAY, gatewayEnvironment(postgres.getPort(), redisPort, keyFile), folder.resolve("gateway.log"));
        started.push(gateway);
        ServerProcess hello = new ServerProcess(
                HELLO, Map.of("QUARKUS_HTTP_PORT", Integer.toString(helloPort)), folder.resolve("hello.log"));
        started.push(hello);
        hello.await(hello(""), List.of());
        gateway.await("http://localhost:" + gatewayPort + "/docs", List.of());
        String first = Files.readString(keyFile).strip();
        gateway.await(latest(MadeView.SINGLE), List.of("X-API-Key", first));
        return first;
    }

    private void startRedis(int port, Path folder) throws IOException {
        RedisServer redis = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("dir " + folder)
                .build();
        redis.start();
        started.push(redis::stop);
    }

    private Map<String, String> gatewayEnvironment(int postgresPort, int redisPort, Path keyFile) throws IOException {
        String database = "localhost:" + postgresPort + "/postgres";
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(gatewayPort)),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(freePort())),
                Map.entry("QUARKUS_REDIS_HOSTS", "redis://localhost:" + redisPort),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + database),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + database),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", "postgres"),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", "postgres"),
                Map.entry("GATEWAY_KEY_PEPPER", "benchmark-pepper-of-32-characters"),
                Map.entry("GATEWAY_BOOTSTRAP_KEY_FILE", keyFile.toString()),
                Map.entry("GATEWAY_QUOTAS_DEFAULT_REQUESTS_PER_MINUTE", ENOUGH),
                Map.entry("GATEWAY_QUOTAS_DEFAULT_OWNER_REQUESTS_PER_MINUTE", ENOUGH),
                Map.entry("GATEWAY_ADDRESSES_REQUESTS_PER_MINUTE", ENOUGH));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String hello(String path) {
        return "http://localhost:" + helloPort + "/hello" + path;
    }

    String latest(String indicator) {
        return "http://localhost:" + gatewayPort + "/v1/indicators/" + indicator + "?asset=ETH";
    }

    /** The headers of a request to the gateway. */
    List<String> admission() {
        return List.of("X-API-Key: " + key);
    }

    /** Stops what was started, the last first. */
    @Override
    public void close() throws IOException {
        for (Closeable each = started.pollFirst(); each != null; each = started.pollFirst()) {
            each.close();
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("benchmarks: not stopped: " + e.getMessage());
        }
    }
}
