package io.basiswatch.indicator.store;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.vertx.redis.client.Redis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Writes the values of instants, in this order: series and newest values to Redis, minutes, hours and days to PostgreSQL, live updates with
 * the progress to Redis.
 *
 * <p>Every step may be done again. Only live updates must not be, so Redis takes an instant once, and one up to the progress
 * is left out here; because the progress is written last, such an instant has been written everywhere. After a failure nobody
 * knows what has been done: the progress is read again.
 */
public final class IndicatorWriter {
    private final RedisLink redis;
    private final ValueTable table;
    private final HistoryTable history;
    private final CandleTable candles;
    private final RecallTable recalled;
    private final Map<String, Long> progress = new HashMap<>();
    private RedisView view;
    private boolean isProgressKnown;

    public IndicatorWriter(Redis redis, DataSource database) {
        this.redis = new RedisLink(redis);
        Partitions partitions = new Partitions();
        this.table = new ValueTable(database, partitions);
        this.history = new HistoryTable(database, partitions);
        this.candles = new CandleTable(database);
        this.recalled = new RecallTable(database);
    }

    /** Looks what the server can do, publishes the catalogue, and where imported values are. Returns how series are laid out, for the log. */
    public String prepare(List<Definition> catalogue) {
        SeriesLayout layout = SeriesLayout.detect(redis);
        view = new RedisView(redis, layout);
        view.publishCatalogue(catalogue);
        view.noteHistory(history.spans());
        return layout instanceof TimeSeriesLayout ? "time series of the server" : "packed day blocks";
    }

    /** Another process may have written: the progress is read again before the next write. */
    public void forgetProgress() {
        isProgressKnown = false;
    }

    /** Writes {@code instants}, rising for each asset; returns when everything is safe. */
    public void write(List<InstantValues> instants) {
        try {
            readProgress();
            List<InstantValues> fresh = instants.stream()
                    .filter(instant -> instant.instantMillis() > progress.getOrDefault(instant.asset(), Long.MIN_VALUE))
                    .toList();
            view.writeSeries(fresh);
            table.insert(stored(fresh));
            view.appendUpdates(fresh);
            fresh.forEach(instant -> progress.put(instant.asset(), instant.instantMillis()));
        } catch (StoreException e) {
            isProgressKnown = false;
            throw e;
        }
    }

    /**
     * Writes values that were made of candles: to Redis which series have such values and from when to when, to PostgreSQL
     * what is new of them, and last the candles, so that one that is kept is one whose values are. They are no live updates,
     * and no newest values. Returns how many values were new.
     */
    public int writeHistory(List<Candle> candles, List<IndicatorValue> values) {
        if (candles.isEmpty() && values.isEmpty()) {
            return 0;
        }
        view.noteHistory(HistorySpan.of(values));
        int rows = history.insert(values);
        if (!candles.isEmpty()) {
            this.candles.keep(candles);
        }
        return rows;
    }

    /** Tells {@code engine} the candles that it has to know of the assets {@code ours} to go on. */
    public void recall(Predicate<String> ours, Consumer<Candle> engine) {
        candles.recall(ours, engine);
    }

    private void readProgress() {
        if (!isProgressKnown) {
            progress.clear();
            progress.putAll(view.progress());
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
