package io.basiswatch.collector.shard;

import java.time.Duration;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * How a collector takes part in sharing out shards.
 *
 * @param id of the collector, the same after a restart and no other's
 * @param session how long the group waits for a collector that says nothing before it gives its seats to others
 * @param handOver how long a collector that stops waits for others to take over
 * @param seats who sits where, by what this collector has read of the board; asked by Kafka's thread
 */
record ShardSettings(String id, Duration session, Duration handOver, Supplier<SortedMap<Integer, ShardName>> seats) {}
