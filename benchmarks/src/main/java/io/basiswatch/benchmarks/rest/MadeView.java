package io.basiswatch.benchmarks.rest;

import io.basiswatch.benchmarks.stack.RedisConnection;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.DefinitionJson;
import io.basiswatch.model.wire.ValueJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A made-up view in Redis of the size that a catalogue of 40 indicators and 13 venues leads to. */
final class MadeView {
    /** An indicator that has one series for each asset. */
    static final String SINGLE = "made_00";

    /** One that has {@value #DIMENSIONS}. */
    static final String MANY = "made_01";

    private static final int INDICATORS = 40;
    private static final int DIMENSIONS = 10;
    private static final int INPUTS = 4;
    private static final long MINUTE = 60_000;
    private static final List<String> ASSETS = List.of("BTC", "ETH");

    private MadeView() {}

    static void fill(RedisConnection redis, long now) throws IOException {
        long minute = now - now % MINUTE;
        for (int i = 0; i < INDICATORS; i++) {
            String id = String.format("made_%02d", i);
            redis.ask("HSET", SeriesKeys.CATALOGUE, id, DefinitionJson.write(definition(id)));
            for (String asset : ASSETS) {
                for (Series series : series(asset, id, i)) {
                    put(redis, series, Resolution.SECOND, minute);
                    put(redis, series, Resolution.MINUTE, minute);
                }
            }
        }
        redis.ask("SADD", SeriesKeys.ASSETS, ASSETS.get(0), ASSETS.get(1));
        redis.ask("HSET", SeriesKeys.REACH, Resolution.MINUTE.code(), "0");
    }

    /** Half of the indicators have one series, as those of a whole market do; the others one for each pair of venues. */
    private static List<Series> series(String asset, String indicator, int number) {
        List<Series> series = new ArrayList<>();
        if (number % 2 == 0) {
            series.add(Series.of(asset, indicator, ""));
            return series;
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            series.add(Series.of(asset, indicator, "venue-" + i + "~spot-" + i + ".USDT"));
        }
        return series;
    }

    private static void put(RedisConnection redis, Series series, Resolution resolution, long now) throws IOException {
        redis.ask(
                "HSET",
                SeriesKeys.latest(series.asset(), resolution),
                series.toString(),
                ValueJson.write(value(series, resolution, now)));
    }

    private static IndicatorValue value(Series series, Resolution resolution, long now) {
        long micros = now * 1_000;
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            inputs.add(new Input("venue-" + i + ":ETH-USDT-PERP", "mid", 2_681.6 + i, micros, micros + 7_000, 1, ""));
        }
        return new IndicatorValue(
                series,
                1,
                resolution,
                micros,
                OptionalDouble.of(0.0497),
                Unit.PERCENT,
                Quality.OK,
                List.of(),
                micros + 250_000,
                0,
                inputs,
                Map.of("n_obs", 60L, "fut_mid", 2_680.26, "spot_mid", 2_681.6));
    }

    private static Definition definition(String id) {
        return new Definition(
                id,
                1,
                "Made " + id,
                "An indicator that is made up to be read.",
                Unit.PERCENT,
                "(a - b) / b * 100",
                List.of("a", "b"),
                "one minute, mean of its seconds",
                List.of("none: the whole market", "<venue>~<venue>.USDT"),
                List.of(),
                List.of(new Definition.Attribute("n_obs", "seconds with a value")),
                "benchmarks");
    }
}
