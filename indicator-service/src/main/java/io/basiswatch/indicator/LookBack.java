package io.basiswatch.indicator;

import io.basiswatch.model.Resolution;
import java.time.Duration;

/**
 * Closed values that an indicator's states have to be told, see {@link Indicator.State#closed(ClosedValue)}.
 *
 * @param indicator whose values: of the same asset, of every dimension
 * @param resolution of these values: minutes, hours or days
 * @param length how far back they must have been told for a state to be what it would be without a restart
 */
public record LookBack(String indicator, Resolution resolution, Duration length) {
    public LookBack {
        if (resolution == Resolution.SECOND) {
            throw new IllegalArgumentException("seconds are not stored");
        }
        if (!length.isPositive()) {
            throw new IllegalArgumentException("no length: " + length);
        }
    }
}
