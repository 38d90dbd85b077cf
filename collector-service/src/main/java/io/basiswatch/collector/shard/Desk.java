package io.basiswatch.collector.shard;

import io.basiswatch.collector.shard.Surroundings.Writer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * The shards of one collector: begins and ends turns as seats come and go and as the board says who sits where. Lives on the
 * event loop; it knows no Kafka.
 */
final class Desk {
    private static final long FRESH_MICROS = 8_000_000;

    private final Collection<ShardName> configured;
    private final Surroundings around;
    private final Board board = new Board();
    private final Set<Integer> seats = new HashSet<>();
    private final Map<ShardName, ShardRun> runs = new HashMap<>();
    private int partitions;
    private boolean current;
    private boolean closing;

    /**
     * @param configured all shards that there are to be, here or on others
     */
    Desk(Collection<ShardName> configured, Surroundings around) {
        this.configured = List.copyOf(configured);
        this.around = around;
    }

    /** Something was said on the board. */
    void said(long place, BoardRecord record) {
        board.read(place, record);
        if (record instanceof BoardRecord.Feed) {
            settle();
        }
        tick();
    }

    /** Seats are ours from now on; the board has been read up to what was said before. */
    void given(Set<Integer> more, int partitionCount) {
        current = true;
        partitions = partitionCount;
        seats.addAll(more);
        register();
        settle();
    }

    /** Who holds the board's own partition sees to it that everybody has a seat. */
    private void register() {
        if (seats.contains(0)) {
            Writer writer = around.writer();
            Registrar.missing(configured, board, partitions).forEach(record -> writer.write(record, place -> {}));
        }
    }

    /**
     * Seats go to others.
     *
     * @return done when the others can see it
     */
    CompletableFuture<Void> taken(Set<Integer> fewer) {
        seats.removeAll(fewer);
        return settle();
    }

    /** We were away for so long that the seats are somebody else's. */
    void lost() {
        seats.clear();
        runs.values().forEach(ShardRun::lost);
        sweep();
    }

    /** Begins and ends what must be, given seats and board. */
    private CompletableFuture<Void> settle() {
        if (!current) {
            return CompletableFuture.completedFuture(null);
        }
        Set<ShardName> wanted = closing ? Set.of() : Seating.runs(seats, board.seats(), runs.keySet());
        Set<CompletableFuture<Void>> said = new HashSet<>();
        for (ShardName shard : new TreeSet<>(runs.keySet())) {
            ShardRun run = runs.get(shard);
            if (wanted.contains(shard)) {
                run.stays();
            } else if (!board.hasSeat(shard)) {
                run.stop();
            } else {
                CompletableFuture<Void> told = new CompletableFuture<>();
                run.leaves(() -> told.complete(null));
                said.add(told);
            }
        }
        sweep();
        wanted.forEach(shard -> runs.computeIfAbsent(shard, name -> new ShardRun(name, around, board)));
        return CompletableFuture.allOf(said.toArray(CompletableFuture[]::new));
    }

    private boolean sweep() {
        return runs.values().removeIf(ShardRun::hasEnded);
    }

    /** Several times a second. */
    void tick() {
        List.copyOf(runs.values()).forEach(ShardRun::tick);
        if (sweep()) {
            settle();
        }
    }

    /**
     * From now on nothing begins here; what runs goes on until others have taken it over.
     *
     * @return done when the others can see it
     */
    CompletableFuture<Void> close() {
        closing = true;
        CompletableFuture<Void> told = settle();
        runs.forEach((shard, run) -> {
            if (isCovered(shard)) {
                run.stop();
            }
        });
        return told;
    }

    /** Whether another collector runs a replica of it, so that nobody need wait for who takes this one over. */
    private boolean isCovered(ShardName shard) {
        return board.seats().values().stream()
                .filter(other -> !other.equals(shard) && other.firstReplica().equals(shard.firstReplica()))
                .flatMap(other -> board.standing(other).stream())
                .map(Board.Stood::standing)
                .anyMatch(standing -> standing.phase() == Standing.Phase.LIVE
                        && !standing.collector().equals(around.collector())
                        && around.through().getAsLong() - standing.through() < FRESH_MICROS);
    }

    /** Nobody will come: what still runs ends. */
    void stop() {
        closing = true;
        runs.values().forEach(ShardRun::stop);
        tick();
    }

    /** Whether nothing runs here. */
    boolean isIdle() {
        return runs.isEmpty();
    }

    Board board() {
        return board;
    }
}
