package io.basiswatch.indicator.stream;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** The service as a process of its own, for tests that kill it: says {@code round} after each round, and {@code end}. */
final class ReaderProcess {
    private ReaderProcess() {}

    /** Kafka's address, topic, group, offset to read to, Redis' address, PostgreSQL's address. */
    public static void main(String[] arguments) {
        ServiceLife life = new ServiceLife(Map.of("bootstrap.servers", arguments[0]), arguments[1], arguments[2]);
        Redis redis = Redis.createClient(Vertx.vertx(), StreamServers.options(arguments[4]));
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[5]);
        life.read(Long.parseLong(arguments[3]), redis, database, Faults.none(), () -> System.out.println("round"));
        System.out.println("end");
        System.out.flush();
        System.exit(0);
    }
}
