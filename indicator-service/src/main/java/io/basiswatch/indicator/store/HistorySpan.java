package io.basiswatch.indicator.store;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Between which times a series has values that were made of candles.
 *
 * @param series which
 * @param resolution of which intervals
 * @param first the earliest time, milliseconds since the epoch
 * @param last the latest time, milliseconds since the epoch
 */
record HistorySpan(Series series, Resolution resolution, long first, long last) {
    /** How a span is named in Redis. */
    String name() {
        return series + "@" + resolution.code();
    }

    /** The spans of {@code values}. */
    static List<HistorySpan> of(List<IndicatorValue> values) {
        Map<String, HistorySpan> spans = new LinkedHashMap<>();
        for (IndicatorValue value : values) {
            long time = value.time() / 1_000;
            HistorySpan one = new HistorySpan(value.series(), value.resolution(), time, time);
            spans.merge(one.name(), one, HistorySpan::with);
        }
        return new ArrayList<>(spans.values());
    }

    private HistorySpan with(HistorySpan other) {
        return new HistorySpan(series, resolution, Math.min(first, other.first), Math.max(last, other.last));
    }
}
