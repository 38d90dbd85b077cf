package io.basiswatch.indicator.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class TimeSeriesLayoutTest extends SeriesLayoutContract {
    private static final String WITHOUT =
            "NOT RUN: the contract against TS.* commands: neither REDIS_STACK_SERVER nor redis-stack-server on the PATH";

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
    Map<Long, Double> read(RedisLink redis, Series series, long from, long to) {
        Map<Long, Double> points = new TreeMap<>();
        Response answer = redis.send(Request.cmd(Command.create("TS.RANGE"))
                .arg(SeriesKeys.timeSeries(series, Resolution.MINUTE))
                .arg(from)
                .arg(to));
        answer.forEach(point -> points.put(point.get(0).toLong(), point.get(1).toDouble()));
        return points;
    }
}
