package io.basiswatch.collector.shard;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that collectors have told each other, in the one order that everybody sees it in. Who sits where and whose turn it is depends
 * on the newest record of each key alone, so it is the same before and after compaction. Only while a shard changes hands do the
 * claims before the newest matter, which are compacted much later.
 */
final class Board {
    private final Map<ShardName, Placed> feeds = new HashMap<>();
    private final Map<ShardName, NavigableMap<Long, Claimed>> claims = new HashMap<>();
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
                claims.computeIfAbsent(shard, none -> new TreeMap<>()).put(place, new Claimed(collector, place));
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
        return Optional.ofNullable(claims.get(shard)).map(all -> all.lastEntry().getValue());
    }

    /** The newest claim before {@code place} that somebody else has made than {@code collector}. */
    Optional<Claimed> claimBefore(ShardName shard, long place, String collector) {
        return claims.getOrDefault(shard, new TreeMap<>()).headMap(place, false).descendingMap().values().stream()
                .filter(claim -> !claim.collector().equals(collector))
                .findFirst();
    }

    Optional<Stood> standing(ShardName shard) {
        return Optional.ofNullable(standings.get(shard));
    }
}
