package io.basiswatch.collector.shard;

import io.basiswatch.collector.shard.Surroundings.Writer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** What one turn says on the board: its claim, which gives it its epoch, and how it stands. */
final class Voice {
    private final ShardName shard;
    private final String self;
    private final Writer writer;
    private final LongSupplier nanos;
    private final Board board;
    private OptionalLong epoch = OptionalLong.empty();
    private boolean claiming;
    private long claimedAt;
    private long saidAt;

    Voice(ShardName shard, Surroundings around, Board board) {
        this.shard = shard;
        this.self = around.collector();
        this.writer = around.writer();
        this.nanos = around.nanos();
        this.board = board;
    }

    /**
     * Claims the shard, unless a claim of ours is on its way.
     *
     * @return whether a claim was made
     */
    boolean claim(Runnable claimed) {
        if (claiming) {
            return false;
        }
        claiming = true;
        writer.write(new BoardRecord.Claim(shard, self), place -> {
            claiming = false;
            epoch = OptionalLong.of(place);
            claimedAt = nanos.getAsLong();
            claimed.run();
        });
        return true;
    }

    /** Whether we have claimed the shard, be the claim on the board or on its way. */
    boolean hasClaimed() {
        return claiming || epoch.isPresent();
    }

    /** The place of our newest claim; empty before it is on the board. */
    OptionalLong epoch() {
        return epoch;
    }

    /** Whether our newest claim has been on the board for longer than that. */
    boolean hasWaited(Duration time) {
        return isOver(time, claimedAt);
    }

    /** Whether somebody else has claimed the shard after us. */
    boolean isOutdone() {
        return board.claim(shard)
                .filter(claim -> epoch.isPresent() && claim.epoch() > epoch.getAsLong())
                .filter(claim -> !claim.collector().equals(self))
                .isPresent();
    }

    /**
     * Says how it stands.
     *
     * @param through until when all that was received is in the log, microseconds since the epoch; 0 where nobody knows
     */
    void say(Standing.Phase phase, long through, Standing.Tail tail, Runnable said) {
        saidAt = nanos.getAsLong();
        Standing standing = new Standing(self, epoch.orElse(0), phase, through, tail);
        writer.write(new BoardRecord.State(shard, standing), place -> said.run());
    }

    /** Whether nothing was said for longer than that. */
    boolean isSilent(Duration time) {
        return isOver(time, saidAt);
    }

    private boolean isOver(Duration time, long since) {
        return nanos.getAsLong() - since > time.toNanos();
    }
}
