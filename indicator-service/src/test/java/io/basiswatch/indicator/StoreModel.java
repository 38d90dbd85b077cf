package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What outlives a process, by the rules of the tables: every closed value as its JSON, the live updates, and how far these go.
 * And what it tells an engine that goes on.
 */
final class StoreModel implements ValueSink {
    private static final long GRACE = 250_000;
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long DAY = Resolution.DAY.micros();
    private static final Comparator<IndicatorValue> BY_SERIES_AND_TIME =
            Comparator.comparing(IndicatorValue::series).thenComparingLong(IndicatorValue::time);

    private final Map<String, String> rows = new TreeMap<>();
    private final List<IndicatorValue> stored = new ArrayList<>();
    private final List<String> updates = new ArrayList<>();
    private final Map<String, Long> progress = new HashMap<>();

    @Override
    public void publish(String asset, long instant, List<IndicatorValue> values) {
        if (instant <= progress.getOrDefault(asset, Long.MIN_VALUE)) {
            return;
        }
        for (IndicatorValue value : values) {
            String json = ValueJson.write(value);
            updates.add(json);
            if (value.resolution() != Resolution.SECOND && rows.putIfAbsent(key(value), json) == null) {
                // As it will be read again.
                stored.add(ValueJson.read(json));
            }
        }
        progress.put(asset, instant);
    }

    private static String key(IndicatorValue value) {
        return value.series() + " " + value.resolution() + " " + value.time() + " " + value.derivedFrom() + " "
                + value.revision();
    }

    /** Every row of closed values, in the order of their names. */
    List<String> rows() {
        return List.copyOf(rows.values());
    }

    /** Everything that was published live, in its order. */
    List<String> updates() {
        return updates;
    }

    /** Tells {@code engine} what it has to know to go on at {@code openMinute}, in the order in which the service does. */
    void resume(IndicatorEngine engine, long openMinute, List<Indicator> indicators) {
        engine.resume(openMinute, before(openMinute, indicators));
        Predicate<IndicatorValue> known = value -> value.knownAt() <= openMinute + GRACE;
        for (Resolution resolution : List.of(Resolution.MINUTE, Resolution.HOUR, Resolution.DAY)) {
            long from = IndicatorEngine.recalledFrom(resolution, openMinute);
            newest(value -> isOf(value, resolution, from, openMinute) && known.test(value))
                    .forEach(engine::recall);
        }
        Set<String> read = Indicators.readOfDays(indicators);
        newest(value -> value.resolution() == Resolution.DAY
                        && read.contains(value.series().indicator())
                        && known.test(value))
                .forEach(engine::recall);
        for (LookBack lookBack : Indicators.lookBacks(indicators)) {
            long from = openMinute - EngineConfig.micros(lookBack.length());
            newest(value -> value.series().indicator().equals(lookBack.indicator())
                            && isOf(value, lookBack.resolution(), from, openMinute)
                            && known.test(value))
                    .stream()
                    .filter(value -> value.value().isPresent())
                    .map(ClosedValue::of)
                    .forEach(engine::recall);
        }
    }

    private static boolean isOf(IndicatorValue value, Resolution resolution, long from, long to) {
        return value.resolution() == resolution && value.time() >= from && value.time() < to;
    }

    /** The newest revision of each interval among those that are wanted, in the order of series and time. */
    private Collection<IndicatorValue> newest(Predicate<IndicatorValue> wanted) {
        TreeMap<IndicatorValue, IndicatorValue> newest = new TreeMap<>(BY_SERIES_AND_TIME);
        for (IndicatorValue value : stored) {
            if (wanted.test(value)) {
                newest.merge(value, value, (one, other) -> other.revision() >= one.revision() ? other : one);
            }
        }
        return newest.values();
    }

    /** The last minute of every series of the last day, and all minutes of those whose indicator asks for its history. */
    private List<StoredMinute> before(long openMinute, List<Indicator> indicators) {
        Map<String, Boolean> withHistory = new HashMap<>();
        indicators.forEach(indicator ->
                withHistory.put(indicator.definition().id(), indicator.history().isPositive()));
        List<StoredMinute> found = new ArrayList<>();
        Map<Series, List<IndicatorValue>> bySeries = new TreeMap<>();
        newest(value -> value.resolution() == Resolution.MINUTE && value.value().isPresent())
                .forEach(value -> bySeries.computeIfAbsent(value.series(), series -> new ArrayList<>())
                        .add(value));
        bySeries.forEach((series, minutes) -> {
            if (withHistory.get(series.indicator())) {
                minutes.stream().filter(value -> value.time() < openMinute).forEach(value -> found.add(minute(value)));
            } else {
                last(minutes, openMinute)
                        .ifPresent(time -> found.add(new StoredMinute(
                                series, time, 0, minutes.getFirst().unit())));
            }
        });
        return found;
    }

    private static StoredMinute minute(IndicatorValue value) {
        return new StoredMinute(value.series(), value.time(), value.value().orElseThrow(), value.unit());
    }

    /** Of a series that went on after the open minute nobody notes when it had its last minute before. */
    private static OptionalLong last(List<IndicatorValue> minutes, long openMinute) {
        long first = minutes.getFirst().time();
        long last = minutes.getLast().time();
        return first < openMinute && last >= openMinute - DAY
                ? OptionalLong.of(Math.min(last, openMinute - MINUTE))
                : OptionalLong.empty();
    }
}
