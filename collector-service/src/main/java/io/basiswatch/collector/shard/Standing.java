package io.basiswatch.collector.shard;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
     * @param whole the streams that had begun and were in no gap
     * @param last the last trade or liquidation of each flow, as {@link MarketKey} writes them
     * @param since from when on nobody knows of the other streams, microseconds since the epoch; 0 where nobody ever did
     */
    record Tail(Map<Instrument, Set<FeedGap.Scope>> whole, Map<String, String> last, long since) {
        static final Tail EMPTY = new Tail(Map.of(), Map.of(), 0);

        Tail {
            whole = whole.entrySet().stream()
                    .filter(entry -> !entry.getValue().isEmpty())
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
            last = Map.copyOf(last);
        }

        boolean isWhole(Instrument instrument, FeedGap.Scope scope) {
            return whole.getOrDefault(instrument, Set.of()).contains(scope);
        }
    }
}
