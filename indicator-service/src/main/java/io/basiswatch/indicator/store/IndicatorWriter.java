package io.basiswatch.indicator.store;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MetCandle;
import io.basiswatch.indicator.SimulatedDay;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.indicator.market.MarketNews;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.vertx.redis.client.Redis;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Writes the values of instants, in this order: series and newest values to Redis, minutes, hours and days to PostgreSQL, live updates with
 * the progress to Redis.
 *
 * <p>Every step may be done again. Only live updates must not be, so Redis takes an instant once, and one up to the progress
 * is left out here; because the progress is written last, such an instant has been written everywhere. After a failure nobody
 * knows what has been done: the progress is read again. Redis may lose everything at any time: see {@link Recovery}.
 */
public final class IndicatorWriter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IndicatorWriter.class);
    /** Redis may be emptied again while what it had lost is being written. */
    private static final int MOST_ATTEMPTS = 3;

    private static final long DAY_MILLIS = Resolution.DAY.millis();

    private final RedisLink redis;
    private final DataSource database;
    private final StoreOptions options;
    private final Clock clock;
    private final Chores chores;
    private final Partitions partitions;
    private final ValueTable table;
    private final HistoryTable history;
    private final CandleTable candles;
    private final SimulatedTable simulated;
    private final RecallTable recalled;
    private final RestoreTable restored;
    private final Digests digests;
    private final LiveMemory memory = new LiveMemory();
    private RedisView view;
    private Recovery recovery;
    private boolean isProgressKnown;
    private long tidied = Long.MIN_VALUE;

    public IndicatorWriter(Redis redis, DataSource database) {
        this(redis, database, StoreOptions.defaults(), Clock.systemUTC());
    }

    public IndicatorWriter(Redis redis, DataSource database, StoreOptions options, Clock clock) {
        this(redis, database, options, clock, Chores.onThread());
    }

    IndicatorWriter(Redis redis, DataSource database, StoreOptions options, Clock clock, Chores chores) {
        this.redis = new RedisLink(redis);
        this.database = database;
        this.options = options;
        this.clock = clock;
        this.chores = chores;
        this.partitions = new Partitions(options);
        this.table = new ValueTable(database, partitions);
        this.history = new HistoryTable(database, partitions);
        this.candles = new CandleTable(database);
        this.simulated = new SimulatedTable(database);
        this.recalled = new RecallTable(database);
        this.restored = new RestoreTable(database);
        this.digests = new Digests(new DigestTable(database), this.redis, chores);
    }

    /**
     * Looks what the server can do, makes partitions ahead, publishes the catalogue, and makes Redis again where it is empty.
     * Returns how series are laid out, for the log.
     */
    public String prepare(List<Definition> catalogue) {
        SeriesLayout layout = SeriesLayout.detect(redis, options.redis());
        layout.adopt(redis);
        tidy();
        view = new RedisView(redis, layout);
        SeriesRestore series = new SeriesRestore(redis, restored, layout, options.redis(), chores);
        recovery = new Recovery(redis, view, restored, history, digests, series, catalogue);
        recovery.start(memory);
        return layout.name();
    }

    /** Ends what is done beside the writing. */
    @Override
    public void close() {
        chores.close();
    }

    /** Another process may have written: the progress is read again before the next write. */
    public void forgetProgress() {
        memory.clear();
        isProgressKnown = false;
    }

    /** Writes {@code instants}, rising for each asset; returns when everything is safe. */
    public void write(List<InstantValues> instants) {
        try {
            readProgress();
            List<InstantValues> fresh = instants.stream().filter(memory::isNew).toList();
            view.writeSeries(fresh);
            table.insert(stored(fresh));
            append(fresh);
            fresh.forEach(memory::wrote);
            fresh.forEach(instant -> digests.passed(instant.asset(), instant.instant()));
            tidyDaily(fresh);
        } catch (StoreException e) {
            isProgressKnown = false;
            throw e;
        }
    }

    /** Appends live updates. Where Redis has lost what it had, it is made again first, these values included. */
    private void append(List<InstantValues> fresh) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (view.appendUpdates(fresh, recovery.epoch(), memory)) {
                return;
            }
            recovery.recover(memory);
            view.writeSeries(fresh);
        }
        throw new StoreException("Redis loses what is written to it", new IllegalStateException("no epoch"));
    }

    /**
     * Writes values that were made of candles, and other facts of the past: to PostgreSQL what is new of them together with the
     * candles, so that those that are kept are those whose values are. They are no live updates, and no newest values. Returns how
     * many values were new. May be called by another thread than everything else; {@link #noteHistory} is due then.
     */
    public int storeHistory(List<MetCandle> candles, List<IndicatorValue> values) {
        return candles.isEmpty() && values.isEmpty() ? 0 : history.insert(values, candles);
    }

    /** Writes to Redis which series have such values and from when to when, once these are stored. */
    public void noteHistory(List<IndicatorValue> stored) {
        if (stored.isEmpty()) {
            return;
        }
        if (!recovery.isWhole()) {
            recovery.recover(memory);
        }
        view.noteHistory(HistorySpan.of(stored));
    }

    /** Remembers which values simulated venues have led to. */
    public void writeSimulated(List<SimulatedDay> days) {
        if (!days.isEmpty()) {
            simulated.note(days);
        }
    }

    /** Tells {@code engine} everything that {@link #writeSimulated} was told, of all assets: some need the rates of others. */
    public void recallSimulated(Consumer<SimulatedDay> engine) {
        simulated.each(engine);
    }

    /** Writes what was last heard of markets: nothing that must be whole, so nothing is remembered of it. */
    public void writeMarkets(List<MarketNews> news) {
        if (!news.isEmpty()) {
            redis.pipelines(news.stream().map(RedisView::markets).toList());
        }
    }

    /** At the beginning of each day, in the time of the data. */
    private void tidyDaily(List<InstantValues> fresh) {
        long day = fresh.stream()
                .mapToLong(instant -> instant.instantMillis() / DAY_MILLIS)
                .max()
                .orElse(tidied);
        if (day > tidied) {
            tidied = day;
            chores.add("tidying up", this::tidy);
        }
    }

    /** Makes the partitions of the months to come and drops those that are older than the retention. */
    private void tidy() {
        long newest = restored.assets().values().stream()
                .mapToLong(RestoreTable.Extent::last)
                .max()
                .orElse(0);
        if (newest > 0) {
            partitions.noteNewest(newest);
        }
        try (Connection connection = database.getConnection()) {
            partitions.makeAhead(clock.millis(), connection);
            if (newest > 0) {
                partitions.makeAhead(newest, connection);
            }
            List<String> dropped = partitions.drop(connection);
            if (!dropped.isEmpty()) {
                LOG.infof("dropped as older than is to be kept: %s", dropped);
            }
        } catch (SQLException e) {
            throw new StoreException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** Tells {@code engine} the candles that it has to know of the assets {@code ours} to go on. */
    public void recall(Predicate<String> ours, Consumer<MetCandle> engine) {
        candles.recall(ours, engine);
    }

    private void readProgress() {
        if (!isProgressKnown) {
            memory.heard(view.progress());
            isProgressKnown = true;
        }
    }

    private static List<IndicatorValue> stored(List<InstantValues> instants) {
        return instants.stream()
                .flatMap(instant -> instant.values().stream())
                .filter(value -> value.resolution() != Resolution.SECOND)
                .toList();
    }

    /**
     * Tells {@code engine} the values that the hours and days of the assets {@code ours} are made of that were open at
     * {@code openMinute} (microseconds since the epoch).
     */
    public void recallOpen(long openMinute, Predicate<String> ours, Consumer<IndicatorValue> engine) {
        recalled.open(openMinute, ours, engine);
    }

    /**
     * Tells {@code engine} the closed days of the indicators {@code read} and the assets {@code ours}: those made of candles,
     * and those that were known of trades and quotes at {@code openMinute}.
     */
    public void recallDays(long openMinute, Set<String> read, Predicate<String> ours, Consumer<IndicatorValue> engine) {
        recalled.days(openMinute, read, ours, engine);
    }

    /**
     * Tells {@code engine} the closed values before {@code openMinute} that states of the assets {@code ours} look back on, in
     * the order of time for each series: those that were known then, and all that were made of candles.
     */
    public void recall(
            long openMinute, List<LookBack> lookBacks, Predicate<String> ours, Consumer<ClosedValue> engine) {
        recalled.lookedBackOn(openMinute, lookBacks, ours, engine);
    }

    /** What an engine has to know of the minutes before {@code openMinute}, see {@link StoredMinute}. */
    public List<StoredMinute> before(long openMinute, Predicate<String> assets, Set<String> withHistory) {
        return table.before(openMinute, assets, withHistory);
    }
}
