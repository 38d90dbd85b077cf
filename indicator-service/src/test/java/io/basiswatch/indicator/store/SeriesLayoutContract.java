package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every layout of series must do, tested on the server that it is made for. */
abstract class SeriesLayoutContract {
    static final Series SERIES = Series.parse("ETH:futures_spot_basis_pct:binance-usdm~binance-spot.USDT");
    /** The last minute of a day, in milliseconds since the epoch. */
    private static final long MIDNIGHT = 1_772_409_600_000L;

    private static final long MINUTE = Resolution.MINUTE.millis();

    /** Ten days of minutes, a hundred of hours, all days. */
    static final Retention RETENTION = new Retention(Duration.ofDays(10), Duration.ofDays(100), Retention.ENDLESS);

    /** The beginning of a day. */
    static final long DAY = MIDNIGHT;

    private Vertx vertx;
    private RedisLink redis;
    private SeriesLayout layout;

    /** A server that is running. */
    abstract RedisServers.Running server();

    /** The layout that must be found for it. */
    abstract Class<? extends SeriesLayout> expected();

    /** Time in milliseconds → value, as a reader of the layout finds them in [{@code from}, {@code to}]. */
    abstract Map<Long, Double> read(RedisLink redis, Series series, Resolution resolution, long from, long to);

    RedisLink redis() {
        return redis;
    }

    void write(SeriesPoint point, long now) {
        redis.pipelines(List.of(layout.point(point, now)));
    }

    /** As points are written that Redis has lost. */
    void write(List<SeriesPoint> points, long now) {
        redis.pipelines(List.of(layout.run(points, now)));
    }

    private void write(long time, double value) {
        write(new SeriesPoint(SERIES, Resolution.MINUTE, time, value), MIDNIGHT);
    }

    private Map<Long, Double> read(long from, long to) {
        return read(redis, SERIES, Resolution.MINUTE, from, to);
    }

    @BeforeEach
    void connect() {
        vertx = Vertx.vertx();
        redis = new RedisLink(Redis.createClient(
                vertx, new RedisOptions().setConnectionString(server().url()).setMaxWaitingHandlers(100_000)));
        redis.send(Request.cmd(Command.FLUSHALL));
        layout = SeriesLayout.detect(redis, RETENTION);
    }

    @AfterEach
    void disconnect() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void isFoundByAskingTheServer() {
        assertThat(layout).isInstanceOf(expected());
    }

    @Test
    void keepsPointsOverTheEndOfADay() {
        // Given points before and after midnight
        List<Long> times = List.of(MIDNIGHT - 2 * MINUTE, MIDNIGHT - MINUTE, MIDNIGHT, MIDNIGHT + MINUTE);

        // When they are written in one pipeline
        redis.pipelines(times.stream()
                .map(time -> layout.point(
                        new SeriesPoint(SERIES, Resolution.MINUTE, time, (time - MIDNIGHT) / 7.0), MIDNIGHT))
                .toList());

        // Then they are read to the last digit
        Map<Long, Double> read = read(MIDNIGHT - 10 * MINUTE, MIDNIGHT + 10 * MINUTE);
        assertThat(read).hasSize(4);
        times.forEach(time -> assertThat(read).containsEntry(time, (time - MIDNIGHT) / 7.0));
    }

    @Test
    void replacesAPointThatIsWrittenAgain() {
        // Given a point
        write(MIDNIGHT, 1);

        // When it is revised
        write(MIDNIGHT, -0.0125);

        // Then the revision is there, once
        assertThat(read(MIDNIGHT, MIDNIGHT)).containsExactly(Map.entry(MIDNIGHT, -0.0125));
    }

    @Test
    void takesAPointThatIsOlderThanTheNewest() {
        // Given a point
        write(MIDNIGHT + 5 * MINUTE, 1);

        // When an older one is written
        write(MIDNIGHT, 2);

        // Then both are there, and nothing is between them: unknown is not 0
        assertThat(read(MIDNIGHT, MIDNIGHT + 10 * MINUTE))
                .containsOnly(Map.entry(MIDNIGHT, 2.0), Map.entry(MIDNIGHT + 5 * MINUTE, 1.0));
    }

    @Test
    void tellsZeroFromNothing() {
        write(MIDNIGHT + MINUTE, 0);

        assertThat(read(MIDNIGHT, MIDNIGHT + 5 * MINUTE)).containsExactly(Map.entry(MIDNIGHT + MINUTE, 0.0));
    }

    @Test
    void keepsHoursAndDaysApartFromMinutes() {
        // Given two years of days and of hours at noon, and a minute
        List<Long> days = LongStream.range(0, 730)
                .mapToObj(day -> MIDNIGHT + day * Resolution.DAY.millis())
                .toList();
        long newest = days.getLast();

        // When hours and days are written, some as they come, some as they are written again
        days.forEach(day -> write(new SeriesPoint(SERIES, Resolution.DAY, day, day / 3.0), day));
        write(new SeriesPoint(SERIES, Resolution.MINUTE, newest, 7), newest);
        List<SeriesPoint> hours = days.stream()
                .filter(day -> day >= newest - Duration.ofDays(100).toMillis())
                .map(day -> new SeriesPoint(SERIES, Resolution.HOUR, day, day / 5.0))
                .toList();
        write(hours, newest);

        // Then each is there, to the last digit, and nothing else
        Map<Long, Double> read = read(redis, SERIES, Resolution.DAY, MIDNIGHT, newest);
        assertThat(read).hasSize(730);
        days.forEach(day -> assertThat(read).containsEntry(day, day / 3.0));
        assertThat(read(redis, SERIES, Resolution.HOUR, MIDNIGHT, newest))
                .hasSize(hours.size())
                .containsEntry(newest, newest / 5.0);
        assertThat(read(newest, newest)).containsExactly(Map.entry(newest, 7.0));
    }

    @Test
    void aRunWithHolesIsTheSameAsItsPoints() {
        // Given points with holes over three days
        Random random = new Random(11);
        List<SeriesPoint> points = LongStream.range(-1_440, 2_880)
                .filter(minute -> random.nextInt(3) > 0)
                .mapToObj(minute ->
                        new SeriesPoint(SERIES, Resolution.MINUTE, MIDNIGHT + minute * MINUTE, random.nextGaussian()))
                .toList();

        // When they are written in one run
        write(points, MIDNIGHT + 2_880 * MINUTE);

        // Then they are there, and the holes are holes
        Map<Long, Double> read = read(MIDNIGHT - 1_440 * MINUTE, MIDNIGHT + 2_880 * MINUTE);
        assertThat(read).hasSize(points.size());
        points.forEach(point -> assertThat(read).containsEntry(point.time(), point.value()));
    }
}
