package io.basiswatch.local.trial;

import io.basiswatch.local.fault.Fault;
import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.fault.Kind;
import java.time.Duration;
import java.util.List;

/** The faults that everybody fears, one at a time, each in its plainest form. */
final class ScriptedFaults {
    private static final Duration AT = Duration.ofSeconds(60);

    private ScriptedFaults() {}

    /** One fault of that kind, a minute after the start. */
    static FaultScript of(String venue, Kind kind) {
        return new FaultScript(
                List.of(new Fault(AT, Duration.ofSeconds(seconds(kind)), venue, kind, stream(kind), amount(kind))));
    }

    private static long seconds(Kind kind) {
        return switch (kind) {
            case CUT, RESTART, SETTLE, FUNDING_INTERVAL -> 1;
            case MUTE, ACKNOWLEDGE_ONLY, HALF_OPEN -> 30;
            default -> 10;
        };
    }

    /** One stream is muted, one contract settled; everything else befalls all. */
    private static String stream(Kind kind) {
        return kind == Kind.MUTE || kind == Kind.SETTLE ? "#1" : "*";
    }

    private static long amount(Kind kind) {
        return switch (kind) {
            case DROP, DUPLICATE, CORRUPT -> 10;
            case CUT -> 60;
            case LIMIT, BAN -> 5;
            case SLOW -> 4_000;
            case OLD_SNAPSHOT -> 20_000;
            case SKEW -> 1_300;
            case FUNDING_INTERVAL -> 4;
            default -> 1;
        };
    }
}
