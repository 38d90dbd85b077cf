package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts values in the order of the names of their series, then of resolution and time.
 *
 * <p>Names are compared only when a series is met for the first time: each has a rank among those known, and nearly the same
 * series come each second.
 */
final class SeriesOrder {
    private static final Comparator<Ranked> ORDER = Comparator.comparingInt(Ranked::rank)
            .thenComparing(ranked -> ranked.value.resolution())
            .thenComparingLong(ranked -> ranked.value.time());

    private final TreeMap<String, Series> names = new TreeMap<>();
    private final Map<Series, Integer> ranks = new HashMap<>();

    private record Ranked(int rank, IndicatorValue value) {}

    /** The same values in their order. */
    List<IndicatorValue> sorted(List<IndicatorValue> values) {
        rankNewOnes(values);
        Ranked[] ranked = new Ranked[values.size()];
        for (int i = 0; i < ranked.length; i++) {
            IndicatorValue value = values.get(i);
            ranked[i] = new Ranked(ranks.get(value.series()), value);
        }
        Arrays.sort(ranked, ORDER);
        List<IndicatorValue> sorted = new ArrayList<>(ranked.length);
        for (Ranked each : ranked) {
            sorted.add(each.value);
        }
        return sorted;
    }

    private void rankNewOnes(List<IndicatorValue> values) {
        int before = names.size();
        for (IndicatorValue value : values) {
            if (!ranks.containsKey(value.series())) {
                names.put(value.series().toString(), value.series());
                ranks.put(value.series(), 0);
            }
        }
        if (names.size() > before) {
            int rank = 0;
            for (Series series : names.values()) {
                ranks.put(series, rank++);
            }
        }
    }
}
