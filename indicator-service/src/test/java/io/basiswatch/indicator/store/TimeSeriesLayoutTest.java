package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimeSeriesLayoutTest extends SeriesLayoutContract {
    private static final String WITHOUT =
            "NOT RUN: the contract against TS.* commands: neither REDIS_STACK_SERVER nor redis-stack-server on the"
                    + " PATH";

    private static RedisServers.Running server;

    @BeforeAll
    static void start() {
        Optional<Path> executable = RedisServers.stackServer();
        if (executable.isEmpty()) {
            System.out.println(WITHOUT);
        }
        assumeTrue(executable.isPresent(), WITHOUT);
        server = RedisServers.stack(executable.get());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    RedisServers.Running server() {
        return server;
    }

    @Override
    Class<? extends SeriesLayout> expected() {
        return TimeSeriesLayout.class;
    }

    @Override
    Map<Long, Double> read(RedisLink redis, Series series, Resolution resolution, long from, long to) {
        Map<Long, Double> points = new TreeMap<>();
        Response answer = redis.send(Request.cmd(Command.create("TS.RANGE"))
                .arg(SeriesKeys.timeSeries(series, resolution))
                .arg(from)
                .arg(to));
        answer.forEach(point -> points.put(point.get(0).toLong(), point.get(1).toDouble()));
        return points;
    }

    private Map<String, String> facts(Resolution resolution) {
        Response info =
                redis().send(Request.cmd(Command.create("TS.INFO")).arg(SeriesKeys.timeSeries(SERIES, resolution)));
        Map<String, String> facts = new TreeMap<>();
        info.getKeys().forEach(name -> facts.put(name, String.valueOf(info.get(name))));
        return facts;
    }

    @Test
    void aSeriesIsMadeWithTheRetentionOfItsResolutionAndChangedWithIt() {
        // Given points of all resolutions, written by a layout that keeps minutes for ten days, hours for a hundred
        write(new SeriesPoint(SERIES, Resolution.MINUTE, DAY, 1), DAY);
        write(new SeriesPoint(SERIES, Resolution.HOUR, DAY, 1), DAY);
        write(new SeriesPoint(SERIES, Resolution.DAY, DAY, 1), DAY);
        assertThat(facts(Resolution.MINUTE)).containsEntry("retentionTime", "864000000");
        assertThat(facts(Resolution.HOUR)).containsEntry("retentionTime", "8640000000");
        assertThat(facts(Resolution.DAY)).containsEntry("retentionTime", "0");

        // When one is started that keeps minutes for twenty days
        new TimeSeriesLayout(new Retention(Duration.ofDays(20), Duration.ofDays(100), Retention.ENDLESS))
                .adopt(redis());

        // Then the series that are there follow
        assertThat(facts(Resolution.MINUTE)).containsEntry("retentionTime", "1728000000");
        assertThat(facts(Resolution.HOUR)).containsEntry("retentionTime", "8640000000");
    }

    @Test
    void aPointThatIsOlderThanTheRetentionHoldsUpNobody() {
        // Given a point of today
        write(new SeriesPoint(SERIES, Resolution.MINUTE, DAY, 1), DAY);

        // When one of eleven days before comes with another of today
        long older = DAY - 11 * Resolution.DAY.millis();
        write(
                List.of(
                        new SeriesPoint(SERIES, Resolution.MINUTE, older, 2),
                        new SeriesPoint(SERIES, Resolution.MINUTE, DAY + 60_000, 3)),
                DAY);

        // Then it is passed over
        assertThat(read(redis(), SERIES, Resolution.MINUTE, older, DAY + 60_000))
                .containsOnly(Map.entry(DAY, 1.0), Map.entry(DAY + 60_000, 3.0));
    }
}
