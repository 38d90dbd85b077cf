package io.basiswatch.gateway.live;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The board, read at most once in a while: of a crowd of clients that come together, one asks Redis and all share the
 * answer.
 */
final class Boards {
    private final BoardReader reader;
    private final long ageNanos;
    private final LongSupplier nanoTime;

    private Optional<Reading> newest = Optional.empty();

    /** A board that is being read, or was. */
    private record Reading(Uni<Board> board, long generation, long since) {}

    Boards(BoardReader reader, Duration age, LongSupplier nanoTime) {
        this.reader = reader;
        this.ageNanos = age.toNanos();
        this.nanoTime = nanoTime;
    }

    /** A board of the same life of the log, no older than the age. */
    synchronized Uni<Board> at(Standing standing) {
        long now = nanoTime.getAsLong();
        Optional<Reading> usable = newest.filter(
                reading -> reading.generation() == standing.generation() && now - reading.since() < ageNanos);
        if (usable.isPresent()) {
            return usable.get().board();
        }
        Uni<Board> board = reader.read(standing.position(), standing.epoch())
                .onFailure()
                .invoke(this::forget)
                .memoize()
                .indefinitely();
        newest = Optional.of(new Reading(board, standing.generation(), now));
        return board;
    }

    private synchronized void forget() {
        newest = Optional.empty();
    }
}
