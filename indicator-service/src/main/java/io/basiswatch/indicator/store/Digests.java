package io.basiswatch.indicator.store;

import io.basiswatch.indicator.digest.DayDigest;
import io.basiswatch.indicator.digest.DayDigest.Digest;
import io.basiswatch.model.series.SeriesKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has the digest of a day computed once the time of the data has passed it for good. Days that ended while nobody was there
 * to see it are made up for with the next one.
 */
final class Digests {
    private final DigestTable table;
    private final RedisLink redis;
    private final Chores chores;
    private final Map<String, LocalDate> due = new ConcurrentHashMap<>();

    Digests(DigestTable table, RedisLink redis, Chores chores) {
        this.table = table;
        this.redis = redis;
        this.chores = chores;
    }

    /** Everything of the asset up to {@code instant}, microseconds since the epoch, has been written. */
    void passed(String asset, long instant) {
        LocalDate last = DayDigest.lastOver(instant);
        LocalDate before = due.put(asset, last);
        if (before == null || before.isBefore(last)) {
            chores.add("digest of " + asset, () -> publish(table.makeUp(asset, due.get(asset))));
        }
    }

    /** Writes all of them to Redis again. */
    void restore() {
        publish(table.all());
    }

    private void publish(List<Digest> digests) {
        Map<String, Request> byAsset = new TreeMap<>();
        for (Digest digest : digests) {
            byAsset.computeIfAbsent(
                            digest.asset(), asset -> Request.cmd(Command.HSET).arg(SeriesKeys.digest(asset)))
                    .arg(digest.day().toString())
                    .arg(digest.digest());
        }
        redis.pipelines(byAsset.values().stream().map(List::of).toList());
    }
}
