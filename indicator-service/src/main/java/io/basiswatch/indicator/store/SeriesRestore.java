package io.basiswatch.indicator.store;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.series.SlotBlock;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Writes the points of series to Redis again, from PostgreSQL, as far back as Redis keeps them.
 *
 * <p>In two parts, so that no value waits and none is overtaken by an older revision: those that may still be revised are
 * written before anything else is; those that nobody touches any more follow by and by. How far the series reach is published
 * when that is done, and until then readers ask PostgreSQL.
 */
final class SeriesRestore {
    private static final Logger LOG = Logger.getLogger(SeriesRestore.class);
    private static final List<Resolution> KEPT = List.of(Resolution.DAY, Resolution.HOUR, Resolution.MINUTE);
    /** A value is not revised any more when its end is this long ago. */
    private static final long SETTLED = 10 * Resolution.MINUTE.millis();

    private static final int COMMANDS_AT_ONCE = 5_000;

    private static final String PUBLISH = """
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
        for i = 2, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
        return 1
        """;

    private final RedisLink redis;
    private final RestoreTable table;
    private final SeriesLayout layout;
    private final Retention retention;
    private final Chores chores;
    private volatile String epoch = "";

    SeriesRestore(RedisLink redis, RestoreTable table, SeriesLayout layout, Retention retention, Chores chores) {
        this.redis = redis;
        this.table = table;
        this.layout = layout;
        this.retention = retention;
        this.chores = chores;
    }

    /** Where the points that may still be revised begin. */
    private static long settled(RestoreTable.Extent extent, Resolution resolution) {
        return extent.last() - SETTLED - resolution.millis();
    }

    /** The points that may still be revised. */
    void newest(Map<String, RestoreTable.Extent> assets, Predicate<String> which) {
        // Whatever blocks there were have lost their end with everything else.
        layout.adopt(redis);
        assets.forEach((asset, extent) -> {
            if (which.test(asset) && extent.last() > 0) {
                for (Resolution resolution : KEPT) {
                    Batches batches = new Batches(extent.last());
                    table.points(
                            asset,
                            resolution,
                            settled(extent, resolution),
                            extent.last() + Resolution.DAY.millis(),
                            batches::add);
                    batches.flush();
                }
            }
        });
    }

    /** All others are not there. */
    void startIn(String now) {
        epoch = now;
        chores.add("the series of epoch " + now, () -> write(now, table.assets()));
    }

    /** The others are there, unless a process that was to write them ended before, or they are to reach further back now. */
    void continueIn(String now) {
        Map<String, Long> reach = new HashMap<>();
        Response answer = redis.send(Request.cmd(Command.HGETALL).arg(SeriesKeys.REACH));
        answer.getKeys()
                .forEach(resolution ->
                        reach.put(resolution, answer.get(resolution).toLong()));
        epoch = now;
        if (KEPT.stream().allMatch(resolution -> isEnough(reach, resolution))) {
            publish(now);
        } else {
            startIn(now);
        }
    }

    private boolean isEnough(Map<String, Long> reach, Resolution resolution) {
        long wanted = retention.millis(resolution);
        long there = reach.getOrDefault(resolution.code(), -1L);
        return there == 0 || wanted > 0 && there >= wanted;
    }

    private void write(String within, Map<String, RestoreTable.Extent> assets) {
        long newest = assets.values().stream()
                .mapToLong(RestoreTable.Extent::last)
                .max()
                .orElse(0);
        Batches batches = new Batches(newest);
        for (Resolution resolution : KEPT) {
            for (Map.Entry<String, RestoreTable.Extent> asset : assets.entrySet()) {
                long first = asset.getValue().first();
                long from = Math.max(
                        first - Math.floorMod(first, resolution.millis()), retention.earliest(resolution, newest));
                if (!write(asset.getKey(), resolution, from, settled(asset.getValue(), resolution), batches, within)) {
                    return;
                }
            }
        }
        if (publish(within)) {
            LOG.infof("the series in Redis are whole again: %d points", batches.points);
        }
    }

    /** Block by block; returns whether Redis was not emptied meanwhile. */
    private boolean write(String asset, Resolution resolution, long from, long end, Batches batches, String within) {
        for (SlotBlock block = SlotBlock.of(resolution, from); block.startMillis() < end; block = block.next()) {
            if (!isStillIn(within)) {
                return false;
            }
            table.points(
                    asset,
                    resolution,
                    Math.max(block.startMillis(), from),
                    Math.min(block.endMillis(), end),
                    batches::add);
            batches.flush();
        }
        return true;
    }

    private boolean isStillIn(String within) {
        return epoch.equals(within)
                && redis.text(Request.cmd(Command.GET).arg(SeriesKeys.EPOCH))
                        .filter(within::equals)
                        .isPresent();
    }

    private boolean publish(String within) {
        Request command = Request.cmd(Command.EVAL)
                .arg(PUBLISH)
                .arg(2)
                .arg(SeriesKeys.EPOCH)
                .arg(SeriesKeys.REACH)
                .arg(within);
        KEPT.forEach(resolution -> command.arg(resolution.code()).arg(retention.millis(resolution)));
        return redis.send(command).toInteger() == 1;
    }

    /** Points on their way to Redis; flushed before those of another asset, so that the keys of a pipeline share a slot. */
    private final class Batches {
        private final long now;
        private final List<Request> commands = new ArrayList<>();
        private long points;

        Batches(long now) {
            this.now = now;
        }

        void add(List<SeriesPoint> run) {
            commands.addAll(layout.pointsAgain(run, now));
            points += run.size();
            if (commands.size() >= COMMANDS_AT_ONCE) {
                flush();
            }
        }

        void flush() {
            redis.pipelines(List.of(List.copyOf(commands)));
            commands.clear();
        }
    }
}
