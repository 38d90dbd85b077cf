package io.basiswatch.local.trial;

import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.fault.Kind;
import io.basiswatch.model.DepthProfile;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Books of which a venue left out a change that nothing it says can show. Kraken's spot market numbers no changes, and its checksum
 * covers the best ten levels of a thousand: where the only change that was left out is of a farther level, every message after it
 * fits, in time and in checksum, until the price comes near. No client can know; so such a book is counted apart, and only if its
 * best prices are right and changes were left out before.
 */
final class BeyondChecksum implements Predicate<DepthProfile> {
    private static final Set<String> VENUES = Set.of("kraken-spot");
    private static final Set<Kind> THINNING = EnumSet.of(Kind.DROP, Kind.MUTE, Kind.ACKNOWLEDGE_ONLY);

    private final FaultScript script;
    private final long start;

    /**
     * @param start when the run begins, microseconds since the epoch
     */
    BeyondChecksum(FaultScript script, long start) {
        this.script = script;
        this.start = start;
    }

    @Override
    public boolean test(DepthProfile profile) {
        String venue = profile.venue().id();
        return VENUES.contains(venue)
                && script.of(venue).faults().stream()
                        .filter(fault -> THINNING.contains(fault.kind()))
                        .anyMatch(fault -> profile.receivedTime() >= start + VirtualTime.micros(fault.at()));
    }
}
