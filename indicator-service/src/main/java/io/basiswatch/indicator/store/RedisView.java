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

    /** Runs in Redis, where nothing comes between the question and the writing. Both keys share a slot. */
    private static final String APPEND_IF_NEW = """
            local asset, instant, kept = ARGV[1], ARGV[2], ARGV[3]
            local written = redis.call('HGET', KEYS[2], asset)
            if written and tonumber(written) >= tonumber(instant) then return 0 end
            for i = 4, #ARGV, 2 do
              redis.call('XADD', KEYS[1], 'MAXLEN', '~', kept, '*', 'a', asset, 'i', ARGV[i], 'd', ARGV[i + 1])
            end
            redis.call('HSET', KEYS[2], asset, instant)
            return 1
            """;

    /** Widens what is noted of each series. */
    private static final String WIDEN = """
            for i = 1, #ARGV, 3 do
              local from, to = ARGV[i + 1], ARGV[i + 2]
              local noted = redis.call('HGET', KEYS[1], ARGV[i])
              if noted then
                local first, last = string.match(noted, '^(%d+) (%d+)$')
                if tonumber(first) < tonumber(from) then from = first end
                if tonumber(last) > tonumber(to) then to = last end
              end
              redis.call('HSET', KEYS[1], ARGV[i], from .. ' ' .. to)
            end
            return 1
            """;

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
            for (IndicatorValue value : live(instant)) {
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

    /** Notes which series have values that were made of candles, and between which times. */
    void noteHistory(List<HistorySpan> spans) {
        Map<String, Request> byAsset = new TreeMap<>();
        List<Request> pipeline = new ArrayList<>();
        for (HistorySpan span : spans) {
            String asset = span.series().asset();
            byAsset.computeIfAbsent(
                            asset,
                            key -> Request.cmd(Command.EVAL).arg(WIDEN).arg(1).arg(SeriesKeys.history(asset)))
                    .arg(span.name())
                    .arg(span.first())
                    .arg(span.last());
        }
        byAsset.forEach((asset, widen) -> {
            pipeline.add(widen);
            pipeline.add(Request.cmd(Command.SADD).arg(SeriesKeys.ASSETS).arg(asset));
        });
        redis.pipeline(pipeline);
    }

    /** Seconds and minutes; hours and days are read from PostgreSQL. */
    private static List<IndicatorValue> live(InstantValues instant) {
        return instant.values().stream()
                .filter(value -> value.resolution() == Resolution.SECOND || value.resolution() == Resolution.MINUTE)
                .toList();
    }

    /** A revision of an older minute does not take the place of a newer one. */
    private static IndicatorValue newer(IndicatorValue one, IndicatorValue other) {
        return other.time() >= one.time() ? other : one;
    }

    /**
     * Live updates and how far they go. Each instant is taken whole, and only if it is new: a command that was given up on
     * and is carried out later, or a process that does not know that it was replaced, changes nothing.
     */
    void appendUpdates(List<InstantValues> instants) {
        redis.pipeline(instants.stream().map(RedisView::append).toList());
    }

    private static Request append(InstantValues instant) {
        Request command = Request.cmd(Command.EVAL)
                .arg(APPEND_IF_NEW)
                .arg(2)
                .arg(SeriesKeys.UPDATES)
                .arg(SeriesKeys.PROGRESS)
                .arg(instant.asset())
                .arg(instant.instantMillis())
                .arg(UPDATES_KEPT);
        for (IndicatorValue value : live(instant)) {
            command.arg(value.series().indicator()).arg(ValueJson.write(value));
        }
        return command;
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
