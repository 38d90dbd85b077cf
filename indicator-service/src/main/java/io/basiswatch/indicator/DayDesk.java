package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Makes values of closed days of other values, whichever way these came: from minutes, or from candles.
 *
 * <p>A value is a function of the days that it looks back on and of nothing else. A day that comes late, or is corrected, has
 * all values made again that look back on it, so the order in which days come makes no difference.
 */
final class DayDesk {
    private final Map<String, List<Indicator>> readers = new HashMap<>();
    private final Map<String, List<Indicator>> companionReaders = new HashMap<>();
    private final Map<Series, DayLine> lines = new HashMap<>();
    private final Map<Series, IndicatorValue> newest = new HashMap<>();
    private final Map<Place, UUID> said = new HashMap<>();

    /** A day of a series and what it was made of. */
    private record Place(Series series, long time, String derivedFrom) {}

    DayDesk(List<Indicator> indicators) {
        for (Indicator indicator : Indicators.inOrder(indicators)) {
            indicator.days().ifPresent(days -> {
                readers.computeIfAbsent(days.of(), id -> new ArrayList<>()).add(indicator);
                days.companions().stream()
                        .map(Indicator.Companion::indicator)
                        .distinct()
                        .forEach(id -> companionReaders
                                .computeIfAbsent(id, key -> new ArrayList<>())
                                .add(indicator));
            });
        }
    }

    /** The ids of the indicators whose days have to be known. */
    static Set<String> readOf(List<Indicator> indicators) {
        Set<String> ids = new TreeSet<>();
        indicators.stream().flatMap(indicator -> indicator.days().stream()).forEach(days -> {
            ids.add(days.of());
            days.companions().forEach(companion -> ids.add(companion.indicator()));
        });
        return ids;
    }

    private boolean isRead(IndicatorValue value) {
        String id = value.series().indicator();
        return value.resolution() == Resolution.DAY && (readers.containsKey(id) || companionReaders.containsKey(id));
    }

    /** A day that was published before a restart. */
    void recall(IndicatorValue value) {
        if (value.resolution() != Resolution.DAY) {
            return;
        }
        if (isRead(value)) {
            line(value).put(value);
        }
        if (value.derivedFrom().isEmpty()) {
            remember(value);
            said.put(new Place(value.series(), value.time(), ""), ValueContent.of(value));
        }
    }

    /** Everything that follows from {@code values}. */
    List<IndicatorValue> values(List<IndicatorValue> values) {
        List<IndicatorValue> made = new ArrayList<>();
        values.forEach(value -> follow(value, made));
        return made;
    }

    private void follow(IndicatorValue value, List<IndicatorValue> made) {
        if (!isRead(value)) {
            return;
        }
        DayLine line = line(value);
        long first = line.first();
        if (!line.put(value)) {
            return;
        }
        Series series = value.series();
        long day = DayLine.number(value);
        // What was the beginning of the series is none any more.
        long begun = day < first && first != Long.MAX_VALUE ? first : day;
        for (Indicator indicator : readers.getOrDefault(series.indicator(), List.of())) {
            makeAll(indicator, series, day, begun, made);
        }
        for (Indicator indicator : companionReaders.getOrDefault(series.indicator(), List.of())) {
            beside(indicator, series).forEach(primary -> makeAll(indicator, primary, day, begun, made));
        }
    }

    /** The series that {@code indicator} reads beside {@code companion}. */
    private List<Series> beside(Indicator indicator, Series companion) {
        Indicator.Days days = indicator.days().orElseThrow();
        return lines.keySet().stream()
                .filter(primary ->
                        primary.indicator().equals(days.of()) && primary.asset().equals(companion.asset()))
                .filter(primary -> days.companions().stream()
                        .anyMatch(each -> each.beside(primary).equals(companion)))
                .sorted()
                .toList();
    }

    /** Makes everything again that looks back on {@code day}, or on {@code begun} where that is another one. */
    private void makeAll(Indicator indicator, Series series, long day, long begun, List<IndicatorValue> made) {
        DayLine line = lines.get(series);
        int lookBack = indicator.days().orElseThrow().lookBack();
        TreeSet<Long> touched = new TreeSet<>(line.known(day, day + lookBack));
        touched.addAll(line.known(begun, begun + lookBack));
        touched.forEach(number -> make(indicator, days(indicator, series, number), made));
    }

    private ClosedDays days(Indicator indicator, Series series, long number) {
        Map<String, ClosedDays> companions = new HashMap<>();
        for (Indicator.Companion companion : indicator.days().orElseThrow().companions()) {
            Series beside = companion.beside(series);
            DayLine line = lines.getOrDefault(beside, DayLine.EMPTY);
            if (companions.put(companion.indicator(), new ClosedDays(beside, line, number, Map.of())) != null) {
                throw new IllegalStateException(companion.indicator() + " is read twice by " + series);
            }
        }
        return new ClosedDays(series, lines.get(series), number, companions);
    }

    private void make(Indicator indicator, ClosedDays seen, List<IndicatorValue> made) {
        Indicator.Days days = indicator.days().orElseThrow();
        List<IndicatorValue> published = new ArrayList<>(1);
        days.value(seen, new DayDraft(indicator, seen, days.lookBack(), published));
        published.forEach(each -> add(each, made));
    }

    /**
     * Publishes what says something else than what was published of its day before. What was made of candles gets its number
     * where it is stored: it may have come before.
     */
    private void add(IndicatorValue value, List<IndicatorValue> made) {
        UUID content = ValueContent.of(value);
        Place place = new Place(value.series(), value.time(), value.derivedFrom());
        if (content.equals(said.put(place, content))) {
            return;
        }
        IndicatorValue counted = value;
        if (value.derivedFrom().isEmpty()) {
            IndicatorValue before = newest.get(value.series());
            if (before != null && before.time() == value.time()) {
                counted = value.revised(before.revision() + 1);
            }
            remember(counted);
        }
        made.add(counted);
        follow(counted, made);
    }

    private void remember(IndicatorValue value) {
        newest.merge(value.series(), value, (one, other) -> other.time() >= one.time() ? other : one);
    }

    private DayLine line(IndicatorValue value) {
        return lines.computeIfAbsent(value.series(), series -> new DayLine());
    }
}
