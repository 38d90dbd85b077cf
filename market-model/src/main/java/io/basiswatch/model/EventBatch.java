package io.basiswatch.model;

import java.util.List;

/**
 * Events of one asset that travel together: one record of the log.
 *
 * <p>Each event keeps its own times, so how events are batched never changes what is computed from them.
 *
 * @param asset the asset in whose partition this is written; a partition also gets what all assets need, such as the
 *     quotes of stablecoins, under their own events' assets
 * @param collector the id of the collector that wrote it
 * @param shard which part of the collection the events are of, and in which turn
 * @param events in the order in which they were received
 */
public record EventBatch(String asset, String collector, Shard shard, List<MarketEvent> events) {
    public EventBatch {
        Checks.notBlank("asset", asset);
        Checks.notBlank("collector", collector);
        events = List.copyOf(events);
    }

    /** A batch that no shard wrote. */
    public EventBatch(String asset, String collector, List<MarketEvent> events) {
        this(asset, collector, Shard.NONE, events);
    }
}
