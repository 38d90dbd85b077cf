package io.basiswatch.indicator.store;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.Optional;

/**
 * One point of a series, as Redis keeps it.
 *
 * @param series which
 * @param resolution of which interval
 * @param time its start, milliseconds since the epoch
 * @param value the number
 */
record SeriesPoint(Series series, Resolution resolution, long time, double value) {
    /** The point of a closed value; empty where there is no number. */
    static Optional<SeriesPoint> of(IndicatorValue value) {
        return value.value().isEmpty()
                ? Optional.empty()
                : Optional.of(new SeriesPoint(
                        value.series(),
                        value.resolution(),
                        value.time() / 1_000,
                        value.value().getAsDouble()));
    }
}
