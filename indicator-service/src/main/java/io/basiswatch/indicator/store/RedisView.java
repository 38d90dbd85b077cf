package io.basiswatch.indicator.store;

import io.basiswatch.indicator.market.MarketNews;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.ValueJson;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is written to Redis as values come, under the names of {@link SeriesKeys}. */
public final class RedisView {
    private static final int UPDATES_KEPT = 100_000;
    private static final int LOST = -1;

    /**
     * Runs in Redis, where nothing comes between the questions and the writing. Not the epoch that the writer knows, or less
     * progress than it has made: then Redis has lost something, and nothing is written. All keys share a slot.
     */
    private static final String APPEND_IF_NEW = """
        local asset, instant, kept, epoch, known = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
        if redis.call('GET', KEYS[3]) ~= epoch then return -1 end
        local written = redis.call('HGET', KEYS[2], asset)
        if known ~= '' and (not written or tonumber(written) < tonumber(known)) then return -1 end
        if written and tonumber(written) >= tonumber(instant) then return 0 end
        for i = 6, #ARGV, 2 do
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

    /** What the points of one pipeline are sorted by. */
    private record Line(Series series, Resolution resolution) {}

    RedisView(RedisLink redis, SeriesLayout layout) {
        this.redis = redis;
        this.layout = layout;
    }

    /** A view of a server as it is written by the service, for those that measure it. */
    public static RedisView open(Redis redis, Retention retention) {
        RedisLink link = new RedisLink(redis);
        return new RedisView(link, SeriesLayout.detect(link, retention));
    }

    /** Points of minutes, hours and days, and the newest values of all series, in one pipeline. */
    public void writeSeries(List<InstantValues> instants) {
        Map<Line, TreeMap<Long, SeriesPoint>> points = new LinkedHashMap<>();
        Map<String, Map<String, IndicatorValue>> newest = new TreeMap<>();
        Map<String, List<Request>> byAsset = new TreeMap<>();
        long now = 0;
        for (InstantValues instant : instants) {
            now = Math.max(now, instant.instantMillis());
            byAsset.computeIfAbsent(instant.asset(), asset -> new ArrayList<>());
            for (IndicatorValue value : instant.values()) {
                if (value.resolution() != Resolution.SECOND && value.value().isPresent()) {
                    SeriesPoint point = SeriesPoint.of(value).orElseThrow();
                    points.computeIfAbsent(new Line(value.series(), value.resolution()), line -> new TreeMap<>())
                            .put(point.time(), point);
                }
                newest.computeIfAbsent(latest(value), hash -> new TreeMap<>())
                        .merge(value.series().toString(), value, RedisView::newer);
            }
        }
        for (Map.Entry<Line, TreeMap<Long, SeriesPoint>> line : points.entrySet()) {
            byAsset.get(line.getKey().series().asset())
                    .addAll(layout.points(List.copyOf(line.getValue().values()), now));
        }
        newest.forEach((hash, values) ->
                byAsset.get(values.values().iterator().next().asset()).add(newest(hash, values)));
        redis.pipelines(withAssets(byAsset));
    }

    private static List<List<Request>> withAssets(Map<String, List<Request>> byAsset) {
        List<List<Request>> groups = new ArrayList<>(byAsset.values());
        if (!byAsset.isEmpty()) {
            Request assets = Request.cmd(Command.SADD).arg(SeriesKeys.ASSETS);
            byAsset.keySet().forEach(assets::arg);
            groups.add(List.of(assets));
        }
        return groups;
    }

    /** Where the newest value of its series and resolution stands. */
    static String latest(IndicatorValue value) {
        return SeriesKeys.latest(value.asset(), value.resolution());
    }

    /** The command that makes these the newest values of their series. */
    static Request newest(String hash, Map<String, IndicatorValue> values) {
        Request command = Request.cmd(Command.HSET).arg(hash);
        values.forEach((series, value) -> command.arg(series).arg(ValueJson.write(value)));
        return command;
    }

    /** Notes which series have values that were made of candles, and between which times. */
    void noteHistory(List<HistorySpan> spans) {
        Map<String, Request> byAsset = new TreeMap<>();
        List<List<Request>> groups = new ArrayList<>();
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
            groups.add(List.of(widen));
            groups.add(List.of(Request.cmd(Command.SADD).arg(SeriesKeys.ASSETS).arg(asset)));
        });
        redis.pipelines(groups);
    }

    /** The commands that say what was last heard of the markets of one asset. */
    static List<Request> markets(MarketNews news) {
        String hash = SeriesKeys.markets(news.asset());
        List<Request> commands = new ArrayList<>();
        Request write = Request.cmd(Command.HSET).arg(hash).arg(SeriesKeys.AT).arg(news.at());
        news.heard().forEach((instrument, json) -> write.arg(instrument).arg(json));
        commands.add(write);
        if (!news.gone().isEmpty()) {
            Request remove = Request.cmd(Command.HDEL).arg(hash);
            news.gone().forEach(remove::arg);
            commands.add(remove);
        }
        return commands;
    }

    /** A revision of an older minute does not take the place of a newer one. */
    private static IndicatorValue newer(IndicatorValue one, IndicatorValue other) {
        return other.time() >= one.time() ? other : one;
    }

    /**
     * Live updates and how far they go. Each instant is taken whole, and only if it is new: a command that was given up on
     * and is carried out later, or a process that does not know that it was replaced, changes nothing. Returns whether Redis
     * still has what {@code memory} knows to have been written in {@code epoch}; where it has not, some may not have been taken.
     */
    boolean appendUpdates(List<InstantValues> instants, String epoch, LiveMemory memory) {
        List<Response> answers = redis.pipeline(instants.stream()
                .map(instant -> append(instant, epoch, memory.progress(instant.asset())))
                .toList());
        return answers.stream().noneMatch(answer -> answer.toInteger() == LOST);
    }

    private static Request append(InstantValues instant, String epoch, long known) {
        Request command = Request.cmd(Command.EVAL)
                .arg(APPEND_IF_NEW)
                .arg(3)
                .arg(SeriesKeys.UPDATES)
                .arg(SeriesKeys.PROGRESS)
                .arg(SeriesKeys.EPOCH)
                .arg(instant.asset())
                .arg(instant.instantMillis())
                .arg(UPDATES_KEPT)
                .arg(epoch)
                .arg(known == Long.MIN_VALUE ? "" : Long.toString(known));
        for (IndicatorValue value : instant.values()) {
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
