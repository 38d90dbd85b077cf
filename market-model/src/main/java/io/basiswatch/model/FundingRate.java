package io.basiswatch.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What longs pay shorts for one interval; negative where shorts pay.
 *
 * @param instrument the perpetual
 * @param stamp when
 * @param kind settled or still running
 * @param rate a fraction of the position's value for the whole interval: 0.0001 is 0.01 %
 * @param interval how long the rate runs, as measured; empty while it is not known
 * @param fundingTime when it is (or was) paid, microseconds since the epoch
 */
public record FundingRate(
        Instrument instrument, Stamp stamp, Kind kind, double rate, Optional<Duration> interval, long fundingTime)
        implements InstrumentEvent {

    /** Whether a rate has been paid. */
    public enum Kind {
        /** As paid at {@code fundingTime}. */
        SETTLED,
        /** Running: what would be paid at {@code fundingTime} if nothing changed. */
        PREDICTED
    }

    public FundingRate {
        Checks.finite("rate", rate);
        if (interval.isPresent() && !interval.get().isPositive()) {
            throw new IllegalArgumentException("interval is not positive: " + interval.get());
        }
    }
}
