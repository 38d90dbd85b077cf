package io.basiswatch.benchmarks.streams.server;

import io.basiswatch.benchmarks.stack.RedisConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.embedded.RedisExecProvider;

/** A real Redis and a real PostgreSQL for gateways. */
public final class Stores implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int redisPort;
    private final Program redis;
    private final EmbeddedPostgres postgres;

    private Stores(int redisPort, Program redis, EmbeddedPostgres postgres) {
        this.redisPort = redisPort;
        this.redis = redis;
        this.postgres = postgres;
    }

    public static Stores start(Path folder) throws IOException {
        int port = Program.freePort();
        List<String> command = List.of(
                RedisExecProvider.defaultProvider().get().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "");
        Program redis = Program.start("redis", command, Map.of(), folder).await(PATIENCE, () -> Program.accepts(port));
        try {
            return new Stores(port, redis, EmbeddedPostgres.builder().start());
        } catch (IOException e) {
            redis.close();
            throw e;
        }
    }

    public RedisConnection redis() throws IOException {
        return new RedisConnection("127.0.0.1:" + redisPort);
    }

    /** What a gateway needs to know of them. */
    Map<String, String> environment() {
        String address = "localhost:" + postgres.getPort() + "/postgres";
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + redisPort);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + address);
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + address);
        environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        return environment;
    }

    @Override
    public void close() throws IOException {
        redis.close();
        postgres.close();
    }
}
