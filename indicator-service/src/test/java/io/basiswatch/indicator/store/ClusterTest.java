package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** The writer in a Redis cluster, which refuses every script and every pipeline whose keys do not share a slot. */
class ClusterTest {
    private static final long MINUTE = Resolution.MINUTE.micros();

    @TempDir
    private Path folder;

    @Test
    void everythingIsWrittenAndMadeAgainInACluster() throws Exception {
        int port = RedisServers.freePort();
        RedisServer server = RedisServer.builder()
                .port(port)
                .setting("save \"\"")
                .setting("bind 127.0.0.1")
                .setting("cluster-enabled yes")
                .setting("cluster-announce-ip 127.0.0.1")
                .setting("cluster-config-file " + folder.resolve("nodes.conf"))
                .build();
        server.start();
        Vertx vertx = Vertx.vertx();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .locations("db/indicator")
                    .load()
                    .migrate();
            formCluster(vertx, port);
            Redis client = Redis.createClient(
                    vertx,
                    new RedisOptions()
                            .setType(RedisClientType.CLUSTER)
                            .setConnectionString("redis://127.0.0.1:" + port)
                            .setMaxWaitingHandlers(100_000));
            keepsItsPromises(client, postgres);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
            server.stop();
        }
    }

    /** One node that has all slots is a cluster. */
    private static void formCluster(Vertx vertx, int port) {
        RedisLink node = new RedisLink(Redis.createClient(vertx, "redis://127.0.0.1:" + port));
        node.send(Request.cmd(Command.CLUSTER).arg("ADDSLOTSRANGE").arg(0).arg(16_383));
        String state = "";
        while (!state.contains("cluster_state:ok")) {
            state = node.send(Request.cmd(Command.CLUSTER).arg("INFO")).toString();
        }
    }

    private static void keepsItsPromises(Redis client, EmbeddedPostgres postgres) {
        // Given values of three assets, and candles
        IndicatorWriter writer = new IndicatorWriter(
                client,
                postgres.getPostgresDatabase(),
                StoreOptions.defaults(),
                Stores.CLOCK,
                new Chores(Runnable::run, Runnable::run, () -> {}));
        RedisLink redis = new RedisLink(client);
        assertThat(writer.prepare(Indicators.definitions())).isEqualTo("packed blocks");
        writer.write(minute(0));
        CandleStores.load(writer, CandleBuilder.of("binance-usdm:BTC-USDT-PERP"));

        // When everything is lost, and the next minute is written
        redis.send(Request.cmd(Command.FLUSHALL));
        writer.write(minute(1));

        // Then both minutes of each are there
        for (String asset : List.of("BTC", "ETH", "SOL")) {
            String key = SeriesKeys.timeSeries(series(asset), Resolution.MINUTE) + ":20260302";
            assertThat(redis.send(Request.cmd(Command.STRLEN).arg(key)).toInteger())
                    .as(asset)
                    .isEqualTo(16);
            assertThat(redis.send(Request.cmd(Command.HLEN).arg(SeriesKeys.latest(asset, Resolution.MINUTE)))
                            .toInteger())
                    .isEqualTo(1);
        }
        assertThat(redis.send(Request.cmd(Command.XLEN).arg(SeriesKeys.UPDATES)).toInteger())
                .isEqualTo(3);
        assertThat(redis.text(Request.cmd(Command.EXISTS).arg(SeriesKeys.history("BTC"))))
                .contains("1");
    }

    private static Series series(String asset) {
        return Series.of(asset, "spot_index", "usd");
    }

    private static List<InstantValues> minute(int number) {
        long start = Market.START + number * MINUTE;
        List<InstantValues> instants = new ArrayList<>();
        for (String asset : List.of("BTC", "ETH", "SOL")) {
            instants.add(new InstantValues(
                    asset,
                    start + MINUTE,
                    List.of(Stores.value(series(asset), Resolution.MINUTE, start, number + 1, 0))));
        }
        return instants;
    }
}
