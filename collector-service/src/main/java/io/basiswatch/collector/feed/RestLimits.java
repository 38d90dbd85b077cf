package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * How much a venue lets one address ask.
 *
 * @param capacity how much weight may be spent in each {@code window}
 * @param window the time over which the venue counts
 * @param weight what an address costs, by its path and query
 * @param header where the venue says how much has been spent, or is left
 */
public record RestLimits(int capacity, Duration window, ToIntFunction<String> weight, Optional<Header> header) {
    /**
     * A header of every answer that tells how far the limit is used up.
     *
     * @param name of the header
     * @param tellsRemaining whether it counts down to 0 instead of up to the capacity
     */
    public record Header(String name, boolean tellsRemaining) {}

    public RestLimits {
        if (capacity < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a limit of " + capacity + " in " + window);
        }
    }

    /** A limit that counts requests alone and is told by no header. */
    public static RestLimits requests(int capacity, Duration window) {
        return new RestLimits(capacity, window, path -> 1, Optional.empty());
    }
}
