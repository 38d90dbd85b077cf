package io.basiswatch.indicator;

import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which days of which series have to be made again. Spans of days that overlap are one: a page of years under a look back of
 * years names each day once, and not once for each day that it may depend on.
 */
final class DueDays {
    private final TreeMap<Place, Spans> due = new TreeMap<>(Place.ORDER);

    /**
     * What is to be made. What is made of made days comes behind these, so that each is made once.
     *
     * @param level above what is made of no made days
     * @param primary the series of whose days it is made
     */
    record Place(int level, Indicator indicator, Series primary) {
        static final Comparator<Place> ORDER = Comparator.comparingInt(Place::level)
                .thenComparing(place -> place.indicator().definition().id())
                .thenComparing(place -> place.primary().toString());
    }

    /** Numbers of days, as spans that neither touch nor overlap, by their first. */
    static final class Spans {
        private final TreeMap<Long, Long> lasts = new TreeMap<>();

        /** Adds the days from {@code first} to {@code last}. */
        void add(long first, long last) {
            long from = first;
            long to = last;
            Map.Entry<Long, Long> before = lasts.floorEntry(from);
            if (before != null && before.getValue() >= from - 1) {
                from = before.getKey();
                to = Math.max(to, before.getValue());
            }
            NavigableMap<Long, Long> covered = lasts.subMap(from, true, to, true);
            if (!covered.isEmpty()) {
                to = Math.max(to, covered.lastEntry().getValue());
                covered.clear();
            }
            lasts.put(from, to);
        }

        /** Adds all of {@code others}, each span longer by {@code later} days. */
        void addAll(Spans others, int later) {
            others.lasts.forEach((first, last) -> add(first, last + later));
        }

        /** Takes out the earliest days of which {@code line} knows something, {@code most} at most, in the order of time. */
        private List<Long> take(DayLine line, long most) {
            List<Long> taken = new ArrayList<>();
            while (!lasts.isEmpty() && taken.size() < most) {
                Map.Entry<Long, Long> span = lasts.pollFirstEntry();
                for (long day : line.known(span.getKey(), span.getValue())) {
                    if (taken.size() == most) {
                        lasts.put(day, span.getValue());
                        break;
                    }
                    taken.add(day);
                }
            }
            return taken;
        }
    }

    boolean isEmpty() {
        return due.isEmpty();
    }

    /** What looks {@code lookBack} days back on any of {@code changed} is due. */
    void add(Place place, Spans changed, int lookBack) {
        due.computeIfAbsent(place, unseen -> new Spans()).addAll(changed, lookBack);
    }

    /** What is to be made next; there must be something. */
    Place next() {
        return due.firstKey();
    }

    /** Takes out the earliest days of {@code place} of which {@code line} knows something, {@code most} at most. */
    List<Long> take(Place place, DayLine line, long most) {
        Spans spans = due.get(place);
        List<Long> days = spans.take(line, most);
        if (spans.lasts.isEmpty()) {
            due.remove(place);
        }
        return days;
    }
}
