package io.basiswatch.collector.shard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gives seats to the shards that are configured. Only the collector that holds partition 0 does so, so that the group itself
 * elects the registrar; where two wrote at the same time, the next reading of the board puts it right.
 */
final class Registrar {
    private Registrar() {}

    /** How many partitions the topic needs: the board's own, and one for each shard. */
    static int partitions(Collection<ShardName> configured) {
        return 1 + configured.size();
    }

    /** What must be written so that every configured shard has a seat of its own, and no other has one. */
    static List<BoardRecord> missing(Collection<ShardName> configured, Board board, int partitions) {
        SortedMap<Integer, ShardName> seats = new TreeMap<>(board.seats());
        List<BoardRecord> missing = new ArrayList<>();
        for (ShardName gone : new TreeSet<>(seats.values())) {
            if (!configured.contains(gone)) {
                missing.add(new BoardRecord.Feed(gone, Optional.empty()));
                seats.values().remove(gone);
            }
        }
        for (ShardName wanted : new TreeSet<>(configured)) {
            int seat = 1;
            while (seats.containsKey(seat)) {
                seat++;
            }
            if (!seats.containsValue(wanted) && seat < partitions) {
                missing.add(new BoardRecord.Feed(wanted, Optional.of(seat)));
                seats.put(seat, wanted);
            }
        }
        return missing;
    }
}
