package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Makes values of closed days of other values, whichever way these came: from minutes, or from candles.
 *
 * <p>A value is a function of the days that it looks back on and of nothing else. A day that comes late, or is corrected, has
 * all values made again that look back on it, so the order in which days come makes no difference.
 *
 * <p>What follows from a day of the present is made at once; what follows from days of the past is owed, and made in parts:
 * years that come page by page, market by market would have each value made again for each page, and the present wait for it.
 */
final class DayDesk {
    private final Simulations simulations;
    private final Map<String, List<Indicator>> readers = new HashMap<>();
    private final Map<String, List<Indicator>> companionReaders = new HashMap<>();
    private final Map<String, Integer> levels = new HashMap<>();
    private final Map<Series, DayLine> lines = new HashMap<>();
    private final Map<Series, IndicatorValue> newest = new HashMap<>();
    private final Map<Place, UUID> said = new HashMap<>();
    private final DueDays owed = new DueDays();

    /** A day of a series and what it was made of. */
    private record Place(Series series, long time, String derivedFrom) {}

    DayDesk(List<Indicator> indicators) {
        this(indicators, new Simulations());
    }

    DayDesk(List<Indicator> indicators, Simulations simulations) {
        this.simulations = simulations;
        Map<String, Indicator.Days> byId = new HashMap<>();
        for (Indicator indicator : Indicators.inOrder(indicators)) {
            indicator.days().ifPresent(days -> {
                byId.put(indicator.definition().id(), days);
                readers.computeIfAbsent(days.of(), id -> new ArrayList<>()).add(indicator);
                days.companions().stream()
                        .map(Indicator.Companion::indicator)
                        .distinct()
                        .forEach(id -> companionReaders
                                .computeIfAbsent(id, key -> new ArrayList<>())
                                .add(indicator));
            });
        }
        byId.keySet().forEach(id -> level(id, byId));
    }

    /** Above everything whose days it reads. */
    private int level(String id, Map<String, Indicator.Days> byId) {
        Indicator.Days days = byId.get(id);
        if (days == null) {
            return 0;
        }
        Integer known = levels.get(id);
        if (known == null) {
            int below = level(days.of(), byId);
            for (Indicator.Companion companion : days.companions()) {
                below = Math.max(below, level(companion.indicator(), byId));
            }
            known = below + 1;
            levels.put(id, known);
        }
        return known;
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
            line(value).recall(value);
        }
        if (value.derivedFrom().isEmpty()) {
            remember(value);
            said.put(new Place(value.series(), value.time(), ""), ValueContent.of(value));
        }
    }

    /** Everything that follows from {@code values}: of each day the one value that all of them together give. */
    List<IndicatorValue> values(List<IndicatorValue> values) {
        DueDays due = new DueDays();
        follow(values, due);
        return make(due, Long.MAX_VALUE);
    }

    /** Enters days that the past has told. What follows from them is owed. */
    void note(List<IndicatorValue> past) {
        follow(past, owed);
    }

    /** Whether anything is owed. */
    boolean owes() {
        return !owed.isEmpty();
    }

    /** Makes of what is owed as much as comes to {@code most} efforts, and one value more at most. */
    List<IndicatorValue> pay(long most) {
        return make(owed, most);
    }

    private List<IndicatorValue> make(DueDays due, long most) {
        List<IndicatorValue> made = new ArrayList<>();
        long left = most;
        while (left > 0 && !due.isEmpty()) {
            DueDays.Place place = due.next();
            // Nothing of a level is made of the same level, so days of a series can be made before what follows from
            // them.
            long effort = place.indicator().days().orElseThrow().effort();
            List<Long> days = due.take(place, lines.get(place.primary()), Math.max(1, left / effort));
            left -= effort * days.size();
            List<IndicatorValue> counted = make(place, days);
            made.addAll(counted);
            follow(counted, due);
        }
        return made;
    }

    private List<IndicatorValue> make(DueDays.Place place, List<Long> days) {
        List<IndicatorValue> counted = new ArrayList<>();
        for (long day : days) {
            for (IndicatorValue each : make(place.indicator(), days(place.indicator(), place.primary(), day))) {
                news(simulations.marked(each)).ifPresent(counted::add);
            }
        }
        return counted;
    }

    /** Enters the days of {@code values}; what looks back on one that says something else now is due. */
    private void follow(List<IndicatorValue> values, DueDays due) {
        Map<Series, DueDays.Spans> changed = new LinkedHashMap<>();
        for (IndicatorValue value : values) {
            if (!isRead(value)) {
                continue;
            }
            DayLine line = line(value);
            long first = line.first();
            if (line.put(value)) {
                long day = DayLine.number(value);
                DueDays.Spans days = changed.computeIfAbsent(value.series(), series -> new DueDays.Spans());
                days.add(day, day);
                if (day < first && first != Long.MAX_VALUE) {
                    // What was the beginning of the series is none any more.
                    days.add(first, first);
                }
            }
        }
        changed.forEach((series, days) -> {
            for (Indicator indicator : readers.getOrDefault(series.indicator(), List.of())) {
                add(indicator, series, days, due);
            }
            for (Indicator indicator : companionReaders.getOrDefault(series.indicator(), List.of())) {
                beside(indicator, series).forEach(primary -> add(indicator, primary, days, due));
            }
        });
    }

    private void add(Indicator indicator, Series primary, DueDays.Spans changed, DueDays due) {
        int level = levels.get(indicator.definition().id());
        int lookBack = indicator.days().orElseThrow().lookBack();
        due.add(new DueDays.Place(level, indicator, primary), changed, lookBack);
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

    private static List<IndicatorValue> make(Indicator indicator, ClosedDays seen) {
        Indicator.Days days = indicator.days().orElseThrow();
        List<IndicatorValue> published = new ArrayList<>(1);
        days.value(seen, new DayDraft(indicator, seen, days.lookBack(), published));
        return published;
    }

    /**
     * The value as the revision that it is; empty where it says nothing else than what was published of its day before. What
     * was made of candles gets its number where it is stored: it may have come before.
     */
    private Optional<IndicatorValue> news(IndicatorValue value) {
        UUID content = ValueContent.of(value);
        Place place = new Place(value.series(), value.time(), value.derivedFrom());
        if (content.equals(said.put(place, content))) {
            return Optional.empty();
        }
        if (!value.derivedFrom().isEmpty()) {
            return Optional.of(value);
        }
        IndicatorValue before = newest.get(value.series());
        IndicatorValue counted =
                before != null && before.time() == value.time() ? value.revised(before.revision() + 1) : value;
        remember(counted);
        return Optional.of(counted);
    }

    private void remember(IndicatorValue value) {
        newest.merge(value.series(), value, (one, other) -> other.time() >= one.time() ? other : one);
    }

    private DayLine line(IndicatorValue value) {
        return lines.computeIfAbsent(value.series(), series -> new DayLine());
    }
}
