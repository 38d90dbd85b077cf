package io.basiswatch.collector.shard;

import io.basiswatch.collector.publish.Outlet;
import io.basiswatch.collector.shard.Surroundings.Beginning;
import io.basiswatch.collector.shard.Surroundings.Ending;
import io.basiswatch.model.Shard;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * One turn of one shard on this collector, from the moment at which its seat is ours until everything of it is in the log.
 *
 * <p>Where the one before says that it is leaving, nothing goes out until our streams flow. Then the shard is claimed; the one
 * before ends at that, and says so when all it had is in the log; then ours goes out from there. So the log has one after the
 * other without a hole, whatever the clocks say. Where the one before says nothing, the claim comes at once and a gap is told.
 *
 * <p>Lives on the event loop and on its ticks.
 */
final class ShardRun {
    private static final Duration PATIENCE_WITH_STREAMS = Duration.ofSeconds(6);
    /** How long one that is claimed may take to show that it is alive, and how long to write what it still has. */
    private static final Duration PATIENCE_WITH_FORMER = Duration.ofSeconds(2);

    private static final Duration PATIENCE_WITH_BACKLOG = Duration.ofSeconds(20);
    private static final Duration SAID_AGAIN = Duration.ofSeconds(2);
    /** Well within the patience of whoever asks. */
    private static final Duration SHOWN_AGAIN = Duration.ofMillis(500);

    private static final Duration CLAIMED_AGAIN = Duration.ofMillis(500);
    private static final int MOST_HELD = 200_000;

    private enum Phase {
        HOLDING,
        LIVE,
        CONTESTED,
        LEAVING,
        FLUSHING,
        ENDED
    }

    private final ShardName shard;
    private final Surroundings around;
    private final Board board;
    private final Former former;
    private final long began;
    private final Telling telling;
    private final Feeds.Feed feed;

    private Phase phase = Phase.HOLDING;
    private boolean claiming;
    private boolean flowed;
    private boolean isLeaving;
    private OptionalLong epoch = OptionalLong.empty();
    private long claimedAt;
    private long saidAt;
    private long contestedAt;
    private long endedThrough;
    private Ending ending = Ending.STOPPED;
    private Standing.Tail tail = Standing.Tail.EMPTY;

    ShardRun(ShardName shard, Surroundings around, Board board) {
        this.shard = shard;
        this.around = around;
        this.board = board;
        this.former = new Former(shard, around.collector(), board);
        this.began = around.nanos().getAsLong();
        this.telling = new Telling(former.through());
        // Where the one before is still there, nothing will be missing.
        OptionalLong since = former.isLeaving() ? OptionalLong.empty() : former.through();
        this.feed = around.feeds().start(shard, since, telling::take);
        if (!former.isLeaving()) {
            claim();
        }
    }

    private long passed(long from) {
        return around.nanos().getAsLong() - from;
    }

    private boolean isOver(Duration wait, long from) {
        return passed(from) > wait.toNanos();
    }

    private void claim() {
        if (!claiming) {
            claiming = true;
            flowed = feed.flows();
            around.writer().write(new BoardRecord.Claim(shard, around.collector()), this::claimed);
        }
    }

    private void claimed(long place) {
        claiming = false;
        epoch = OptionalLong.of(place);
        claimedAt = around.nanos().getAsLong();
        if (phase == Phase.CONTESTED) {
            phase = Phase.LIVE;
            telling.resume(outlet());
            around.journal().began(shard, place, Beginning.CLAIMED_AGAIN, passed(contestedAt));
        }
        tick();
    }

    private Outlet outlet() {
        return around.outlets()
                .apply(new Shard(
                        shard.toString(), epoch.getAsLong(), around.feeds().isSimulated(shard)));
    }

    /** Goes on where time has made something due; called several times a second, and after each thing said on the board. */
    void tick() {
        switch (phase) {
            case HOLDING -> hold();
            case LIVE -> live();
            case CONTESTED -> contest();
            case LEAVING -> leave();
            case FLUSHING -> flush();
            case ENDED -> {}
        }
    }

    private void hold() {
        former.listen();
        if (epoch.isEmpty()) {
            if (feed.flows() || former.isOver() || isOverdue()) {
                claim();
            }
        } else if (isClaimedByAnother() && !isLeaving) {
            if (isOver(CLAIMED_AGAIN, claimedAt)) {
                claim();
            }
        } else {
            await(former.answer(epoch.getAsLong()));
        }
    }

    private void await(Former.Answer answer) {
        if (answer == Former.Answer.HANDED_OVER) {
            telling.goOn(outlet(), former.tail(), flowed);
            begins(Beginning.HANDED_OVER);
        } else if (answer == Former.Answer.GONE || isOver(patience(answer), claimedAt)) {
            telling.begin(outlet(), former.through());
            begins(former.wasAnybody() ? Beginning.TAKEN_OVER : Beginning.FIRST);
        } else if (isLeaving && isOver(SHOWN_AGAIN, saidAt)) {
            say(Standing.Phase.LEAVING, place -> {}); // Who has claimed it sees that we are there.
        }
    }

