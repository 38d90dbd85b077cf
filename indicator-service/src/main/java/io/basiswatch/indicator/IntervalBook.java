package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The open interval of one length, and the one closed last, which a late trade may still revise. */
final class IntervalBook {
    private final StateTable table;
    private final EngineConfig config;
    private final Simulations simulations;
    private final Resolution resolution;
    private final Resolution part;
    private final TreeMap<Long, Interval> intervals = new TreeMap<>();
    private long closedThrough = Long.MIN_VALUE / 2;

    /** The parts of all series, what was published of it, and the assets of which a part has changed since. */
    private static final class Interval {
        private final Map<String, Map<Series, IntervalParts>> byIndicator = new HashMap<>();
        private final Map<Series, IndicatorValue> published = new HashMap<>();
        private final TreeSet<String> touched = new TreeSet<>();
    }

    IntervalBook(
            StateTable table, EngineConfig config, Simulations simulations, Resolution resolution, Resolution part) {
        this.simulations = simulations;
        this.table = table;
        this.config = config;
        this.resolution = resolution;
        this.part = part;
    }

    /** Everything that ended by {@code instant} has been published before. */
    void resume(long instant) {
        closedThrough = resolution.floor(instant);
    }

    /** A part that has just been closed or revised. */
    void take(IndicatorValue value) {
        Interval interval = put(value);
        if (resolution.floor(value.time()) < closedThrough) {
            interval.touched.add(value.asset());
        }
    }

    /** A part, or a value of this length, that was published before a restart. */
    void recall(IndicatorValue value) {
        if (value.resolution() == part) {
            put(value);
        } else if (value.resolution() == resolution) {
            interval(value.time()).published.put(value.series(), value);
        }
    }

    private Interval interval(long time) {
        return intervals.computeIfAbsent(resolution.floor(time), start -> new Interval());
    }

    private Interval put(IndicatorValue value) {
        Interval interval = interval(value.time());
        interval.byIndicator
                .computeIfAbsent(value.series().indicator(), indicator -> new LinkedHashMap<>())
                .computeIfAbsent(value.series(), series -> new IntervalParts(value.unit(), resolution, part))
                .put(value);
        return interval;
    }

    /** The values of the intervals that have ended by {@code instant}, and of those that were revised since they had. */
    List<IndicatorValue> roll(long instant) {
        List<IndicatorValue> values = new ArrayList<>();
        intervals.headMap(closedThrough).forEach((start, interval) -> {
            if (!interval.touched.isEmpty()) {
                values.addAll(evaluate(start, interval, instant, interval.touched::contains));
                interval.touched.clear();
            }
        });
        long through = resolution.floor(instant);
        if (through > closedThrough) {
            intervals
                    .subMap(closedThrough, through)
                    .forEach((start, interval) -> values.addAll(evaluate(start, interval, instant, asset -> true)));
            closedThrough = through;
            intervals.headMap(through - resolution.micros()).clear();
        }
        return values;
    }

    private List<IndicatorValue> evaluate(long start, Interval interval, long instant, Predicate<String> assets) {
        Evaluation at = Evaluation.interval(config, resolution, start, instant).marking(simulations);
        for (StateTable.Row row : table.rows()) {
            Indicator indicator = row.indicator();
            at.version(indicator.definition().version());
            if (indicator.rollUp() == RollUp.RECOMPUTED) {
                row.states().forEach((asset, state) -> {
                    if (assets.test(asset)) {
                        state.values(at);
                    }
                });
            } else {
                interval.byIndicator
                        .getOrDefault(indicator.definition().id(), Map.of())
                        .forEach((series, parts) -> {
                            if (assets.test(series.asset())) {
                                parts.publish(at.draft(series, parts.unit()), start, indicator.rollUp());
                            }
                        });
            }
        }
        return news(at.published(), interval);
    }

    /** What was not published like this before, as the revisions that they are. */
    private static List<IndicatorValue> news(List<IndicatorValue> values, Interval interval) {
        List<IndicatorValue> news = new ArrayList<>();
        for (IndicatorValue value : values) {
            IndicatorValue before = interval.published.get(value.series());
            boolean saysTheSame = before != null
                    && before.value().equals(value.value())
                    && before.quality() == value.quality()
                    && before.reasons().equals(value.reasons());
            if (!saysTheSame) {
                IndicatorValue revised = before == null ? value : value.revised(before.revision() + 1);
                interval.published.put(value.series(), revised);
                news.add(revised);
            }
        }
        return news;
    }
}
