package io.basiswatch.collector.shard;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a collector runs, given the seats that it holds: a second replica of what it runs already would be of no use. */
final class Seating {
    private Seating() {}

    /**
     * What to run.
     *
     * @param running what runs here now; of two replicas it is rather the one that does
     */
    static Set<ShardName> runs(Set<Integer> held, SortedMap<Integer, ShardName> seats, Set<ShardName> running) {
        Map<ShardName, ShardName> byFeed = new TreeMap<>();
        seats.forEach((seat, shard) -> {
            if (held.contains(seat)) {
                byFeed.merge(shard.firstReplica(), shard, (one, other) -> better(one, other, running));
            }
        });
        return new TreeSet<>(byFeed.values());
    }

    private static ShardName better(ShardName one, ShardName other, Set<ShardName> running) {
        if (running.contains(one) != running.contains(other)) {
            return running.contains(one) ? one : other;
        }
        return one.replica() < other.replica() ? one : other;
    }
}
