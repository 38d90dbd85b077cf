package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a store tells an engine that goes on, for those of its indicators that look back. */
final class LookedBack {
    private static final long GRACE = 250_000;

    private LookedBack() {}

    /** Of {@code stored}, in the order in which it was published, what was known at {@code openMinute}. */
    static List<ClosedValue> of(Collection<IndicatorValue> stored, long openMinute) {
        List<ClosedValue> told = new ArrayList<>();
        for (LookBack lookBack : Indicators.lookBacks(Indicators.all())) {
            Map<String, ClosedValue> newest = new LinkedHashMap<>();
            stored.stream()
                    .filter(value -> isAskedFor(value, lookBack, openMinute))
                    .forEach(value -> newest.put(value.series() + " " + value.time(), ClosedValue.of(value)));
            told.addAll(newest.values());
        }
        return told;
    }

    private static boolean isAskedFor(IndicatorValue value, LookBack lookBack, long openMinute) {
        return value.series().indicator().equals(lookBack.indicator())
                && value.resolution() == lookBack.resolution()
                && value.value().isPresent()
                && value.time() >= openMinute - micros(lookBack.length())
                && value.time() < openMinute
                && value.knownAt() <= openMinute + GRACE;
    }

    private static long micros(Duration length) {
        return length.toMillis() * 1_000;
    }
}
