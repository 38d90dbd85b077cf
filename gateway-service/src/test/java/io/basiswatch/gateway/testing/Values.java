package io.basiswatch.gateway.testing;

import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.series.SlotBlock;
import io.basiswatch.model.wire.DefinitionJson;
import io.basiswatch.model.wire.ValueJson;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/** Values as the indicator service publishes them, written to Redis as ARCHITECTURE.md says. */
public final class Values {
    public static final Series SPREAD = Series.of("ETH", "test_spread_pct", "alpha~beta.USDT");
    public static final Series OTHER_SPREAD = Series.of("ETH", "test_spread_pct", "gamma~beta.USDT");
    public static final Series BASIS = Series.of("BTC", "futures_basis", "alpha.next_quarter");

    private final RedisWire redis;

    public Values(RedisWire redis) {
        this.redis = redis;
    }

    public static Definition definition(String id, Unit unit, String... dimensions) {
        return new Definition(
                id,
                1,
                "Test " + id,
                "What " + id + " tells.",
                unit,
                "a - b",
                List.of("a", "b"),
                "one minute, mean of its seconds",
                List.of(dimensions),
                List.of(
                        new Band(OptionalDouble.empty(), "low", "It is low."),
                        new Band(OptionalDouble.of(0), "high", "It is high.")),
                List.of(new Definition.Attribute("n_obs", "seconds with a value")),
                "a book");
    }

    /**
     * Removes all values and publishes two definitions and two assets. The live log keeps its last entry: a gateway
     * that does not find the entry that it has read last tells its clients to start anew, which is for the tests of that
     * to cause.
     */
    public void clear() {
        redis.send("XTRIM", SeriesKeys.UPDATES, "MAXLEN", "1");
        for (Object key : (List<?>) redis.send("KEYS", "*")) {
            if (!key.equals(SeriesKeys.UPDATES)) {
                redis.send("DEL", key);
            }
        }
        publish(definition("test_spread_pct", Unit.PERCENT, "<venue>~<venue>.USDT"));
        publish(definition(
                "futures_basis",
                Unit.PERCENT_PER_YEAR,
                "<venue>.next_quarter, *.current_quarter: as their names say",
                "*.front_eligible"));
        redis.send("SADD", SeriesKeys.ASSETS, "BTC", "ETH");
        keepMinutesFor(0);
    }

    /** Says for how many milliseconds back all minutes are there; 0 for all times. */
    public void keepMinutesFor(long millis) {
        redis.send("HSET", SeriesKeys.REACH, Resolution.MINUTE.code(), Long.toString(millis));
    }

    public void publish(Definition definition) {
        redis.send("HSET", SeriesKeys.CATALOGUE, definition.id(), DefinitionJson.write(definition));
    }

    public static IndicatorValue live(Series series, long millis, double value) {
        return value(series, Resolution.SECOND, millis, OptionalDouble.of(value), Map.of("n_obs", 60L));
    }

    public static IndicatorValue minute(Series series, long millis, double value) {
        return value(series, Resolution.MINUTE, millis, OptionalDouble.of(value), Map.of());
    }

    public static IndicatorValue absent(Series series, long millis) {
        return value(series, Resolution.SECOND, millis, OptionalDouble.empty(), Map.of());
    }

    public static IndicatorValue value(
            Series series, Resolution resolution, long millis, OptionalDouble value, Map<String, Object> attributes) {
        long micros = millis * 1_000;
        return new IndicatorValue(
                series,
                1,
                resolution,
                micros,
                value,
                Unit.PERCENT,
                value.isPresent() ? Quality.OK : Quality.ABSENT,
                value.isPresent() ? List.of() : List.of("no quote"),
                micros + 250_000,
                0,
                List.of(new Input("alpha:ETH-USDT", "mid", 2_681.6, micros, micros + 10, 1, "")),
                attributes);
    }

    /** Writes the value as the newest and appends it to the live log; gives its id there. */
    public String publish(IndicatorValue value) {
        String latest = SeriesKeys.latest(value.series().asset());
        String key = value.resolution() == Resolution.SECOND
                ? latest
                : latest + ':' + value.resolution().code();
        redis.send("HSET", key, value.series().toString(), ValueJson.write(value));
        return append(value);
    }

    /** Appends the value to the live log only. */
    public String append(IndicatorValue value) {
        Series series = value.series();
        return (String) redis.send(
                "XADD",
                SeriesKeys.UPDATES,
                "*",
                "a",
                series.asset(),
                "i",
                series.indicator(),
                "d",
                ValueJson.write(value));
    }

    /** Stores so many minutes from {@code millis} on, the start of a day, a block at a time. */
    public void storeDays(Series series, long millis, int minutes, IntToDoubleFunction value) {
        int perDay = (int) (Resolution.DAY.millis() / Resolution.MINUTE.millis());
        for (int first = 0; first < minutes; first += perDay) {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            for (int i = first; i < Math.min(minutes, first + perDay); i++) {
                block.writeBytes(SlotBlock.encode(OptionalDouble.of(value.applyAsDouble(i))));
            }
            long day = millis + first * Resolution.MINUTE.millis();
            String key = SeriesKeys.block(series, SlotBlock.of(Resolution.MINUTE, day));
            redis.send("SETRANGE", key, "0", block.toByteArray());
        }
        store(series, millis, value.applyAsDouble(0));
    }

    /** Stores a minute in its packed block. */
    public void store(Series series, long millis, double value) {
        SlotBlock block = SlotBlock.of(Resolution.MINUTE, millis);
        redis.send(
                "SETRANGE",
                SeriesKeys.block(series, block),
                Integer.toString(block.offset(millis)),
                SlotBlock.encode(OptionalDouble.of(value)));
        redis.send(
                "HSET",
                SeriesKeys.latest(series.asset()) + ":1m",
                series.toString(),
                ValueJson.write(minute(series, millis, value)));
    }
}
