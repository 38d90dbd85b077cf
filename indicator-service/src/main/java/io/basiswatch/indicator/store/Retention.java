package io.basiswatch.indicator.store;

import io.basiswatch.model.Resolution;
import java.time.Duration;

/**
 * For how long values are kept, by how far apart they are; {@link #ENDLESS} is without end. It is counted back from the newest
 * value, in the time of the data: a service that stood still throws nothing away.
 *
 * @param minutes of minutes
 * @param hours of hours
 * @param days of days
 */
public record Retention(Duration minutes, Duration hours, Duration days) {
    /** Nothing is thrown away. */
    public static final Duration ENDLESS = Duration.ZERO;

    public Retention {
        if (minutes.isNegative() || hours.isNegative() || days.isNegative()) {
            throw new IllegalArgumentException("a retention is negative: " + minutes + ", " + hours + ", " + days);
        }
    }

    /** Milliseconds; 0 where it is without end. */
    public long millis(Resolution resolution) {
        return switch (resolution) {
            case SECOND -> throw new IllegalArgumentException("seconds are not kept");
            case MINUTE -> minutes.toMillis();
            case HOUR -> hours.toMillis();
            case DAY -> days.toMillis();
        };
    }

    /** The earliest time, milliseconds since the epoch, that is kept once {@code newest} is there. */
    public long earliest(Resolution resolution, long newest) {
        long kept = millis(resolution);
        return kept == 0 ? Long.MIN_VALUE : newest - kept;
    }
}
