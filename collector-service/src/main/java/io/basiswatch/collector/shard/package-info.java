/**
 * Which collector runs which shard, and how one takes over from another. Kafka's consumer group decides the first, a compacted
 * topic that everybody reads, the board, carries the second.
 */
package io.basiswatch.collector.shard;
