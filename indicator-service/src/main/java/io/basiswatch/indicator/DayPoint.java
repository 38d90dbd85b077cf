package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * What one origin tells of a closed day of a series.
 *
 * @param value the number; empty where the day has none
 * @param quality how far it can be relied on
 * @param knownAt since when it is known, microseconds since the epoch
 * @param revision which it is
 * @param isOfCandles whether it was made of candles
 * @param content what it says, see {@link ValueContent}
 */
record DayPoint(OptionalDouble value, Quality quality, long knownAt, int revision, boolean isOfCandles, UUID content) {
    static DayPoint of(IndicatorValue value) {
        return new DayPoint(
                value.value(),
                value.quality(),
                value.knownAt(),
                value.revision(),
                !value.derivedFrom().isEmpty(),
                ValueContent.of(value));
    }

    /** Whether this one, which came later, takes the place of {@code known}. */
    boolean isNewerThan(DayPoint known) {
        return isOfCandles ? knownAt >= known.knownAt : revision >= known.revision;
    }

    /** Whether nothing follows from this one that did not follow from {@code known}. */
    boolean saysTheSame(DayPoint known) {
        return content.equals(known.content);
    }
}
