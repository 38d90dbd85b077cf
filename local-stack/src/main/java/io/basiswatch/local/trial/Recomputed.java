package io.basiswatch.local.trial;

import io.basiswatch.indicator.ValueSink;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the log comes to, computed once more and never disturbed: each value that was served must be one of these, to the last
 * bit, because the same log gives the same values.
 */
final class Recomputed implements ValueSink {
    private static final long MICROS_PER_MILLI = 1_000;

    private final Map<Place, List<Figure>> figures = new HashMap<>();

    /**
     * The place of a value in its series.
     *
     * @param millis since the epoch
     */
    record Place(String series, String resolution, long millis) {}

    /**
     * What is told of a value.
     *
     * @param value the number; {@code NaN} for none
     * @param knownAt milliseconds since the epoch
     */
    record Figure(double value, String quality, List<String> reasons, long knownAt, int revision) {
        /** What is told of a value, in the stream as in a history. */
        static Figure of(JsonObject json) {
            Double value = json.getDouble("value");
            JsonArray reasons = json.getJsonArray("reasons", new JsonArray());
            return new Figure(
                    value == null ? Double.NaN : value,
                    json.getString("quality"),
                    reasons.stream().map(String.class::cast).toList(),
                    json.getLong("known_at"),
                    json.getInteger("revision"));
        }

        /** Whether there is a number. */
        boolean isThere() {
            return !Double.isNaN(value);
        }
    }

    @Override
    public synchronized void publish(String asset, long instant, List<IndicatorValue> values) {
        for (IndicatorValue value : values) {
            boolean isLive = value.derivedFrom().isEmpty()
                    && (value.resolution() == Resolution.SECOND || value.resolution() == Resolution.MINUTE);
            if (isLive) {
                figures.computeIfAbsent(place(value), key -> new ArrayList<>()).add(figure(value));
            }
        }
    }

    private static Place place(IndicatorValue value) {
        return new Place(value.series().toString(), value.resolution().code(), value.time() / MICROS_PER_MILLI);
    }

    private static Figure figure(IndicatorValue value) {
        return new Figure(
                value.value().orElse(Double.NaN),
                value.quality().code(),
                value.reasons(),
                value.knownAt() / MICROS_PER_MILLI,
                value.revision());
    }

    /** All revisions of a value, in their order; empty where there is none. */
    synchronized List<Figure> at(Place place) {
        return List.copyOf(figures.getOrDefault(place, List.of()));
    }

    /** The places of one resolution from {@code from} to {@code to}, in milliseconds. */
    synchronized List<Place> places(Resolution resolution, long from, long to) {
        return figures.keySet().stream()
                .filter(place -> place.resolution().equals(resolution.code()))
                .filter(place -> place.millis() >= from && place.millis() < to)
                .toList();
    }

    /** Of which series there are minutes. */
    synchronized Set<Series> series() {
        Set<Series> series = new TreeSet<>();
        figures.keySet().stream()
                .filter(place -> place.resolution().equals(Resolution.MINUTE.code()))
                .forEach(place -> series.add(Series.parse(place.series())));
        return series;
    }
}
