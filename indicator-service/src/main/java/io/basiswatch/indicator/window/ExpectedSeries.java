package io.basiswatch.indicator.window;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The series that a sum should be made of: those that have had a minute's value within a day.
 *
 * <p>It is told of closed minutes only, which are read back after a restart, so a sum misses the same parts with and without
 * one.
 */
public final class ExpectedSeries {
    private static final long REMEMBERED = Resolution.DAY.micros();

    private final Map<Series, Long> lasts = new TreeMap<>();

    /** {@code series} had a value in {@code minute}. */
    public void closed(Series series, long minute) {
        lasts.merge(series, minute, Math::max);
    }

    /** Those that have no value in this evaluation, in alphabetical order. */
    public List<Series> missing(Evaluation at) {
        List<Series> missing = new ArrayList<>();
        lasts.values().removeIf(minute -> at.instant() - minute > REMEMBERED);
        for (Series series : lasts.keySet()) {
            if (at.value(series).isEmpty()) {
                missing.add(series);
            }
        }
        return missing;
    }
}