    private static Duration patience(Former.Answer answer) {
        return answer == Former.Answer.ALIVE ? PATIENCE_WITH_BACKLOG : PATIENCE_WITH_FORMER;
    }

    private boolean isOverdue() {
        return telling.held() > MOST_HELD || telling.hasData() && isOver(PATIENCE_WITH_STREAMS, began);
    }

    private void begins(Beginning how) {
        phase = isLeaving ? Phase.LEAVING : Phase.LIVE;
        around.journal().began(shard, epoch.getAsLong(), how, passed(began));
        say(isLeaving ? Standing.Phase.LEAVING : Standing.Phase.LIVE, place -> {});
    }

    private void say(Standing.Phase as, LongConsumer written) {
        saidAt = around.nanos().getAsLong();
        Standing standing = new Standing(around.collector(), epoch.orElse(0), as, through(), tail);
        around.writer().write(new BoardRecord.State(shard, standing), written);
    }

    /** What is held before our turn begins is not in the log, and after its end nothing comes any more. */
    private long through() {
        return switch (phase) {
            case HOLDING -> former.through().orElse(0);
            case FLUSHING, ENDED -> endedThrough;
            case LIVE, CONTESTED, LEAVING -> around.through().getAsLong();
        };
    }

    private boolean isClaimedByAnother() {
        return board.claim(shard)
                .filter(claim -> epoch.isPresent() && claim.epoch() > epoch.getAsLong())
                .filter(claim -> !claim.collector().equals(around.collector()))
                .isPresent();
    }

    private void live() {
        if (isClaimedByAnother()) {
            phase = Phase.CONTESTED;
            contestedAt = around.nanos().getAsLong();
            telling.pause();
        } else if (isOver(SAID_AGAIN, saidAt)) {
            say(Standing.Phase.LIVE, place -> {});
        }
    }

    /** One of us has not noticed that the seat is not theirs any more. It has time enough to notice, then we claim again. */
    private void contest() {
        if (isOver(CLAIMED_AGAIN, contestedAt)) {
            claim();
        }
    }

    /** The seat goes to somebody else: go on until they begin. */
    void leaves(Runnable said) {
        switch (phase) {
            case HOLDING -> {
                if (claiming || epoch.isPresent()) {
                    // The one before has ended at our claim, or will: somebody must tell what came since.
                    isLeaving = true;
                    say(Standing.Phase.LEAVING, place -> said.run());
                } else {
                    giveUp();
                    said.run();
                }
            }
            case LIVE, CONTESTED -> {
                phase = Phase.LEAVING;
                say(Standing.Phase.LEAVING, place -> said.run());
            }
            case LEAVING, FLUSHING, ENDED -> said.run();
        }
    }

    /** Nothing of ours has gone out, and the one before goes on. */
    private void giveUp() {
        feed.stop();
        end(Ending.STOPPED);
    }

    /** The seat is ours again before anybody else began. */
    void stays() {
        isLeaving = false;
        if (phase == Phase.LEAVING) {
            phase = Phase.LIVE;
            say(Standing.Phase.LIVE, place -> {});
        }
    }

    private void leave() {
        if (isClaimedByAnother()) {
            tail = telling.tail();
            telling.shut();
            feed.stop();
            ending = Ending.HANDED_OVER;
            flushes();
        } else if (isOver(SAID_AGAIN, saidAt)) {
            say(Standing.Phase.LEAVING, place -> {});
        }
    }

    /** Ends in order without waiting for anybody: what its streams carried gets its gap. */
    void stop() {
        switch (phase) {
            case LIVE, CONTESTED, LEAVING -> {
                feed.stop();
                tail = telling.tail();
                telling.shut();
                flushes();
            }
            case HOLDING -> giveUp();
            case FLUSHING, ENDED -> {}
        }
    }

    private void flushes() {
        endedThrough = through();
        phase = Phase.FLUSHING;
        if (!telling.isWritten()) {
            say(Standing.Phase.LEAVING, place -> {}); // Who has claimed it sees that it is worth waiting.
        }
        flush();
    }

    private void flush() {
        if (telling.isWritten()) {
            say(Standing.Phase.LEFT, place -> {});
            end(ending);
        }
    }

    /** It was not ours for a while: ends at once, and says nothing more. */
    void lost() {
        if (phase != Phase.ENDED) {
            if (phase != Phase.FLUSHING) {
                feed.stop();
            }
            telling.shut();
            end(Ending.LOST);
        }
    }

    private void end(Ending how) {
        boolean hadBegun = phase != Phase.HOLDING;
        phase = Phase.ENDED;
        around.journal().ended(shard, how, hadBegun);
    }

    boolean hasEnded() {
        return phase == Phase.ENDED;
    }
}
