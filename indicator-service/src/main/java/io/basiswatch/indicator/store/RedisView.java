package io.basiswatch.indicator.store;

import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.DefinitionJson;
import io.basiswatch.model.wire.ValueJson;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that is written to Redis, under the names of {@link SeriesKeys}. */
final class RedisView {
    private static final int UPDATES_KEPT = 100_000;

    private final RedisLink redis;
    private final SeriesLayout layout;

    RedisView(RedisLink redis, SeriesLayout layout) {
        this.redis = redis;
        this.layout = layout;
    }

    void publishCatalogue(List<Definition> definitions) {
        Request command = Request.cmd(Command.HSET).arg(SeriesKeys.CATALOGUE);
        definitions.forEach(definition -> command.arg(definition.id()).arg(DefinitionJson.write(definition)));
        redis.send(command);
    }

    /** Points of minutes and the newest values of all series, in one pipeline. */
    void writeSeries(List<InstantValues> instants) {
        List<Request> pipeline = new ArrayList<>();
        Map<String, Map<String, IndicatorValue>> newest = new TreeMap<>();
        for (InstantValues instant : instants) {
            for (IndicatorValue value : instant.values()) {
                boolean minute = value.resolution() == Resolution.MINUTE;
                if (minute && value.value().isPresent()) {
                    pipeline.add(layout.point(
                            value.series(),
                            Resolution.MINUTE,
                            value.time() / 1_000,
                            value.value().getAsDouble()));
                }
                String key = SeriesKeys.latest(value.asset()) + (minute ? ":" + Resolution.MINUTE.code() : "");
                newest.computeIfAbsent(key, hash -> new TreeMap<>())
                        .merge(value.series().toString(), value, RedisView::newer);
            }
        }
        newest.forEach((hash, values) -> {
            Request command = Request.cmd(Command.HSET).arg(hash);
            values.forEach((series, value) -> command.arg(series).arg(ValueJson.write(value)));
            pipeline.add(command);
        });
        Request assets = Request.cmd(Command.SADD).arg(SeriesKeys.ASSETS);
        instants.stream().map(InstantValues::asset).distinct().forEach(assets::arg);
        if (!instants.isEmpty()) {
            pipeline.add(assets);
        }
        redis.pipeline(pipeline);
    }

    /** A revision of an older minute does not take the place of a newer one. */
    private static IndicatorValue newer(IndicatorValue one, IndicatorValue other) {
        return other.time() >= one.time() ? other : one;
    }

    /** Live updates and how far they go, in one transaction: all of it is seen, or nothing. */
    void appendUpdates(List<InstantValues> instants) {
        if (instants.isEmpty()) {
            return;
        }
        List<Request> pipeline = new ArrayList<>();
        pipeline.add(Request.cmd(Command.MULTI));
        Map<String, Long> progress = new TreeMap<>();
        for (InstantValues instant : instants) {
            progress.put(instant.asset(), instant.instantMillis());
            for (IndicatorValue value : instant.values()) {
                pipeline.add(Request.cmd(Command.XADD)
                        .arg(SeriesKeys.UPDATES)
                        .arg("MAXLEN")
                        .arg("~")
                        .arg(UPDATES_KEPT)
                        .arg("*")
                        .arg("a")
                        .arg(value.asset())
                        .arg("i")
                        .arg(value.series().indicator())
                        .arg("d")
                        .arg(ValueJson.write(value)));
            }
        }
        Request done = Request.cmd(Command.HSET).arg(SeriesKeys.PROGRESS);
        progress.forEach((asset, millis) -> done.arg(asset).arg(millis));
        pipeline.add(done);
        pipeline.add(Request.cmd(Command.EXEC));
        redis.pipeline(pipeline);
    }

    /** Asset → the last instant whose values are in the updates, in milliseconds since the epoch. */
    Map<String, Long> progress() {
        Response answer = redis.send(Request.cmd(Command.HGETALL).arg(SeriesKeys.PROGRESS));
        Map<String, Long> progress = new HashMap<>();
        for (String asset : answer.getKeys()) {
            progress.put(asset, answer.get(asset).toLong());
        }
        return progress;
    }
}
