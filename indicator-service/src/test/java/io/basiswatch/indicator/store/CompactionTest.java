package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.RandomLog;
import io.basiswatch.indicator.RollUp;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The hours that the engine publishes are what the server's own compaction rules (TS.CREATERULE) make of the same minutes, where
 * there is such a rule; but they are there as soon as the hour is over.
 */
class CompactionTest {
    private static final String WITHOUT =
            "NOT RUN: our hours beside TS.CREATERULE: neither REDIS_STACK_SERVER nor redis-stack-server on the PATH";
    private static final Map<RollUp, String> RULES = Map.of(RollUp.MEAN, "avg", RollUp.SUM, "sum", RollUp.LAST, "last");
    private static final Retention ENDLESS = new Retention(Retention.ENDLESS, Retention.ENDLESS, Retention.ENDLESS);

    @Test
    void anHourIsWhatTheServerWouldMakeOfItsMinutes() throws Exception {
        // Given two hours of a market, written as they come, and a rule beside each of its series
        Optional<Path> executable = RedisServers.stackServer();
        if (executable.isEmpty()) {
            System.out.println(WITHOUT);
        }
        assumeTrue(executable.isPresent(), WITHOUT);
        Market market = new Market();
        RandomLog.events(31, 7_260).forEach(market::take);
        Vertx vertx = Vertx.vertx();
        try (RedisServers.Running server = RedisServers.stack(executable.get())) {
            RedisLink redis = new RedisLink(Redis.createClient(
                    vertx,
                    new RedisOptions()
                            .setConnectionString(server.url())
                            .setProtocolNegotiation(false)
                            .setMaxWaitingHandlers(200_000)));
            Map<Series, String> rules = rules(market.values());
            rules.forEach((series, rule) -> createRule(redis, series, rule));
            writeClosed(market.values(), SeriesLayout.detect(redis, ENDLESS), redis);

            // When both are read
            int compared = 0;
            for (Map.Entry<Series, String> rule : rules.entrySet()) {
                Map<Long, Double> own = range(redis, SeriesKeys.timeSeries(rule.getKey(), Resolution.HOUR));
                Map<Long, Double> made = range(redis, compacted(rule.getKey()));

                // Then the hours that the server has closed are the same, and it has closed one less at least
                for (Map.Entry<Long, Double> hour : made.entrySet()) {
                    double expected = own.get(hour.getKey());
                    assertThat(hour.getValue())
                            .as(rule + " at " + hour.getKey())
                            .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
                    compared++;
                }
                assertThat(own.size()).isGreaterThanOrEqualTo(made.size());
            }
            assertThat(compared).isGreaterThan(40);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static Map<Series, String> rules(List<IndicatorValue> values) {
        Map<String, RollUp> byIndicator = Indicators.all().stream()
                .collect(Collectors.toMap(indicator -> indicator.definition().id(), Indicator::rollUp));
        Map<Series, String> rules = new TreeMap<>();
        for (IndicatorValue value : values) {
            String rule = RULES.get(byIndicator.get(value.series().indicator()));
            if (value.resolution() == Resolution.MINUTE && rule != null) {
                rules.put(value.series(), rule);
            }
        }
        return rules;
    }

    private static String compacted(Series series) {
        return SeriesKeys.timeSeries(series, Resolution.MINUTE) + ":compacted";
    }

    private static void createRule(RedisLink redis, Series series, String rule) {
        String minutes = SeriesKeys.timeSeries(series, Resolution.MINUTE);
        redis.send(Request.cmd(Command.create("TS.CREATE"))
                .arg(minutes)
                .arg("DUPLICATE_POLICY")
                .arg("LAST"));
        redis.send(Request.cmd(Command.create("TS.CREATE")).arg(compacted(series)));
        redis.send(Request.cmd(Command.create("TS.CREATERULE"))
                .arg(minutes)
                .arg(compacted(series))
                .arg("AGGREGATION")
                .arg(rule)
                .arg(Resolution.HOUR.millis()));
    }

    /** As the service does, with all revisions. */
    private static void writeClosed(List<IndicatorValue> values, SeriesLayout layout, RedisLink redis) {
        List<List<Request>> commands = new ArrayList<>();
        for (IndicatorValue value : values) {
            if (value.resolution() != Resolution.SECOND) {
                SeriesPoint.of(value).ifPresent(point -> commands.add(layout.point(point, value.knownAt() / 1_000)));
            }
        }
        redis.pipelines(commands);
    }

    private static Map<Long, Double> range(RedisLink redis, String key) {
        Map<Long, Double> points = new HashMap<>();
        if (redis.send(Request.cmd(Command.EXISTS).arg(key)).toInteger() == 1) {
            Response answer = redis.send(
                    Request.cmd(Command.create("TS.RANGE")).arg(key).arg("-").arg("+"));
            answer.forEach(point -> points.put(
                    point.get(0).toLong(), Double.parseDouble(point.get(1).toString())));
        }
        return points;
    }
}
