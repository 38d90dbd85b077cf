package io.basiswatch.collector.shard;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who ran a shard before a turn of ours, as far as the board tells.
 *
 * <p>That may be two: one that ends, and one that has claimed the shard since and is leaving already. What counts is the last of
 * them. The board holds one state of a shard, so what the first says last may stand behind what the second has said; therefore
 * the word of somebody whose turn was claimed by another is no word about the shard.
 */
final class Former {
    private final ShardName shard;
    private final String self;
    private final Board board;
    private final Optional<Standing> found;
    private final boolean planned;
    private Optional<Board.Stood> heard = Optional.empty();

    /** What has come of a claim. */
    enum Answer {
        /** Nothing yet. */
        NONE,
        /** Somebody is there, and writes what they still have. */
        ALIVE,
        /** Nobody is there; when they ended cannot be known, or was before we claimed. */
        GONE,
        /** They went on until we claimed, and all they had is in the log. */
        HANDED_OVER
    }

    /**
     * @param self the collector whose turn begins
     */
    Former(ShardName shard, String self, Board board) {
        this.shard = shard;
        this.self = self;
        this.board = board;
        this.found = board.standing(shard).map(Board.Stood::standing);
        this.planned = found.filter(before -> before.phase() == Standing.Phase.LEAVING || hasHeir(before))
                .isPresent();
        listen();
    }

    /** Whether that one has ended for another that claimed the shard, and of which nothing else is known yet. */
    private boolean hasHeir(Standing before) {
        return before.phase() == Standing.Phase.LEFT && isOutranked(before, Long.MAX_VALUE);
    }

    /** Whether somebody else than we claimed the shard after that turn, and before {@code place}. */
    private boolean isOutranked(Standing before, long place) {
        return board.claimBefore(shard, place, self)
                .filter(claim -> claim.epoch() > before.epoch())
                .isPresent();
    }

    /** Takes note of what others say of the shard; who has claimed it later has the word. */
    void listen() {
        long latest = heard.map(last -> last.standing().epoch()).orElse(0L);
        board.standing(shard)
                .filter(stood -> !stood.standing().collector().equals(self))
                .filter(stood -> stood.standing().epoch() >= latest)
                .ifPresent(stood -> heard = Optional.of(stood));
    }

    /** Whether somebody was found who goes on until we are ready. */
    boolean isLeaving() {
        return planned;
    }

    boolean wasAnybody() {
        return found.isPresent();
    }

    /** Whether nobody runs the shard any more, so that there is nothing to wait for. */
    boolean isOver() {
        return heard.map(Board.Stood::standing)
                .filter(last -> last.phase() == Standing.Phase.LEFT && !hasHeir(last))
                .isPresent();
    }

    /** What has come of our claim that stands at {@code epoch}. */
    Answer answer(long epoch) {
        Optional<Board.Stood> last = heard.filter(stood -> !isOutranked(stood.standing(), epoch));
        boolean isAnswered = last.filter(stood -> stood.place() > epoch).isPresent();
        if (last.filter(stood -> stood.standing().phase() == Standing.Phase.LEFT)
                .isPresent()) {
            return planned && isAnswered ? Answer.HANDED_OVER : Answer.GONE;
        }
        if (isNobody(epoch)) {
            return Answer.GONE;
        }
        return isAnswered ? Answer.ALIVE : Answer.NONE;
    }

    /** Nobody was there, or it was ourselves in an earlier life, and nobody has claimed the shard since. */
    private boolean isNobody(long epoch) {
        return found.isEmpty() || found.get().collector().equals(self) && !isOutranked(found.get(), epoch);
    }

    /** Until when all that was received is in the log, microseconds since the epoch; empty where nobody knows. */
    OptionalLong through() {
        return heard.map(Board.Stood::standing)
                .or(() -> found)
                .filter(last -> last.through() > 0)
                .map(last -> OptionalLong.of(last.through()))
                .orElse(OptionalLong.empty());
    }

    /** Where the last turn ended. */
    Standing.Tail tail() {
        return heard.map(Board.Stood::standing)
                .or(() -> found)
                .map(Standing::tail)
                .orElse(Standing.Tail.EMPTY);
    }
}
