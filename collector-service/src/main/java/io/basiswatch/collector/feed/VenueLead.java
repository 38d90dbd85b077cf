package io.basiswatch.collector.feed;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How far our clock is ahead of a venue's, at most: the least of receipt minus the venue's own time over the last minute.
 *
 * <p>What a message needs on its way is in it, so it is an upper bound: a clock that is right shows the fastest message's
 * time of travel. A negative one is certain: nothing arrives before it was sent, so the venue's clock is ahead of ours by that
 * much at least. Microseconds.
 */
final class VenueLead {
    private static final long SLICE = 10_000_000;
    private static final int SLICES = 6;
    private static final long NOTHING = Long.MAX_VALUE;

    private final long[] least = new long[SLICES];
    private long slice;

    VenueLead() {
        Arrays.fill(least, NOTHING);
    }

    /** Takes news in; those that carry no time of the venue, or of another moment, tell nothing. */
    void arrived(InstrumentEvent event) {
        long lead = event.receivedTime() - event.eventTime();
        if (lead == 0 || event.stamp().origin() != Origin.LIVE || !isOfItsMoment(event)) {
            return;
        }
        forget(event.receivedTime());
        int at = (int) (slice % SLICES);
        least[at] = Math.min(least[at], lead);
    }

    private static boolean isOfItsMoment(InstrumentEvent event) {
        return switch (event) {
            case Trade trade -> true;
            case Quote quote -> true;
            case MarkPrice mark -> true;
            case IndexPrice index -> true;
            case DepthProfile depth -> true;
            default -> false;
        };
    }

    /** Empty where nothing was heard in the last minute. */
    OptionalLong micros(long now) {
        forget(now);
        long lead = Arrays.stream(least).min().orElse(NOTHING);
        return lead == NOTHING ? OptionalLong.empty() : OptionalLong.of(lead);
    }

    private void forget(long now) {
        long current = now / SLICE;
        for (long passed = Math.max(slice, current - SLICES) + 1; passed <= current; passed++) {
            least[(int) (passed % SLICES)] = NOTHING;
        }
        slice = Math.max(slice, current);
    }
}
