package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.ValueJson;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndicatorWriterTest {
    private static final Series SERIES = Series.parse("ETH:taker_buy_ratio:binance-usdm.ETH-USDT-PERP");
    private static final Series BASIS = Series.parse("ETH:futures_basis:binance-coinm.front_eligible");
    private static final long MINUTE = Resolution.MINUTE.micros();

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

    /** One that does its chores at once. */
    private static IndicatorWriter writer(Redis redis) {
        return new IndicatorWriter(
                redis,
                database(),
                StoreOptions.defaults(),
                Clock.systemUTC(),
                new Chores(Runnable::run, Runnable::run, () -> {}));
    }

    @BeforeEach
    void prepareWriter() throws Exception {
        redis.send(Request.cmd(Command.FLUSHALL));
        execute("truncate indicator_value, indicator_receipt, indicator_series, indicator_digest");
        writer = writer(client());
        writer.prepare(Indicators.definitions());
    }

    private static DataSource database() {
        return postgres.getPostgresDatabase();
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(String query) throws Exception {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static IndicatorValue value(Series series, Resolution resolution, long time, double number, int revision) {
        return new IndicatorValue(
                series,
                1,
                resolution,
                time,
                Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number),
                Unit.FRACTION,
                Double.isNaN(number) ? Quality.ABSENT : Quality.OK,
                Double.isNaN(number) ? List.of("no trades in the window") : List.of(),
                time + resolution.micros() + 250_000,
                revision,
                List.of(),
                Map.of("n_obs", 3L));
    }

    private static InstantValues instant(long time, IndicatorValue... values) {
        return new InstantValues("ETH", time, List.of(values));
    }

    @Test
    void writesSeriesNewestValuesUpdatesAndRows() throws Exception {
        // Given the values of an instant that closes a minute
        long time = Market.START + MINUTE;
        IndicatorValue live = value(SERIES, Resolution.SECOND, time, 0.4, 0);
        IndicatorValue minute = value(SERIES, Resolution.MINUTE, Market.START, 0.5, 0);
        IndicatorValue hour = value(SERIES, Resolution.HOUR, Market.START, 0.6, 0);

        // When they are written
        writer.write(List.of(instant(time, live, minute, hour)));

        // Then each place has its form of them
        assertThat(hash("latest:{ETH}", SERIES.toString())).isEqualTo(ValueJson.write(live));
        assertThat(hash("latest:{ETH}:1m", SERIES.toString())).isEqualTo(ValueJson.write(minute));
        assertThat(hash("{updates}:progress", "ETH")).isEqualTo(Long.toString(time / 1_000));
        assertThat(hash("catalogue", "futures_basis")).contains("\"light_positive\"");
        assertThat(updates()).containsExactly(ValueJson.write(live), ValueJson.write(minute), ValueJson.write(hour));
        assertThat(redis.send(Request.cmd(Command.SISMEMBER)
                                .arg(SeriesKeys.ASSETS)
                                .arg("ETH"))
                        .toInteger())
                .isEqualTo(1);
        assertThat(count("select count(*) from indicator_value where value = 0.5 and resolution = '1m'"))
                .isEqualTo(1);
    }

    private static String hash(String key, String field) {
        return redis.send(Request.cmd(Command.HGET).arg(key).arg(field)).toString();
    }

    private static List<String> updates() {
        Response entries = redis.send(
                Request.cmd(Command.XRANGE).arg(SeriesKeys.UPDATES).arg("-").arg("+"));
        return entries.stream().map(entry -> entry.get(1).get(5).toString()).toList();
    }

    @Test
    void appendsNoUpdateTwiceAfterARestart() {
        // Given three instants that were written before the process was killed
        List<InstantValues> instants = List.of(second(1, 0.1), second(2, 0.2), second(3, 0.3));
        writer.write(instants);

        // When another process computes the last two again, and one more
        IndicatorWriter next = writer(client());
        next.prepare(Indicators.definitions());
        next.write(List.of(second(2, 0.2), second(3, 0.3), second(4, 0.4)));

        // Then there are four updates, in order
        assertThat(updates())
                .extracting(json -> ValueJson.read(json).value().orElseThrow())
                .containsExactly(0.1, 0.2, 0.3, 0.4);
    }

    @Test
    void appendsNoUpdateTwiceThoughTwoProcessesWriteAtOnce() {
        // Given one that knows the progress, and another that has written on since
        IndicatorWriter replaced = writer(client());
        replaced.prepare(Indicators.definitions());
        replaced.write(List.of(second(1, 0.1)));
        writer.write(List.of(second(2, 0.2), second(3, 0.3)));

        // When the first goes on with what it has computed, without looking again
        replaced.write(List.of(second(2, 0.2), second(3, 0.3), second(4, 0.4)));

        // Then each instant is there once
        assertThat(updates())
                .extracting(json -> ValueJson.read(json).value().orElseThrow())
                .containsExactly(0.1, 0.2, 0.3, 0.4);
    }

    private static InstantValues second(int second, double number) {
        long time = Market.START + second * 1_000_000L;
        return instant(time, value(SERIES, Resolution.SECOND, time, number, 0));
    }

    @Test
    void keepsEveryRevisionAndNeverEditsOne() throws Exception {
        // Given a minute and its revision
        long time = Market.START + MINUTE;
        writer.write(List.of(instant(time, value(SERIES, Resolution.MINUTE, Market.START, 0.5, 0))));
        writer.write(List.of(instant(time + 1_000_000, value(SERIES, Resolution.MINUTE, Market.START, 0.6, 1))));

        // When the first is written again with another number
        writer.write(List.of(instant(time + 2_000_000, value(SERIES, Resolution.MINUTE, Market.START, 0.9, 0))));

        // Then both are there as they were
        assertThat(count("select count(*) from indicator_value")).isEqualTo(2);
        assertThat(count("select count(*) from indicator_value where revision = 0 and value = 0.5"))
                .isEqualTo(1);
    }

    @Test
    void keepsAbsentMinutesAsNullWithTheirReason() throws Exception {
        writer.write(
                List.of(instant(Market.START + MINUTE, value(SERIES, Resolution.MINUTE, Market.START, Double.NaN, 0))));

        assertThat(count("select count(*) from indicator_value where value is null and quality = 'absent'"
                        + " and reasons->>0 = 'no trades in the window'"))
                .isEqualTo(1);
        assertThat(redis.send(Request.cmd(Command.EXISTS)
                                .arg("ts:{ETH}:taker_buy_ratio:binance-usdm.ETH-USDT-PERP:1m:20260302"))
                        .toInteger())
                .isZero();
    }

    @Test
    void makesThePartitionsOfAMonthAndOfTheNextOne() throws Exception {
        writer.write(List.of(instant(Market.START + MINUTE, value(SERIES, Resolution.MINUTE, Market.START, 1, 0))));

        assertThat(count("select count(*) from pg_inherits where inhparent = 'indicator_value'::regclass"
                        + " and inhrelid::regclass::text in ('indicator_value_2026_03', 'indicator_value_2026_04')"))
                .isEqualTo(2);
    }

    @Test
    void loadsWhatAnEngineNeedsToGoOn() {
        // Given minutes of a series with history over three days, and of one without
        for (int hours = 0; hours < 72; hours++) {
            long minute = Market.START + hours * 60 * MINUTE;
            writer.write(List.of(instant(
                    minute + MINUTE,
                    value(BASIS, Resolution.MINUTE, minute, hours, 0),
                    value(SERIES, Resolution.MINUTE, minute, 0.5, 0))));
        }
        long revised = Market.START + 71 * 60 * MINUTE;
        writer.write(List.of(instant(revised + 2 * MINUTE, value(BASIS, Resolution.MINUTE, revised, 100, 1))));
        long open = Market.START + 72 * 60 * MINUTE;

        // When an engine resumes after them
        List<StoredMinute> stored = writer.before(open, "ETH"::equals, Set.of("futures_basis"));

        // Then it gets the closes of days long past, every minute of 49 hours, and the last minute of the other series
        List<StoredMinute> basis =
                stored.stream().filter(minute -> minute.series().equals(BASIS)).toList();
        assertThat(basis.getFirst().value()).isEqualTo(22);
        assertThat(basis).hasSize(1 + 49);
        assertThat(basis.getLast().value()).isEqualTo(100);
        assertThat(basis).isSortedAccordingTo(Comparator.comparingLong(StoredMinute::minute));
        assertThat(stored)
                .contains(new StoredMinute(SERIES, open - 60 * MINUTE, 0, Unit.FRACTION))
                .hasSize(basis.size() + 1);
        assertThat(writer.before(open, "BTC"::equals, Set.of("futures_basis"))).isEmpty();
    }

    @Test
    void saysThatAStoreIsAwayAndGoesOnWhereItWasOnceItIsBack() throws Exception {
        // Given a writer whose database refuses the minutes
        execute("alter table indicator_value rename to hidden");
        InstantValues values = instant(Market.START + MINUTE, value(SERIES, Resolution.MINUTE, Market.START, 0.5, 0));
        assertThatThrownBy(() -> writer.write(List.of(values))).isInstanceOf(StoreException.class);
        assertThat(updates()).isEmpty();

        // When it takes them again, and they are written again
        execute("alter table hidden rename to indicator_value");
        writer.write(List.of(values));

        // Then everything is there once
        assertThat(updates()).hasSize(1);
        assertThat(count("select count(*) from indicator_value")).isEqualTo(1);
    }
}
