package io.basiswatch.indicator;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;

/**
 * A minute's value as it was stored before a restart.
 *
 * @param series which line it is a point of
 * @param minute its start, microseconds since the epoch
 * @param value the number
 * @param unit what it counts
 */
public record StoredMinute(Series series, long minute, double value, Unit unit) {
    public StoredMinute {
        if (minute != Resolution.MINUTE.floor(minute)) {
            throw new IllegalArgumentException(minute + " is not the start of a minute");
        }
    }
}
