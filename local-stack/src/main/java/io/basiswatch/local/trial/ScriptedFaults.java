package io.basiswatch.local.trial;

import io.basiswatch.local.venue.Fault;
import io.basiswatch.local.venue.FaultKind;
import io.basiswatch.local.venue.FaultScript;
import io.basiswatch.model.Venue;
import java.util.List;
import java.util.Map;

/** The faults that everybody fears, one at a time, each in its plainest form. */
final class ScriptedFaults {
    private static final long SECOND = 1_000_000;
    private static final long AT = 60 * SECOND;

    private ScriptedFaults() {}

    /** One fault of that kind, a minute after the start. */
    static FaultScript of(long seed, String venue, FaultKind kind) {
        return new FaultScript(
                seed, List.of(new Fault(AT, lasting(kind) * SECOND, Venue.of(venue), kind, parameters(kind))));
    }

    /** Seconds. */
    private static long lasting(FaultKind kind) {
        return switch (kind) {
            case CUT, CLOSE, RESTART, SETTLE, FUNDING -> 1;
            case MUTE, DEAF, HALF_OPEN -> 30;
            default -> 10;
        };
    }

    private static Map<String, String> parameters(FaultKind kind) {
        return switch (kind) {
            case DROP, DUPLICATE, SWAP, CORRUPT -> Map.of("share", "0.1");
            case DELAY -> Map.of("share", "0.2", "ms", "1500");
            case CUT -> Map.of("bytes", "60");
            case MUTE -> Map.of("some", "0.5");
            case REFUSE, STORM -> Map.of("status", "429", "retry", "5");
            case SKEW -> Map.of("ms", "1300");
            case SLOW -> Map.of("ms", "4000");
            case STALE -> Map.of("ms", "20000");
            case FUNDING -> Map.of("hours", "4");
            default -> Map.of();
        };
    }
}
