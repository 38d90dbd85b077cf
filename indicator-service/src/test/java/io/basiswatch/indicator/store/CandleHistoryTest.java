package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.model.Candle;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values of candles in a real PostgreSQL and a real Redis. */
class CandleHistoryTest {
    private static final CandleBuilder FUTURE = CandleBuilder.of("binance-usdm:BTC-USDT-PERP");
    private static final String RATIO = "BTC:taker_buy_ratio:binance-usdm.BTC-USDT-PERP";
    private static final long DAY = Resolution.DAY.micros();
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long LATER = CandleBuilder.IMPORTED + 3_600_000_000L;

    private static EmbeddedPostgres postgres;
    private static RedisServers.Running server;
    private static Vertx vertx;
    private static RedisLink redis;

    private IndicatorWriter writer;

    @BeforeAll
    static void startServers() throws Exception {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("db/indicator")
                .load()
                .migrate();
        server = RedisServers.plain();
        vertx = Vertx.vertx();
        redis = new RedisLink(client());
    }

    @AfterAll
    static void stopServers() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
        server.close();
        postgres.close();
    }

    private static Redis client() {
        return Redis.createClient(
                vertx, new RedisOptions().setConnectionString(server.url()).setMaxWaitingHandlers(100_000));
    }

    @BeforeEach
    void prepareWriter() throws Exception {
        redis.send(Request.cmd(Command.FLUSHALL));
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate indicator_value, indicator_series, indicator_history, candle");
        }
        writer = newWriter();
    }

    private static IndicatorWriter newWriter() {
        IndicatorWriter made = new IndicatorWriter(client(), postgres.getPostgresDatabase());
        made.prepare(Indicators.definitions());
        return made;
    }

    private static List<String> rows(String sql) throws Exception {
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

    private static List<String> everything() throws Exception {
        List<String> rows =
                rows("select v::text || s::text from indicator_value v join indicator_series s using (series)"
                        + " order by v.series, v.resolution, v.time, v.derived_from, v.revision");
        rows.addAll(
                rows("select (to_jsonb(c) - 'number')::text from candle c order by instrument, resolution, open_time"));
        return rows;
    }

    private static List<IndicatorValue> values(List<Candle> candles) {
        Market market = new Market();
        candles.forEach(market::take);
        return market.values();
    }

    /** What the service does with these candles of the log; returns how many values were new. */
    private static int load(IndicatorWriter into, List<Candle> candles) {
        return into.writeHistory(candles, values(candles));
    }

    private static void load(IndicatorWriter into, CandleBuilder... candles) {
        load(into, Stream.of(candles).map(CandleBuilder::build).toList());
    }

    /** Days of a perpetual and of spot, from 2021 on, all received at {@code received}. */
    private static List<Candle> years(int days, long received) {
        List<Candle> candles = new ArrayList<>();
        Random random = new Random(3);
        for (int day = 0; day < days; day++) {
            long open = Market.micros("2021-01-01T00:00:00Z") + day * DAY;
            candles.add(FUTURE.open(open)
                    .received(received)
                    .close(random.nextInt(100, 200))
                    .traded(1_000, random.nextInt(1_000))
                    .build());
            candles.add(CandleBuilder.of("binance-spot:BTC-USDT")
                    .open(open)
                    .received(received)
                    .close(random.nextInt(100, 200))
                    .build());
        }
        return candles;
    }

    @Test
    void aSecondImportAddsAndChangesNothing() throws Exception {
        // Given four years of two markets, imported
        assertThat(load(writer, years(1_461, CandleBuilder.IMPORTED))).isEqualTo(5 * 1_461);
        List<String> stored = everything();
        Map<String, String> noted = hash("history:{BTC}");

        // When they are imported again an hour later, by the same process and by another one, in another order
        int again = load(writer, years(1_461, LATER));
        List<Candle> shuffled = new ArrayList<>(years(1_461, LATER + 1_000_000));
        Collections.shuffle(shuffled, new Random(4));
        int onceMore = load(newWriter(), shuffled);

        // Then no row is added and none is changed, and nothing else either
        assertThat(again).isZero();
        assertThat(onceMore).isZero();
        assertThat(everything().equals(stored)).isTrue();
        assertThat(hash("history:{BTC}")).isEqualTo(noted).containsKey(RATIO + "@1d");
        assertThat(noted.get(RATIO + "@1d")).isEqualTo("1609459200000 1735603200000");
    }

    @Test
    void anEngineThatGoesOnKnowsTheCandlesThatAnotherOneHasMet() throws Exception {
        // Given a perpetual's candles, imported, one of them corrected, and those of another asset
        CandleBuilder exact = FUTURE.received(CandleBuilder.IMPORTED + 123_457).traded(-1, -1);
        load(writer, exact, exact.open(Market.START + DAY), CandleBuilder.of("okx:ETH-USDT"));
        load(writer, exact.received(LATER), exact.received(LATER + 1).close(101));

        // When another engine is told what it has to know of the asset
        List<Candle> recalled = new ArrayList<>();
        newWriter().recall("BTC"::equals, recalled::add);

        // Then these are the newest versions, to the microsecond, in the order in which they came first
        assertThat(recalled)
                .containsExactly(
                        exact.received(LATER + 1).close(101).build(),
                        exact.open(Market.START + DAY).build());
    }

    @Test
    void aRedisThatHasLostItIsToldAgainWhereImportedValuesAre() {
        // Given imported days and minutes, and a Redis that was emptied
        load(writer, FUTURE, FUTURE.open(Market.START + DAY), FUTURE.length(MINUTE));
        Map<String, String> noted = hash("history:{BTC}");
        redis.send(Request.cmd(Command.FLUSHALL));

        // When the service starts again
        newWriter();

        // Then it is as it was
        assertThat(hash("history:{BTC}")).isEqualTo(noted).hasSize(8);
        assertThat(isAsset("BTC")).isTrue();
    }

    private static boolean isAsset(String asset) {
        return redis.send(Request.cmd(Command.SISMEMBER).arg("assets").arg(asset))
                        .toInteger()
                == 1;
    }

    private static Map<String, String> hash(String key) {
        Map<String, String> found = new TreeMap<>();
        Response answer = redis.send(Request.cmd(Command.HGETALL).arg(key));
        answer.getKeys().forEach(name -> found.put(name, answer.get(name).toString()));
        return found;
    }

    @Test
    void aCandleThatHasChangedMakesARevisionWithItsOwnTimeOfKnowledge() throws Exception {
        // Given a candle that was imported
        load(writer, FUTURE);

        // When it comes again with other numbers, and then once more with these
        load(writer, FUTURE.received(LATER).traded(1_000, 700));
        load(writer, FUTURE.received(LATER + 1_000_000).traded(1_000, 700));

        // Then both are there, each with what it was made of, and as the revision that it is
        assertThat(rows("select revision || ' ' || value || ' ' || (receipt->>'revision') || ' '"
                        + " || (extract(epoch from known_at) * 1000000)::int8 from indicator_value"
                        + " where series = '" + RATIO + "' order by revision"))
                .containsExactly("0 0.6 0 " + CandleBuilder.IMPORTED, "1 0.7 1 " + LATER);
    }

    @Test
    void whatIsReadFromTheLogAgainIsNotTakenForACorrection() throws Exception {
        // Given three versions of a candle, the last two of which were received at once
        List<Candle> log = List.of(
                FUTURE.build(),
                FUTURE.received(LATER).traded(1_000, 700).build(),
                FUTURE.received(LATER).traded(1_000, 800).build());
        load(writer, log);
        List<String> stored = everything();
        assertThat(stored).hasSize(4 * 3 + 1);

        // When the service restarts and reads all or the last of them again
        load(newWriter(), log);
        load(newWriter(), log.subList(1, 3));

        // Then nothing changes
        assertThat(everything()).isEqualTo(stored);
    }

    @Test
    void valuesOfTradesStandBesideThoseOfCandlesWhicheverComeFirst() throws Exception {
        // Given a minute of one market from candles, and the same minute from trades
        IndicatorValue live = minute(0.5);
        CandleBuilder candle = FUTURE.length(MINUTE);

        // When they are stored in either order
        writer.write(List.of(instant(live)));
        load(writer, candle);
        List<String> liveFirst = everything();
        prepareWriter();
        load(writer, candle);
        writer.write(List.of(instant(live)));

        // Then the rows are the same, and both are there
        assertThat(everything()).isEqualTo(liveFirst);
        assertThat(rows("select derived_from || ' ' || revision || ' ' || value from indicator_value where series = '"
                        + RATIO + "' order by derived_from"))
                .containsExactly(" 0 0.5", "candle 0 0.6");
    }

    private static IndicatorValue minute(double number) {
        return new IndicatorValue(
                Series.parse(RATIO),
                1,
                Resolution.MINUTE,
                Market.START,
                OptionalDouble.of(number),
                Unit.FRACTION,
                Quality.OK,
                List.of(),
                Market.START + MINUTE + 250_000,
                0,
                List.of(),
                Map.of("n_obs", 3L));
    }

    private static InstantValues instant(IndicatorValue value) {
        return new InstantValues("BTC", value.time() + MINUTE, List.of(value));
    }

    @Test
    void importedValuesAreNoNewsAndNoNewestValuesButTheirAssetIsKnown() {
        // Given nothing
        // When candles are imported
        load(writer, FUTURE, FUTURE.length(MINUTE));

        // Then there is no live update, no newest value and no point of the fast view
        assertThat(exists("updates", "latest:{BTC}", "latest:{BTC}:1m", "{updates}:progress"))
                .isZero();
        assertThat(redis.send(Request.cmd(Command.KEYS).arg("ts:*")).size()).isZero();

        // But the asset and its series can be found
        assertThat(isAsset("BTC")).isTrue();
        assertThat(hash("history:{BTC}"))
                .containsEntry(RATIO + "@1m", Market.START / 1_000 + " " + Market.START / 1_000)
                .hasSize(8);
    }

    private static int exists(String... keys) {
        Request request = Request.cmd(Command.EXISTS);
        for (String key : keys) {
            request.arg(key);
        }
        return redis.send(request).toInteger();
    }

    @Test
    void anEngineDoesNotGoOnFromImportedValues() throws Exception {
        // Given a minute of trades, and imported days, and minutes right before the restart
        writer.write(List.of(instant(minute(0.5))));
        long open = Market.START + 10 * MINUTE;
        load(
                writer,
                FUTURE,
                FUTURE.length(MINUTE).open(open - MINUTE),
                CandleBuilder.of("okx:BTC-USDT-PERP").length(MINUTE).open(open - MINUTE));

        // When an engine resumes
        List<StoredMinute> stored = writer.before(open, asset -> true, Set.of());
        List<StoredMinute> withHistory = writer.before(open, asset -> true, Set.of("taker_buy_ratio"));

        // Then it is told of the minute of trades alone
        assertThat(stored).containsExactly(new StoredMinute(Series.parse(RATIO), Market.START, 0, Unit.FRACTION));
        assertThat(withHistory)
                .containsExactly(new StoredMinute(Series.parse(RATIO), Market.START, 0.5, Unit.FRACTION));
        assertThat(rows("select series from indicator_series where last_minute is null"))
                .hasSize(4 + 3);
    }

    @Test
    void manyValuesAreStoredOnceThoughTheyComeInParts() throws Exception {
        // Given the candles of three days of minutes
        List<Candle> candles = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            candles.add(FUTURE.open(Market.START + i * MINUTE)
                    .length(MINUTE)
                    .traded(1_000 + i, i)
                    .build());
        }

        // When they are imported in parts, as a reader of the log does, and once more
        long start = System.nanoTime();
        int rows = 0;
        for (int from = 0; from < candles.size(); from += 1_000) {
            rows += load(writer, candles.subList(from, from + 1_000));
        }
        long first = System.nanoTime();
        for (int from = 0; from < candles.size(); from += 1_000) {
            rows += load(writer, candles.subList(from, from + 1_000));
        }
        System.out.printf(
                "20,000 values of candles: stored in %.1f s, again in %.1f s%n",
                (first - start) / 1e9, (System.nanoTime() - first) / 1e9);

        // Then each is there once
        assertThat(rows).isEqualTo(20_000);
        assertThat(rows("select count(*) from indicator_value")).containsExactly("20000");
    }
}
