package io.basiswatch.local.trial;


import io.basiswatch.local.venue.Fault;
import io.basiswatch.local.venue.FaultScript;
import io.basiswatch.local.venue.Told;
import io.basiswatch.local.venue.Truth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Watches what venues do to their clients, so that it is known when each fault was first felt. */
final class FaultWatch implements Truth {
    private final List<Fault> faults;
    private final long start;
    private final Map<Fault, Long> felt = new HashMap<>();

    /**
     * @param start when the run begins, microseconds since the epoch
     */
    FaultWatch(FaultScript script, long start) {
        this.faults = script.faults();
        this.start = start;
    }

    List<Fault> faults() {
        return faults;
    }

    @Override
    public void take(Told told) {
        if (told.fate() == Told.Fate.SENT) {
            return;
        }
        for (Fault fault : faults) {
            boolean isOn = told.time() >= begin(fault) && told.time() <= end(fault);
            if (isOn && fault.venue().equals(told.venue())) {
                felt.putIfAbsent(fault, told.time());
            }
        }
    }

    /** When it begins, microseconds since the epoch. */
    long begin(Fault fault) {
        return start + fault.at();
    }

    /** When it is over, microseconds since the epoch. */
    long end(Fault fault) {
        return begin(fault) + fault.lasting();
    }

    /**
     * When it was first felt, microseconds since the epoch; for what shows in no frame, such as a venue that refuses, when it
     * began.
     */
    OptionalLong felt(Fault fault) {
        return switch (fault.kind()) {
            case CLOSE, HALF_OPEN, REFUSE, STORM, RESTART, SKEW, SETTLE, FUNDING, SLOW, STALE ->
                OptionalLong.of(begin(fault));
            default -> felt.containsKey(fault) ? OptionalLong.of(felt.get(fault)) : OptionalLong.empty();
        };
    }
}
