package io.basiswatch.local.venue;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the tests of protocols have in common: passes over captures, and frames rewritten by them. */
final class ProtocolFrames {
    /** The shipped captures begin about here: 8 August 2024, 23:54:14 UTC. */
    static final long CAPTURED = 1_723_161_254_000_000L;

    private static final long MINUTES_5 = 300_000_000L;

    private ProtocolFrames() {}

    /** A pass at the captures' own pace, {@code shiftMicros} later than they were received. */
    static Loop pass(long shiftMicros, int number, Map<Numbers.IdKind, Long> spans) {
        return new Loop(CAPTURED, CAPTURED + MINUTES_5, CAPTURED + shiftMicros, 1, number, shiftMicros, spans);
    }

    static String rewritten(Protocol protocol, String frame, Loop loop) {
        return new String(
                JsonEdit.apply(frame.getBytes(StandardCharsets.UTF_8), protocol.rule(loop)), StandardCharsets.UTF_8);
    }
}
