package io.basiswatch.indicator.store;

import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.DefinitionJson;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Makes Redis again where it was emptied, or has lost the last things that it was told.
 *
 * <p>Every life of Redis has an epoch: a random text beside the live updates, without which nothing is appended to them. One
 * that is not there, or that another process has changed meanwhile, shows that something was lost. Then everything that is
 * needed to go on is written at once, before any other value: catalogue, assets, newest values, digests, progress, and the
 * points of the last minutes, which may still be revised. Only then there is a new epoch. Older points follow by and by, see
 * {@link SeriesRestore}.
 */
final class Recovery {
    private static final Logger LOG = Logger.getLogger(Recovery.class);
    private static final int MOST_ATTEMPTS = 5;

    private static final String BEGIN = """
        redis.call('SET', KEYS[1], ARGV[1])
        redis.call('DEL', KEYS[2])
        return 1
        """;

    /** Not where Redis was emptied once more since {@link #BEGIN}. */
    private static final String FINISH = """
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[2], ARGV[1])
        redis.call('DEL', KEYS[1])
        return 1
        """;

    /** Redis may have got further than the process that tells it. */
    private static final String ADVANCE = """
        for i = 1, #ARGV, 2 do
          local written = redis.call('HGET', KEYS[1], ARGV[i])
          if not written or tonumber(written) < tonumber(ARGV[i + 1]) then
            redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
          end
        end
        return 1
        """;

    private final RedisLink redis;
    private final RedisView view;
    private final RestoreTable table;
    private final HistoryTable history;
    private final Digests digests;
    private final SeriesRestore series;
    private final List<Definition> catalogue;
    private String epoch = "";

    Recovery(
            RedisLink redis,
            RedisView view,
            RestoreTable table,
            HistoryTable history,
            Digests digests,
            SeriesRestore series,
            List<Definition> catalogue) {
        this.redis = redis;
        this.view = view;
        this.table = table;
        this.history = history;
        this.digests = digests;
        this.series = series;
        this.catalogue = List.copyOf(catalogue);
    }

    /** The epoch that this process writes in. */
    String epoch() {
        return epoch;
    }

    /** Whether Redis is in the epoch that this process knows. */
    boolean isWhole() {
        return current().filter(epoch::equals).isPresent();
    }

    private Optional<String> current() {
        return redis.text(Request.cmd(Command.GET).arg(SeriesKeys.EPOCH));
    }

    /** At the start of a process: what others have made is taken as it is, what is not there is made. */
    void start(LiveMemory memory) {
        Optional<String> current = current();
        if (current.isEmpty()) {
            recover(memory);
            return;
        }
        epoch = current.get();
        publishCatalogue();
        view.noteHistory(history.spans());
        series.continueIn(epoch);
    }

    /** Makes again what is missing; what {@code memory} knows is in no database. */
    void recover(LiveMemory memory) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<String> current = current();
            if (current.isPresent() && !current.get().equals(epoch)) {
                adopt(current.get(), memory);
                return;
            }
            String next = UUID.randomUUID().toString();
            if (remake(next, memory)) {
                LOG.infof(
                        "Redis %s; it is made again from PostgreSQL, in epoch %s",
                        epoch.isEmpty() ? "was empty" : "had lost what was written to it", next);
                epoch = next;
                series.startIn(next);
                return;
            }
        }
        throw new StoreException("Redis is emptied again and again", new IllegalStateException("no epoch"));
    }

    /** Another process has made it again; what that one could not know, and what it may have overtaken, is written anew. */
    private void adopt(String current, LiveMemory memory) {
        LOG.infof("Redis was made again by another process, in epoch %s", current);
        restoreValues(memory.progress()::containsKey);
        restoreLive(memory);
        epoch = current;
    }

    private boolean remake(String next, LiveMemory memory) {
        redis.send(Request.cmd(Command.EVAL)
                .arg(BEGIN)
                .arg(2)
                .arg(SeriesKeys.NEXT_EPOCH)
                .arg(SeriesKeys.REACH)
                .arg(next));
        publishCatalogue();
        view.noteHistory(history.spans());
        digests.restore();
        restoreValues(asset -> true);
        restoreLive(memory);
        return redis.send(Request.cmd(Command.EVAL)
                                .arg(FINISH)
                                .arg(2)
                                .arg(SeriesKeys.NEXT_EPOCH)
                                .arg(SeriesKeys.EPOCH)
                                .arg(next))
                        .toInteger()
                == 1;
    }

    private void publishCatalogue() {
        Request command = Request.cmd(Command.HSET).arg(SeriesKeys.CATALOGUE);
        catalogue.forEach(definition -> command.arg(definition.id()).arg(DefinitionJson.write(definition)));
        redis.send(command);
    }

    /** Assets, newest values, and the points that may still be revised. */
    private void restoreValues(Predicate<String> which) {
        List<List<Request>> groups = new ArrayList<>();
        Map<String, RestoreTable.Extent> assets = table.assets();
        assets.keySet().stream()
                .filter(which)
                .forEach(asset -> groups.add(
                        List.of(Request.cmd(Command.SADD).arg(SeriesKeys.ASSETS).arg(asset))));
        Map<String, Map<String, IndicatorValue>> newest = new TreeMap<>();
        for (IndicatorValue value : table.newest()) {
            if (which.test(value.asset())) {
                newest.computeIfAbsent(RedisView.latest(value), hash -> new TreeMap<>())
                        .put(value.series().toString(), value);
            }
        }
        newest.forEach((hash, values) -> groups.add(List.of(RedisView.newest(hash, values))));
        redis.pipelines(groups);
        series.newest(assets, which);
    }

    /** Progress and the newest values of seconds. */
    private void restoreLive(LiveMemory memory) {
        if (memory.progress().isEmpty()) {
            return;
        }
        Request advance = Request.cmd(Command.EVAL).arg(ADVANCE).arg(1).arg(SeriesKeys.PROGRESS);
        memory.progress().forEach((asset, instant) -> advance.arg(asset).arg(instant));
        List<List<Request>> groups = new ArrayList<>();
        groups.add(List.of(advance));
        memory.seconds().forEach((asset, values) -> {
            if (!values.isEmpty()) {
                groups.add(List.of(RedisView.newest(SeriesKeys.latest(asset, Resolution.SECOND), values)));
            }
        });
        redis.pipelines(groups);
    }
}
