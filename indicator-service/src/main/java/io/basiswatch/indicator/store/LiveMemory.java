package io.basiswatch.indicator.store;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What only this process knows of what it has written to Redis: it is in no database, and written again where Redis lost it. */
final class LiveMemory {
    private final Map<String, Long> progress = new HashMap<>();
    private final Map<String, Map<String, IndicatorValue>> seconds = new TreeMap<>();

    /** Another process may have gone on with these assets. */
    void clear() {
        progress.clear();
        seconds.clear();
    }

    /** How far Redis has got, as it says itself. */
    void heard(Map<String, Long> told) {
        told.forEach((asset, instant) -> progress.merge(asset, instant, Math::max));
    }

    /** An instant that is safe in all places. */
    void wrote(InstantValues instant) {
        progress.merge(instant.asset(), instant.instantMillis(), Math::max);
        Map<String, IndicatorValue> newest = seconds.computeIfAbsent(instant.asset(), asset -> new TreeMap<>());
        for (IndicatorValue value : instant.values()) {
            if (value.resolution() == Resolution.SECOND) {
                newest.put(value.series().toString(), value);
            }
        }
    }

    /** The last instant (ms) of the asset that is safe; a time before all others where there is none. */
    long progress(String asset) {
        return progress.getOrDefault(asset, Long.MIN_VALUE);
    }

    boolean isNew(InstantValues instant) {
        return instant.instantMillis() > progress(instant.asset());
    }

    Map<String, Long> progress() {
        return progress;
    }

    /** Asset → series → the newest value of a second. */
    Map<String, Map<String, IndicatorValue>> seconds() {
        return seconds;
    }
}
