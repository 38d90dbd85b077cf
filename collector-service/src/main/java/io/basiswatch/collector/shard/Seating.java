package io.basiswatch.collector.shard;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** What a collector runs, given the seats that it holds: a second replica of what it runs already would be of no use. */
final class Seating {
    private Seating() {}

    static Set<ShardName> runs(Set<Integer> held, SortedMap<Integer, ShardName> seats) {
        Set<ShardName> here = new TreeSet<>();
        seats.forEach((seat, shard) -> {
            if (held.contains(seat)) {
                here.add(shard);
            }
        });
        Set<ShardName> runs = new TreeSet<>();
        for (ShardName shard : here) {
            boolean doubled = here.stream()
                    .anyMatch(other -> other.replica() < shard.replica()
                            && other.firstReplica().equals(shard.firstReplica()));
            if (!doubled) {
                runs.add(shard);
            }
        }
        return runs;
    }
}
