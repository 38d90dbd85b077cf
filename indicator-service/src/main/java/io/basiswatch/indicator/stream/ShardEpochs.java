package io.basiswatch.indicator.stream;

import io.basiswatch.model.Shard;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The highest epoch of each shard in one partition of the log, and where in the log it began.
 *
 * <p>What has a lower epoch is fenced off. An epoch may have begun long before the part of the log that is read again after a
 * restart, so the epochs that hold at the committed place are committed with it: a restart fences off exactly the same. The
 * shards that have begun an epoch last are told first, as far as there is room.
 */
final class ShardEpochs {
    /** Kafka takes 4,096 bytes with a commit; the open minute and a margin are left. */
    private static final int MOST_TEXT = 3_500;

    private final Map<String, Deque<Turn>> turns = new HashMap<>();

    /** From {@code offset} on the shard is in this epoch. */
    private record Turn(long offset, long epoch) {}

    /** Takes up what {@link #text} told of the place from which on the log is read. Throws where it is no such text. */
    void resume(String text) {
        if (text.isEmpty()) {
            return;
        }
        for (String each : text.split(",")) {
            int split = each.lastIndexOf('=');
            begin(each.substring(0, split), new Turn(Long.MIN_VALUE, Long.parseLong(each.substring(split + 1))));
        }
    }

    /** Whether what this shard wrote at {@code offset} counts; offsets only grow. */
    boolean admits(Shard shard, long offset) {
        if (shard.isNone()) {
            return true;
        }
        Deque<Turn> known = turns.get(shard.name());
        if (known != null && shard.epoch() < known.getLast().epoch()) {
            return false;
        }
        if (known == null || shard.epoch() > known.getLast().epoch()) {
            begin(shard.name(), new Turn(offset, shard.epoch()));
        }
        return true;
    }

    private void begin(String shard, Turn turn) {
        turns.computeIfAbsent(shard, name -> new ArrayDeque<>(2)).addLast(turn);
    }

    /** The epochs that hold before {@code offset}, which only grows: nothing of before it will be asked for any more. */
    String text(long offset) {
        Map<String, Turn> holding = new HashMap<>();
        turns.forEach((shard, known) -> before(known, offset).ifPresent(turn -> holding.put(shard, turn)));
        List<Map.Entry<String, Turn>> newestFirst = holding.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Turn>>comparingLong(
                                entry -> -entry.getValue().epoch())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Turn> entry : newestFirst) {
            String each = entry.getKey() + "=" + entry.getValue().epoch();
            if (text.length() + each.length() < MOST_TEXT) {
                text.append(text.isEmpty() ? "" : ",").append(each);
            }
        }
        return text.toString();
    }

    private static Optional<Turn> before(Deque<Turn> known, long offset) {
        Turn last = null;
        while (!known.isEmpty() && known.getFirst().offset() < offset) {
            last = known.removeFirst();
        }
        if (last != null) {
            known.addFirst(last);
        }
        return Optional.ofNullable(last);
    }
}
