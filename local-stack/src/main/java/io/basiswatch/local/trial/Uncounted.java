package io.basiswatch.local.trial;

import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.fault.Kind;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Trades that a venue left out of its stream although nothing that it says counts them: their ids are in no order, and REST tells
 * too few to hold the stream against. A stream that is mute for long is noticed all the same, and then what is missing is told.
 */
final class Uncounted implements Predicate<SaidTrade> {
    private static final Set<String> VENUES = Set.of("bitmex", "hyperliquid");
    private static final Set<Kind> THINNING = EnumSet.of(Kind.DROP, Kind.MUTE, Kind.ACKNOWLEDGE_ONLY, Kind.CORRUPT);
    /** What was left out before a fault was over may be of a little earlier by the venue's own time. */
    private static final long SLACK = 3_000_000;

    private final FaultScript script;
    private final long start;

    /**
     * @param start when the run begins, microseconds since the epoch
     */
    Uncounted(FaultScript script, long start) {
        this.script = script;
        this.start = start;
    }

    @Override
    public boolean test(SaidTrade trade) {
        String venue = trade.instrument().venue().id();
        return VENUES.contains(venue)
                && script.of(venue).faults().stream()
                        .filter(fault -> THINNING.contains(fault.kind()))
                        .anyMatch(fault -> trade.time() >= start + VirtualTime.micros(fault.at()) - SLACK
                                && trade.time() <= start + VirtualTime.micros(fault.end()) + SLACK);
    }
}
