package io.basiswatch.indicator.store;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.MetCandle;
import io.basiswatch.model.Candle;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL and a real Redis, and what the service does with candles of the log. */
final class CandleStores implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final RedisServers.Running server;
    private final Vertx vertx = Vertx.vertx();
    private final RedisLink redis;

    CandleStores() throws Exception {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("db/indicator")
                .load()
                .migrate();
        server = RedisServers.plain();
        redis = new RedisLink(client());
    }

    private Redis client() {
        return Redis.createClient(
                vertx, new RedisOptions().setConnectionString(server.url()).setMaxWaitingHandlers(100_000));
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
        server.close();
        postgres.close();
    }

    void clear() throws Exception {
        redis.send(Request.cmd(Command.FLUSHALL));
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate indicator_value, indicator_receipt, indicator_series, indicator_history,"
                    + " indicator_simulated, candle");
        }
    }

    /** The writer of a service that has just started. */
    IndicatorWriter writer() {
        IndicatorWriter made = new IndicatorWriter(
                client(),
                postgres.getPostgresDatabase(),
                StoreOptions.defaults(),
                Clock.systemUTC(),
                new Chores(Runnable::run, Runnable::run, () -> {}));
        made.prepare(Indicators.definitions());
        return made;
    }

    /** The first column of what a query finds. */
    List<String> rows(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    Map<String, String> hash(String key) {
        Map<String, String> found = new TreeMap<>();
        Response answer = redis.send(Request.cmd(Command.HGETALL).arg(key));
        answer.getKeys().forEach(name -> found.put(name, answer.get(name).toString()));
        return found;
    }

    Response send(Request request) {
        return redis.send(request);
    }

    private static final Set<String> READ_OF_DAYS =
            Set.of("futures_spot_basis_pct", "futures_spot_basis_sma_7d", "taker_imbalance_index");

    /** Those that make something of these candles here, and what they are built on: how many rows that is can be counted. */
    private static final List<Indicator> COUNTED = counted(Set.of(
            "futures_spot_basis_pct",
            "futures_spot_basis_sma_7d",
            "futures_spot_basis_sma_30d",
            "basis_sign",
            "basis_sign_sma_7d",
            "taker_buy_volume_usd",
            "taker_sell_volume_usd",
            "taker_buy_ratio",
            "taker_imbalance_index",
            "taker_imbalance_z_90d"));

    private static List<Indicator> counted(Set<String> ids) {
        Set<String> wanted = new HashSet<>(ids);
        List<Indicator> found = new ArrayList<>();
        // What is built on another one comes behind it.
        for (Indicator indicator : Indicators.all().reversed()) {
            if (wanted.contains(indicator.definition().id())) {
                wanted.addAll(indicator.builtOn());
                found.add(indicator);
            }
        }
        return List.copyOf(found);
    }

    /** What a service that has just started does with these candles of the log; returns how many values were new. */
    static int load(IndicatorWriter into, List<Candle> candles) {
        Market market = new Market(Market.START, COUNTED);
        into.recallDays(0, READ_OF_DAYS, asset -> true, market::recall);
        candles.forEach(market::take);
        return Stores.write(
                into,
                candles.stream().map(candle -> new MetCandle(candle, false)).toList(),
                market.values());
    }

    static void load(IndicatorWriter into, CandleBuilder... candles) {
        load(into, Stream.of(candles).map(CandleBuilder::build).toList());
    }
}
