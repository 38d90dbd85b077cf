package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Asks the states for the values of an instant, closes minutes, revises them, and publishes. */
final class ValueBoard {
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final StateTable table;
    private final EngineConfig config;
    private final Predicate<String> publishes;
    private final ValueSink sink;
    private final KnownSeries known;
    private final RollUps rollUps;
    private final DayDesk days;
    private final MinuteBook minutes = new MinuteBook();
    private final TreeMap<Long, Map<Series, IndicatorValue>> closed = new TreeMap<>();
    private final Map<Series, String> names = new HashMap<>();
    private final List<IndicatorValue> pending = new ArrayList<>();
    private long logStart = Long.MAX_VALUE;
    private long resumedFrom = Long.MAX_VALUE;
    private long silentThrough = NEVER;
    private long closedThrough = NEVER;
    private long lastInstant = NEVER;
    private long revisions;

    ValueBoard(StateTable table, EngineConfig config, DayDesk days, Predicate<String> publishes, ValueSink sink) {
        this.table = table;
        this.config = config;
        this.publishes = publishes;
        this.sink = sink;
        this.known = new KnownSeries(table);
        this.days = days;
        this.rollUps = new RollUps(table, config);
    }

    void logStart(long logStart) {
        this.logStart = logStart;
    }

    /** Nothing up to {@code openMinute} is published; what came before it is told by {@code stored}. */
    void resume(long openMinute, List<StoredMinute> stored) {
        silentThrough = openMinute;
        resumedFrom = logStart;
        rollUps.resume(openMinute);
        for (StoredMinute minute : stored) {
            Series series = minute.series();
            if (table.knows(series.indicator()) && minute.minute() < openMinute) {
                known.seen(series, minute.unit(), minute.minute());
                table.state(series.indicator(), series.asset()).closed(series, minute.minute(), minute.value());
            }
        }
    }

    /** A minute, hour or day that was published before a restart. */
    void recall(IndicatorValue value) {
        if (publishes.test(value.asset())) {
            rollUps.recall(value);
        }
    }

    /** The end of the last minute that has been closed. */
    long closedThrough() {
        return closedThrough;
    }

    long lastInstant() {
        return lastInstant;
    }

    long revisions() {
        return revisions;
    }

    /** The open minute is given up: a long silence follows. */
    void jump() {
        minutes.drop();
    }

    /** Closes the minute before {@code boundary}; it is published with everything else of that instant. */
    void close(long boundary, Map<Long, Set<String>> touched) {
        revise(boundary, touched);
        // Whether another asset was heard earlier must not matter, so the first instant is no condition.
        if (logStart < boundary) {
            closeMinute(boundary);
            roll(boundary);
        }
    }

    /** Hours and days are made of what is published, so what was published before a restart is not counted twice. */
    private void roll(long instant) {
        if (instant > silentThrough) {
            List<IndicatorValue> rolled = rollUps.roll(instant);
            pending.addAll(rolled);
            pending.addAll(days.values(rolled));
        }
    }

    /** Evaluates {@code instant} and publishes everything that it has given. */
    void evaluate(long instant, Map<Long, Set<String>> touched) {
        revise(instant, touched);
        roll(instant);
        Evaluation evaluation = Evaluation.second(config, instant, resumedFrom);
        for (StateTable.Row row : table.rows()) {
            evaluation.version(row.indicator().definition().version());
            row.states().values().forEach(state -> state.values(evaluation));
        }
        known.fill(evaluation, false);
        for (IndicatorValue value : evaluation.published()) {
            known.seen(value);
            MinuteRule rule = table.indicator(value.series().indicator()).minuteRule();
            if (rule != MinuteRule.WINDOW) {
                minutes.add(value, rule);
            }
        }
        pending.addAll(evaluation.published());
        lastInstant = instant;
        publish(instant);
    }

    private void closeMinute(long boundary) {
        long minute = boundary - MINUTE;
        Map<Series, IndicatorValue> values = new HashMap<>();
        minutes.close(minute, boundary + EngineConfig.micros(config.grace()))
                .forEach(value -> values.put(value.series(), value));
        Evaluation windows = Evaluation.minute(config, minute, boundary, resumedFrom, values);
        for (StateTable.Row row : table.rows()) {
            if (row.indicator().minuteRule() == MinuteRule.WINDOW) {
                windows.version(row.indicator().definition().version());
                row.states().values().forEach(state -> state.values(windows));
            }
        }
        known.fill(windows, true);
        for (IndicatorValue value : windows.published()) {
            known.seen(value);
            values.put(value.series(), value);
        }
        closed.put(minute, values);
        closed.headMap(minute - 2 * MINUTE).clear();
        closedThrough = boundary;
        values.values().forEach(value -> keep(value, boundary));
    }

    /** Publishes anew what trades that came late have changed. */
    private void revise(long instant, Map<Long, Set<String>> touched) {
        touched.forEach((minute, assets) -> {
            Map<Series, IndicatorValue> values = closed.get(minute);
            // A minute that closed before this engine began has nothing to be revised.
            if (values != null) {
                revise(instant, minute, assets, values);
            }
        });
    }

    private void revise(long instant, long minute, Set<String> assets, Map<Series, IndicatorValue> values) {
        Evaluation again = Evaluation.minute(config, minute, instant, resumedFrom, values);
        for (StateTable.Row row : table.rows()) {
            if (row.indicator().minuteRule() == MinuteRule.WINDOW) {
                again.version(row.indicator().definition().version());
                row.states().forEach((asset, state) -> {
                    if (assets.contains(asset)) {
                        state.values(again);
                    }
                });
            }
        }
        for (IndicatorValue value : again.published()) {
            IndicatorValue before = values.get(value.series());
            if (before == null || !before.value().equals(value.value()) || before.quality() != value.quality()) {
                IndicatorValue revised = before == null ? value : value.revised(before.revision() + 1);
                revisions++;
                values.put(revised.series(), revised);
                known.seen(revised);
                keep(revised, instant);
            }
        }
    }

    /** A minute's value is to be published, and is history from now on, unless it was so before a restart. */
    private void keep(IndicatorValue value, long instant) {
        if (value.time() + MINUTE <= silentThrough && value.revision() == 0) {
            return;
        }
        pending.add(value);
        if (instant > silentThrough && publishes.test(value.asset())) {
            rollUps.take(value);
        }
        if (value.value().isPresent()) {
            table.state(value.series().indicator(), value.series().asset())
                    .closed(value.series(), value.time(), value.value().getAsDouble());
        }
    }

    /** Publishes what the instant has given so far. */
    void publish(long instant) {
        if (instant > silentThrough) {
            Map<String, List<IndicatorValue>> byAsset = new TreeMap<>();
            for (IndicatorValue value : pending) {
                if (publishes.test(value.asset())) {
                    byAsset.computeIfAbsent(value.asset(), asset -> new ArrayList<>())
                            .add(value);
                }
            }
            byAsset.forEach((asset, values) -> {
                values.sort(Comparator.comparing((IndicatorValue value) -> name(value.series()))
                        .thenComparing(IndicatorValue::resolution)
                        .thenComparingLong(IndicatorValue::time));
                sink.publish(asset, instant, List.copyOf(values));
            });
        }
        pending.clear();
    }

    private String name(Series series) {
        return names.computeIfAbsent(series, Series::toString);
    }
}
