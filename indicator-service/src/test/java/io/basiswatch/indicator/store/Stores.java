package io.basiswatch.indicator.store;

import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.MetCandle;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL, a real Redis, and writers whose chores wait until the test has them done. */
final class Stores implements AutoCloseable {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T00:00:00Z"), ZoneOffset.UTC);

    private final EmbeddedPostgres postgres;
    private RedisServers.Running server;
    private final Vertx vertx = Vertx.vertx();
    private final RedisLink redis;
    private final Deque<Runnable> chores = new ArrayDeque<>();

    Stores(RedisServers.Running server) throws Exception {
        this.server = server;
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("db/indicator")
                .load()
                .migrate();
        redis = new RedisLink(client());
    }

    Redis client() {
        return Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(server.url())
                        .setProtocolNegotiation(false)
                        .setMaxWaitingHandlers(100_000));
    }

    DataSource database() {
        return postgres.getPostgresDatabase();
    }

    RedisLink redis() {
        return redis;
    }

    IndicatorWriter writer() {
        return writer(StoreOptions.defaults(), database());
    }

    IndicatorWriter writer(StoreOptions options, DataSource database) {
        IndicatorWriter made = new IndicatorWriter(
                client(), database, options, CLOCK, new Chores(chores::add, chores::add, chores::clear));
        made.prepare(Indicators.definitions());
        return made;
    }

    /** Has the past stored, and noted. Returns how many values were new. */
    static int write(IndicatorWriter writer, List<MetCandle> candles, List<IndicatorValue> values) {
        int rows = writer.storeHistory(candles, values);
        writer.noteHistory(values);
        return rows;
    }

    int waiting() {
        return chores.size();
    }

    /** Does everything that waits, and what follows from it. */
    void doChores() {
        while (!chores.isEmpty()) {
            chores.removeFirst().run();
        }
    }

    void flush() {
        redis.send(Request.cmd(Command.FLUSHALL));
    }

    /** The server is killed, and another one begins with nothing. */
    void restartRedis() {
        server.close();
        server = RedisServers.plain(server.port());
    }

    void clear() throws Exception {
        flush();
        chores.clear();
        execute("truncate indicator_value, indicator_receipt, indicator_series, indicator_history,"
                + " indicator_simulated, candle, indicator_digest");
    }

    void execute(String sql) throws Exception {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of what a query finds. */
    List<String> rows(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    String get(String key) {
        return redis.text(Request.cmd(Command.GET).arg(key)).orElse("");
    }

    /** Everything in Redis, in words; of the live updates only the values. */
    Map<String, String> everything() {
        Map<String, String> everything = new TreeMap<>();
        redis.send(Request.cmd(Command.KEYS).arg("*"))
                .forEach(key -> everything.put(key.toString(), content(key.toString())));
        return everything;
    }

    private String content(String key) {
        String type = redis.send(Request.cmd(Command.TYPE).arg(key)).toString();
        Response content = switch (type) {
            case "hash" -> redis.send(Request.cmd(Command.HGETALL).arg(key));
            case "set" -> redis.send(Request.cmd(Command.SMEMBERS).arg(key));
            case "stream" ->
                redis.send(Request.cmd(Command.XRANGE).arg(key).arg("-").arg("+"));
            case "TSDB-TYPE" ->
                redis.send(Request.cmd(Command.create("TS.RANGE"))
                        .arg(key)
                        .arg("-")
                        .arg("+"));
            default -> redis.send(Request.cmd(Command.GET).arg(key));
        };
        if (type.equals("hash")) {
            Map<String, String> sorted = new TreeMap<>();
            content.getKeys()
                    .forEach(field -> sorted.put(field, content.get(field).toString()));
            return sorted.toString();
        }
        if (type.equals("set")) {
            return content.stream().map(Response::toString).sorted().toList().toString();
        }
        return type.equals("string") ? List.of(toList(content.toBytes())).toString() : content.toString();
    }

    private static List<Byte> toList(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte each : bytes) {
            list.add(each);
        }
        return list;
    }

    /** The values of the live updates, in their order, as JSON. */
    List<String> updates() {
        Response entries =
                redis.send(Request.cmd(Command.XRANGE).arg("updates").arg("-").arg("+"));
        return entries.stream().map(entry -> entry.get(1).get(5).toString()).toList();
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
        server.close();
        postgres.close();
    }

    static IndicatorValue value(Series series, Resolution resolution, long time, double number, int revision) {
        return new IndicatorValue(
                series,
                1,
                resolution,
                time,
                OptionalDouble.of(number),
                Unit.FRACTION,
                Quality.OK,
                List.of(),
                time + (resolution == Resolution.SECOND ? 0 : resolution.micros()) + 250_000,
                revision,
                List.of(),
                Map.of("n_obs", 3L));
    }
}
