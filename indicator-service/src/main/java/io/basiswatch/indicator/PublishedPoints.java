package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Remembers the numbers of published values for as long as other values may refer to them, and fills these references in: what
 * a store does for a receipt, without a store.
 */
public final class PublishedPoints {
    private static final long MICROS_PER_MILLI = 1_000;
    /** What an hour and a day are made of, with time for revisions. */
    private static final Duration USUAL_MINUTES = Duration.ofHours(2);

    private static final Duration USUAL_HOURS = Duration.ofDays(2);

    private final Map<String, Duration> lookedBackOn = new HashMap<>();
    private final Map<Series, Map<Resolution, TreeMap<Long, List<Told>>>> told = new HashMap<>();

    /**
     * What was told of one interval, and when.
     *
     * @param value the number; empty where there is none
     * @param minutes of how many minutes it was made, as far as the value tells
     * @param knownAt milliseconds since the epoch, as a store keeps it
     */
    private record Told(OptionalDouble value, long minutes, long knownAt, boolean isOfCandles) {}

    /** Remembers what {@code indicators} refer to. */
    public PublishedPoints(List<Indicator> indicators) {
        Indicators.lookBacks(indicators)
                .forEach(lookBack ->
                        lookedBackOn.put(key(lookBack.indicator(), lookBack.resolution()), lookBack.length()));
    }

    private static String key(String indicator, Resolution resolution) {
        return indicator + '@' + resolution.code();
    }

    /** Takes note of a value, in the order in which they are published. */
    public void take(IndicatorValue value) {
        if (value.resolution() == Resolution.SECOND) {
            return;
        }
        TreeMap<Long, List<Told>> line = told.computeIfAbsent(value.series(), series -> new EnumMap<>(Resolution.class))
                .computeIfAbsent(value.resolution(), resolution -> new TreeMap<>());
        line.computeIfAbsent(value.time(), time -> new ArrayList<>(1))
                .add(new Told(
                        value.value(),
                        Coverage.of(value).present(),
                        value.knownAt() / MICROS_PER_MILLI,
                        !value.derivedFrom().isEmpty()));
        if (value.resolution() != Resolution.DAY) {
            line.headMap(value.time() - EngineConfig.micros(kept(value))).clear();
        }
    }

    private Duration kept(IndicatorValue value) {
        Duration usual = value.resolution() == Resolution.MINUTE ? USUAL_MINUTES : USUAL_HOURS;
        Duration asked = lookedBackOn.getOrDefault(key(value.series().indicator(), value.resolution()), Duration.ZERO);
        return asked.compareTo(Duration.ZERO) > 0 ? asked.plus(usual) : usual;
    }

    /** The same value, with the points of those of its constituents that are remembered. */
    public IndicatorValue filled(IndicatorValue value) {
        if (value.constituents().stream().allMatch(Constituents::isWhole)) {
            return value;
        }
        long knownAt = value.knownAt() / MICROS_PER_MILLI;
        return value.madeOf(value.constituents().stream()
                .map(each -> each.isWhole() ? each : filled(each, knownAt))
                .toList());
    }

    private Constituents filled(Constituents referred, long knownAt) {
        Collection<Map.Entry<Long, List<Told>>> range = told.getOrDefault(referred.series(), Map.of())
                .getOrDefault(referred.resolution(), new TreeMap<>())
                .subMap(referred.from(), referred.to())
                .entrySet();
        // A part counts once, or as often as it had minutes; the fingerprint tells which.
        return with(referred, points(range, knownAt, each -> 1))
                .or(() -> with(referred, points(range, knownAt, Told::minutes)))
                .orElse(referred);
    }

    private static Optional<Constituents> with(Constituents referred, List<Constituents.Point> points) {
        return points.size() == referred.count() && Constituents.hash(points).equals(referred.hash())
                ? Optional.of(referred.with(points))
                : Optional.empty();
    }

    private static List<Constituents.Point> points(
            Collection<Map.Entry<Long, List<Told>>> range, long knownAt, ToLongFunction<Told> weight) {
        List<Constituents.Point> points = new ArrayList<>();
        for (Map.Entry<Long, List<Told>> each : range) {
            shown(each.getValue(), knownAt)
                    .ifPresent(shown -> points.add(new Constituents.Point(
                            each.getKey(), shown.value().getAsDouble(), weight.applyAsLong(shown))));
        }
        return points;
    }

    /** What counts of an interval: what was made of trades and quotes where that has a value, else what was made of candles. */
    private static Optional<Told> shown(List<Told> all, long knownAt) {
        return newest(all, knownAt, false).or(() -> newest(all, knownAt, true));
    }

    private static Optional<Told> newest(List<Told> all, long knownAt, boolean ofCandles) {
        return all.stream()
                .filter(each -> each.isOfCandles() == ofCandles && each.knownAt() <= knownAt)
                .reduce((one, other) -> other.knownAt() >= one.knownAt() ? other : one)
                .filter(newest -> newest.value().isPresent());
    }
}
