package io.basiswatch.local.fault;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.venue.Circumstances;

/** What a venue prints wrongly of itself: times by a clock that is wrong, numbers of books that have begun anew. */
public final class FaultyCircumstances implements Circumstances {
    private final Active active;

    /**
     * @param script the faults of this venue
     * @param start when the run begins, microseconds since the epoch
     */
    public FaultyCircumstances(FaultScript script, long start) {
        this.active = new Active(script, start);
    }

    /** The amount of a skew is in milliseconds. */
    @Override
    public long time(long time) {
        return active.at(time, Kind.SKEW)
                .map(fault -> time + fault.amount() * 1_000)
                .orElse(time);
    }

    /** Every book of the venue begins anew, as after the restart of its engine. */
    @Override
    public long sequence(Listing listing, long step) {
        long time = step * SimulatedMarket.STEP;
        return active.begun(time, Kind.RESTART).stream()
                .mapToLong(fault -> Math.max(1, step - Math.ceilDiv(active.begin(fault), SimulatedMarket.STEP) + 1))
                .min()
                .orElse(step);
    }
}
