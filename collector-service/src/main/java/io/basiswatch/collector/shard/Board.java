package io.basiswatch.collector.shard;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that collectors have told each other, in the one order that everybody sees it in. What follows from it depends on the
 * newest record of each key alone, so it is the same before and after compaction.
 */
final class Board {
    private final Map<ShardName, Placed> feeds = new HashMap<>();
    private final Map<ShardName, Claimed> claims = new HashMap<>();
    private final Map<ShardName, Stood> standings = new HashMap<>();

    private record Placed(int seat, long place) {}

    /** Whose the newest turn is. */
    record Claimed(String collector, long epoch) {}

    /** What was said last, and where on the board. */
    record Stood(Standing standing, long place) {}

    /** Takes what stands at {@code place}. */
    void read(long place, BoardRecord said) {
        switch (said) {
            case BoardRecord.Feed(ShardName shard, Optional<Integer> seat) -> {
                feeds.remove(shard);
                seat.ifPresent(number -> feeds.put(shard, new Placed(number, place)));
            }
            case BoardRecord.Claim(ShardName shard, String collector) ->
                claims.put(shard, new Claimed(collector, place));
            case BoardRecord.State(ShardName shard, Standing standing) ->
                standings.put(shard, new Stood(standing, place));
        }
    }

    /** Who sits where; where two were given one seat, the one that was there before the other. */
    SortedMap<Integer, ShardName> seats() {
        SortedMap<Integer, ShardName> seats = new TreeMap<>();
        feeds.forEach((shard, placed) -> seats.merge(
                placed.seat(),
                shard,
                (one, other) -> feeds.get(one).place() < feeds.get(other).place() ? one : other));
        return seats;
    }

    boolean hasSeat(ShardName shard) {
        return seats().containsValue(shard);
    }

    Optional<Claimed> claim(ShardName shard) {
        return Optional.ofNullable(claims.get(shard));
    }

    Optional<Stood> standing(ShardName shard) {
        return Optional.ofNullable(standings.get(shard));
    }
}
