package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
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
    private static final Set<MinuteRule> OF_SECONDS = Set.copyOf(EnumSet.complementOf(EnumSet.of(MinuteRule.CLOSE)));

    private final StateTable table;
    private final EngineConfig config;
    private final Predicate<String> publishes;
    private final ValueSink sink;
    private final KnownSeries known;
    private final RollUps rollUps;
    private final DayDesk days;
    private final Simulations simulations;
    private final MinuteBook minutes = new MinuteBook();
    private final TreeMap<Long, Map<Series, IndicatorValue>> closed = new TreeMap<>();
    private final Map<String, SeriesOrder> orders = new HashMap<>();
    private final SeriesOrder closingOrder = new SeriesOrder();
    private final List<IndicatorValue> pending = new ArrayList<>();
    private long logStart = Long.MAX_VALUE;
    private long resumedFrom = Long.MAX_VALUE;
    private long silentThrough = NEVER;
    private long closedThrough = NEVER;
    private long lastInstant = NEVER;
    private long revisions;

    ValueBoard(
            StateTable table,
            EngineConfig config,
            DayDesk days,
            Simulations simulations,
            Predicate<String> publishes,
            ValueSink sink) {
        this.simulations = simulations;
        this.table = table;
        this.config = config;
        this.publishes = publishes;
        this.sink = sink;
        this.known = new KnownSeries(table);
        this.days = days;
        this.rollUps = new RollUps(table, config, simulations);
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

    /** A value of before a restart that some states look back on. */
    void recall(ClosedValue value) {
        if (table.knows(value.series().indicator())) {
            table.tell(value);
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
            List<IndicatorValue> ofDays = days.values(rolled);
            pending.addAll(rolled);
            pending.addAll(ofDays);
            tell(rolled);
            tell(ofDays);
        }
    }

    /** Tells closed values that are no minutes to those that look back on them. */
    void tell(List<IndicatorValue> values) {
        for (IndicatorValue value : values) {
            if (value.value().isPresent()) {
                table.tell(ClosedValue.of(value));
            }
        }
    }

    /** Evaluates {@code instant} and publishes everything that it has given. */
    void evaluate(long instant, Map<Long, Set<String>> touched) {
        revise(instant, touched);
        roll(instant);
        Evaluation evaluation = Evaluation.second(config, instant, resumedFrom).marking(simulations);
        for (StateTable.Row row : table.rows()) {
            if (row.indicator().minuteRule() != MinuteRule.CLOSE) {
                evaluation.version(row.indicator().definition().version());
                row.states().values().forEach(state -> state.values(evaluation));
            }
        }
        known.fill(evaluation, OF_SECONDS);
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
        Evaluation windows =
                Evaluation.minute(config, minute, boundary, resumedFrom, values).marking(simulations);
        ask(windows, MinuteRule.WINDOW, asset -> true);
        known.fill(windows, Set.of(MinuteRule.WINDOW));
        windows.published().forEach(value -> values.put(value.series(), value));
        values.values().forEach(value -> keep(value, boundary));
        // What looks back knows all minutes before its own: so it does, after a restart, from the silent minute on.
        if (boundary >= silentThrough) {
            Evaluation closing = Evaluation.close(config, minute, boundary, resumedFrom, inOrder(values.values()))
                    .marking(simulations);
            ask(closing, MinuteRule.CLOSE, asset -> true);
            known.fill(closing, Set.of(MinuteRule.CLOSE));
            closing.published().forEach(value -> {
                values.put(value.series(), value);
                keep(value, boundary);
            });
        }
        values.values().forEach(known::seen);
        closed.put(minute, values);
        closed.headMap(minute - 2 * MINUTE).clear();
        closedThrough = boundary;
    }

    /** Evaluates the indicators of this rule for these assets. */
    private void ask(Evaluation at, MinuteRule rule, Predicate<String> assets) {
        for (StateTable.Row row : table.rows()) {
            if (row.indicator().minuteRule() == rule) {
                at.version(row.indicator().definition().version());
                row.states().forEach((asset, state) -> {
                    if (assets.test(asset)) {
                        state.values(at);
                    }
                });
            }
        }
    }

    /** Publishes anew what trades that came late have changed. */
    private void revise(long instant, Map<Long, Set<String>> touched) {
        touched.forEach((minute, assets) -> {
            Map<Series, IndicatorValue> values = closed.get(minute);
            // A minute that closed before this engine began has nothing to be revised.
            if (values != null) {
                Evaluation windows = Evaluation.minute(config, minute, instant, resumedFrom, values)
                        .marking(simulations);
                ask(windows, MinuteRule.WINDOW, assets::contains);
                if (revise(windows, values)) {
                    reviseClosing(minute, instant, assets, values);
                }
            }
        });
    }

    /** By name: sums must not depend on where a map keeps its entries. */
    private List<IndicatorValue> inOrder(Collection<IndicatorValue> values) {
        return closingOrder.sorted(List.copyOf(values));
    }

    private void reviseClosing(long minute, long instant, Set<String> assets, Map<Series, IndicatorValue> values) {
        List<IndicatorValue> below = values.values().stream()
                .filter(value -> table.indicator(value.series().indicator()).minuteRule() != MinuteRule.CLOSE)
                .toList();
        Evaluation closing = Evaluation.close(config, minute, instant, resumedFrom, inOrder(below))
                .marking(simulations);
        ask(closing, MinuteRule.CLOSE, assets::contains);
        revise(closing, values);
    }

    /** Publishes what {@code again} gives otherwise than {@code values}; whether there was any such thing. */
    private boolean revise(Evaluation again, Map<Series, IndicatorValue> values) {
        boolean revises = false;
        for (IndicatorValue value : again.published()) {
            IndicatorValue before = values.get(value.series());
            boolean saysTheSame = before != null
                    && before.value().equals(value.value())
                    && before.quality() == value.quality()
                    && before.reasons().equals(value.reasons());
            if (!saysTheSame) {
                IndicatorValue revised = before == null ? value : value.revised(before.revision() + 1);
                revisions++;
                revises = true;
                values.put(revised.series(), revised);
                known.seen(revised);
                keep(revised, again.instant());
            }
        }
        return revises;
    }

    /**
     * A minute's value is to be published, and is history from now on. What was published before a restart is known from the
     * store: what the log's last minutes tell of it now may be less, such as which trades had been seen before.
     */
    private void keep(IndicatorValue value, long instant) {
        if (instant <= silentThrough) {
            return;
        }
        pending.add(value);
        if (publishes.test(value.asset())) {
            rollUps.take(value);
        }
        if (value.value().isPresent()) {
            table.state(value.series().indicator(), value.series().asset())
                    .closed(value.series(), value.time(), value.value().getAsDouble());
            table.tell(ClosedValue.of(value));
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
            byAsset.forEach((asset, values) -> sink.publish(
                    asset,
                    instant,
                    List.copyOf(orders.computeIfAbsent(asset, key -> new SeriesOrder())
                            .sorted(values))));
        }
        pending.clear();
    }
}
