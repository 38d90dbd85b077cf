package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;

/**
 * A value of a closed minute, hour or day, as it is told to those that look back on it.
 *
 * @param series which line it is a point of
 * @param resolution how long its interval is
 * @param time the start of the interval, microseconds since the epoch
 * @param value the number
 * @param quality how far it can be relied on; never absent
 * @param knownAt since when it is known, microseconds since the epoch
 * @param isOfCandles whether it was made of candles
 */
public record ClosedValue(
        Series series,
        Resolution resolution,
        long time,
        double value,
        Quality quality,
        long knownAt,
        boolean isOfCandles) {
    /** What has to be told of {@code value}, which is not absent. */
    static ClosedValue of(IndicatorValue value) {
        return new ClosedValue(
                value.series(),
                value.resolution(),
                value.time(),
                value.value().orElseThrow(),
                value.quality(),
                // As it is stored: whether it was read from the store must not matter.
                value.knownAt() - Math.floorMod(value.knownAt(), 1_000L),
                !value.derivedFrom().isEmpty());
    }
}
