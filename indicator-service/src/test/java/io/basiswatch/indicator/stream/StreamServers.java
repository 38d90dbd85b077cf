package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.store.RedisServers;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Shard;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.EventCodec;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;

/** A real Kafka, a real PostgreSQL and a real Redis, and everything that can be found in the latter two. */
final class StreamServers implements AutoCloseable {
    private final EmbeddedKafkaBroker kafka;
    private final EmbeddedPostgres postgres;
    private final RedisServers.Running server;
    private final Vertx vertx = Vertx.vertx();
    private final Redis redis;

    StreamServers() throws Exception {
        kafka = new EmbeddedKafkaBroker()
                .withKafkaPort(RedisServers.freePort())
                .withControllerPort(RedisServers.freePort())
                .withAdditionalProperties(properties -> {
                    properties.put("group.initial.rebalance.delay.ms", "0");
                    // A member that was killed is missed soon.
                    properties.put("group.min.session.timeout.ms", "100");
                });
        kafka.start();
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(database())
                .locations("db/indicator")
                .load()
                .migrate();
        server = RedisServers.plain();
        redis = Redis.createClient(vertx, options(redisUrl()));
    }

    static RedisOptions options(String url) {
        return new RedisOptions().setConnectionString(url).setMaxWaitingHandlers(200_000);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
        server.close();
        postgres.close();
        kafka.close();
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", kafka.getAdvertisedListeners());
    }

    DataSource database() {
        return postgres.getPostgresDatabase();
    }

    String databaseUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    Redis redis() {
        return redis;
    }

    String redisUrl() {
        return server.url();
    }

    /** Appends events to the topic's only partition, in batches; returns the offset behind them. */
    long append(String topic, List<MarketEvent> events) throws Exception {
        Random random = new Random(1);
        long end = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int from = 0; from < events.size(); ) {
                int to = Math.min(events.size(), from + 1 + random.nextInt(30));
                Shard shard = shard(from * 100 / events.size(), random.nextInt(40));
                byte[] record = EventCodec.encode(new EventBatch("BTC", "c", shard, events.subList(from, to)));
                end = producer.send(new ProducerRecord<>(topic, 0, "BTC".getBytes(), record))
                        .get()
                        .offset();
                from = to;
            }
        }
        return end + 1;
    }

    /**
     * Two replicas of one shard, of which the first is taken over half-way; its old owner goes on now and then. None of it is a
     * simulation: on a day that is one in part, a restart may mark more.
     */
    private static Shard shard(int percent, int draw) {
        boolean isSecond = draw % 2 == 0;
        boolean isLate = percent < 50 || draw == 1;
        return new Shard(isSecond ? "s+2" : "s", isSecond ? 4 : isLate ? 3 : 7, false);
    }

    void forgetEverything() throws SQLException {
        send(Request.cmd(Command.FLUSHALL));
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate indicator_value, indicator_receipt, indicator_series, indicator_history,"
                    + " indicator_simulated, indicator_digest, candle");
        }
    }

    /** Every row of every table, and every key of Redis with what it holds; the ids of the stream are the times of writing. */
    List<String> everything() throws SQLException {
        List<String> all = new ArrayList<>();
        all.addAll(
                column("select receipt from value_receipt order by series, resolution, time, derived_from, revision"));
        all.addAll(column(
                "select v::text from indicator_value v order by series, resolution, time, derived_from, revision"));
        all.addAll(column("select d::text from indicator_digest d order by asset, day"));
        all.addAll(column("select s::text from indicator_series s order by series"));
        all.addAll(column("select h::text from indicator_history h order by series, resolution"));
        all.addAll(column("select s::text from indicator_simulated s order by series, venue"));
        // Its number is given by the order of writing, and numbers that were given in vain are missing.
        all.addAll(column(
                "select (to_jsonb(c) - 'number')::text from candle c order by instrument, resolution, open_time"));
        Response keys = send(Request.cmd(Command.KEYS).arg("*"));
        TreeSet<String> names = new TreeSet<>();
        keys.forEach(key -> names.add(key.toString()));
        // Which life of Redis it is, is random.
        names.remove(SeriesKeys.EPOCH);
        names.forEach(name -> content(name).forEach(entry -> all.add(name + " " + entry)));
        return all;
    }

    private List<String> column(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private List<String> content(String key) {
        List<String> found = new ArrayList<>();
        switch (send(Request.cmd(Command.TYPE).arg(key)).toString()) {
            case "string" ->
                found.add(HexFormat.of()
                        .formatHex(send(Request.cmd(Command.GET).arg(key)).toBytes()));
            case "hash" -> {
                Response hash = send(Request.cmd(Command.HGETALL).arg(key));
                Map<String, String> fields = new TreeMap<>();
                hash.getKeys()
                        .forEach(field -> fields.put(field, hash.get(field).toString()));
                fields.forEach((field, value) -> found.add(field + " " + value));
            }
            case "set" -> {
                TreeSet<String> members = new TreeSet<>();
                send(Request.cmd(Command.SMEMBERS).arg(key)).forEach(member -> members.add(member.toString()));
                found.addAll(members);
            }
            case "stream" ->
                send(Request.cmd(Command.XRANGE).arg(key).arg("-").arg("+"))
                        .forEach(entry -> found.add(entry.get(1).toString()));
            default -> throw new IllegalStateException("no such type is expected of " + key);
        }
        return found;
    }

    private Response send(Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }
}
