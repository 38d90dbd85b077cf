package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every layout of series must do, tested on the server that it is made for. */
abstract class SeriesLayoutContract {
    private static final Series SERIES = Series.parse("ETH:futures_spot_basis_pct:binance-usdm~binance-spot.USDT");
    /** The last minute of a day, in milliseconds since the epoch. */
    private static final long MIDNIGHT = 1_772_409_600_000L;

    private static final long MINUTE = Resolution.MINUTE.millis();

    private Vertx vertx;
    private RedisLink redis;
    private SeriesLayout layout;

    /** A server that is running. */
    abstract RedisServers.Running server();

    /** The layout that must be found for it. */
    abstract Class<? extends SeriesLayout> expected();

    /** Time in milliseconds → value, as a reader of the layout finds them in [{@code from}, {@code to}]. */
    abstract Map<Long, Double> read(RedisLink redis, Series series, long from, long to);

    @BeforeEach
    void connect() {
        vertx = Vertx.vertx();
        redis = new RedisLink(Redis.createClient(vertx, server().url()));
        redis.send(Request.cmd(Command.FLUSHALL));
        layout = SeriesLayout.detect(redis);
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
        redis.pipeline(times.stream()
                .map(time -> layout.point(SERIES, Resolution.MINUTE, time, (time - MIDNIGHT) / 7.0))
                .toList());

        // Then they are read to the last digit
        Map<Long, Double> read = read(redis, SERIES, MIDNIGHT - 10 * MINUTE, MIDNIGHT + 10 * MINUTE);
        assertThat(read).hasSize(4);
        times.forEach(time -> assertThat(read).containsEntry(time, (time - MIDNIGHT) / 7.0));
    }

    @Test
    void replacesAPointThatIsWrittenAgain() {
        // Given a point
        redis.pipeline(List.of(layout.point(SERIES, Resolution.MINUTE, MIDNIGHT, 1)));

        // When it is revised
        redis.pipeline(List.of(layout.point(SERIES, Resolution.MINUTE, MIDNIGHT, -0.0125)));

        // Then the revision is there, once
        assertThat(read(redis, SERIES, MIDNIGHT, MIDNIGHT)).containsExactly(Map.entry(MIDNIGHT, -0.0125));
    }

    @Test
    void takesAPointThatIsOlderThanTheNewest() {
        // Given a point
        redis.pipeline(List.of(layout.point(SERIES, Resolution.MINUTE, MIDNIGHT + 5 * MINUTE, 1)));

        // When an older one is written
        redis.pipeline(List.of(layout.point(SERIES, Resolution.MINUTE, MIDNIGHT, 2)));

        // Then both are there, and nothing is between them: unknown is not 0
        assertThat(read(redis, SERIES, MIDNIGHT, MIDNIGHT + 10 * MINUTE))
                .containsOnly(Map.entry(MIDNIGHT, 2.0), Map.entry(MIDNIGHT + 5 * MINUTE, 1.0));
    }

    @Test
    void tellsZeroFromNothing() {
        redis.pipeline(List.of(layout.point(SERIES, Resolution.MINUTE, MIDNIGHT + MINUTE, 0)));

        assertThat(read(redis, SERIES, MIDNIGHT, MIDNIGHT + 5 * MINUTE))
                .containsExactly(Map.entry(MIDNIGHT + MINUTE, 0.0));
    }
}
