package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.Optional;

/**
 * Measures how long a funding rate runs, as the time between two funding times that followed one another.
 *
 * <p>Two times count as consecutive only if the running one was seen within the last minutes before it was paid: after a
 * longer silence a payment may have been missed. Times have jitter of some milliseconds, so the interval is rounded to a
 * minute. One per instrument.
 */
public final class FundingIntervals {
    private static final long MINUTE = 60_000_000;
    private static final long MAX_SILENCE = 5 * MINUTE;

    private long fundingTime;
    private long lastReceived;
    private Optional<Duration> interval = Optional.empty();

    /**
     * Notes that at {@code receivedTime} the next payment was due at {@code nextFundingTime} (both microseconds).
     *
     * @return the interval that ends with that payment, once known
     */
    public Optional<Duration> measure(long nextFundingTime, long receivedTime) {
        long step = nextFundingTime - fundingTime;
        boolean paid = step > MINUTE / 2;
        if (fundingTime > 0 && paid && receivedTime - lastReceived <= MAX_SILENCE) {
            interval = Optional.of(Duration.ofMinutes((step + MINUTE / 2) / MINUTE));
        }
        fundingTime = paid ? nextFundingTime : fundingTime;
        lastReceived = receivedTime;
        return interval;
    }
}
