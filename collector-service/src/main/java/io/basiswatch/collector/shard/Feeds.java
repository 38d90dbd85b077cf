package io.basiswatch.collector.shard;

import io.basiswatch.model.MarketEvent;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What shards run: begins the feed of a shard. All calls come from the event loop. */
public interface Feeds {
    /**
     * Begins to feed.
     *
     * @param since until when it is known that nothing is missing, microseconds since the epoch; empty where nobody knows
     * @param out takes the events
     */
    Feed start(ShardName shard, OptionalLong since, Consumer<MarketEvent> out);

    /** Whether the source of a shard is a simulation. */
    boolean isSimulated(ShardName shard);

    /** A feed that runs. */
    interface Feed {
        /** Whether every stream has begun that can be expected to have. */
        boolean flows();

        /** Trades of streams that begin from now on are missing since {@code time}, microseconds since the epoch. */
        void wholeUntil(long time);

        /** Ends it; what its streams carried gets its gap. */
        void stop();
    }
}
