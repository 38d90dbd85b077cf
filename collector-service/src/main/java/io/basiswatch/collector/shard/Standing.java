package io.basiswatch.collector.shard;

import java.util.List;
import java.util.Map;

/**
 * How it stands with a shard, as whoever runs it has last said.
 *
 * @param collector who runs it
 * @param epoch in which turn
 * @param phase how far
 * @param through until when, by that collector's clock, all that it received is in the log; microseconds since the epoch
 * @param tail what its streams ended with
 */
record Standing(String collector, long epoch, Phase phase, long through, Tail tail) {
    /** The part of a turn that others see. */
    enum Phase {
        /** It runs. */
        LIVE,
        /** It runs until somebody claims the shard. */
        LEAVING,
        /** It has ended, and everything of it is in the log. */
        LEFT
    }

    /**
     * Where a turn ended.
     *
     * @param broken the streams that were in a gap, as {@link MarketKey} writes them
     * @param last the last trade or liquidation of each flow, as {@link MarketKey} writes them
     */
    record Tail(List<String> broken, Map<String, String> last) {
        static final Tail EMPTY = new Tail(List.of(), Map.of());

        Tail {
            broken = List.copyOf(broken);
            last = Map.copyOf(last);
        }
    }
}
