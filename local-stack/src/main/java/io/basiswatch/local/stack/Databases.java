package io.basiswatch.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A PostgreSQL and a Redis in a folder of their own, for whoever needs both and nothing else of a local installation. */
public final class Databases implements AutoCloseable {
    private final DataDirectory data;
    private final Guard guard;
    private final PostgresServer postgres;
    private final RedisServer redis;

    private Databases(DataDirectory data, Guard guard, PostgresServer postgres, RedisServer redis) {
        this.data = data;
        this.guard = guard;
        this.postgres = postgres;
        this.redis = redis;
    }

    /**
     * Returns when both answer.
     *
     * @param folder where they keep what they are told; not used by anybody else
     */
    public static Databases start(Path folder) throws IOException {
        DataDirectory data = DataDirectory.open(folder);
        Guard guard = Guard.start(data.processes());
        var ports = Ports.free(2);
        PostgresServer postgres = PostgresServer.start(data, ports.get(0), guard);
        return new Databases(data, guard, postgres, RedisServer.start(data, ports.get(1), guard));
    }

    /** What a service needs to know to connect to both. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(postgres.environment());
        environment.putAll(redis.environment());
        return environment;
    }

    @Override
    public void close() throws Exception {
        redis.close();
        postgres.close();
        guard.close();
        data.close();
    }
}
