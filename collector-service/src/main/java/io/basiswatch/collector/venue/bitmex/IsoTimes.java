package io.basiswatch.collector.venue.bitmex;

import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.Rfc3339;
import java.time.Duration;
import java.time.LocalDate;

/** Times as BitMEX writes them, {@code 2021-07-22T22:36:10.014Z}, and intervals, which it writes as times too. */
final class IsoTimes {
    private static final long DAY_MILLIS = 86_400_000;
    private static final long MICROS_PER_MILLI = 1_000;

    /** Intervals are written as a time after this one: {@code 2000-01-01T08:00:00.000Z} is eight hours. */
    private static final long INTERVAL_ZERO = LocalDate.of(2000, 1, 1).toEpochDay() * DAY_MILLIS;

    private IsoTimes() {}

    /** Milliseconds since the epoch. */
    static long millis(JsonFields fields, int field) {
        return Rfc3339.micros(fields, field) / MICROS_PER_MILLI;
    }

    static Duration interval(JsonFields fields, int field) {
        Duration interval = Duration.ofMillis(millis(fields, field) - INTERVAL_ZERO);
        if (!interval.isPositive()) {
            throw new JsonException("an interval that is not positive: " + interval);
        }
        return interval;
    }
}
