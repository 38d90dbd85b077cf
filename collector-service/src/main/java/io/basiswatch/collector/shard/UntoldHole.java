package io.basiswatch.collector.shard;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The hole that a turn began with, as long as some of its streams may not have told it.
 *
 * <p>A stream tells its gap with its first news, and in a thin market that takes a while. Who is killed before that takes the hole
 * along, unless the board says that nothing is whole since it began: then the next one tells the gap from there, and asks for the
 * trades from there. Too long a gap is right, one that is missing is not.
 */
final class UntoldHole {
    private static final Duration TOLD = Duration.ofSeconds(60);

    private final LongSupplier nanos;
    private OptionalLong from = OptionalLong.empty();
    private long began;

    /**
     * @param nanos monotonic time
     */
    UntoldHole(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * A turn begins.
     *
     * @param whole until when the one before has told everything, microseconds since the epoch; empty where nobody knows
     */
    void opens(OptionalLong whole) {
        from = whole;
        began = nanos.getAsLong();
    }

    /** Until when everything is told, of what is in the log up to {@code written}. */
    long through(long written) {
        boolean isTold = nanos.getAsLong() - began > TOLD.toNanos();
        return isTold ? written : Math.min(from.orElse(written), written);
    }
}
