package io.basiswatch.collector.shard;

import io.basiswatch.collector.publish.Outlet;
import io.basiswatch.collector.shard.Surroundings.Beginning;
import io.basiswatch.collector.shard.Surroundings.Ending;
import io.basiswatch.model.Shard;
import java.time.Duration;
import java.util.OptionalLong;

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
    private static final Duration SAID_AGAIN = Duration.ofSeconds(2);
    private static final Duration CLAIMED_AGAIN = Duration.ofMillis(500);

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
    private final Former former;
    private final Voice voice;
    private final Approach approach;
    private final long began;
    private final Telling telling;
    private final Feeds.Feed feed;

    private Phase phase = Phase.HOLDING;
    private boolean flowed;
    private boolean isLeaving;
    private long contestedAt;
    private long pausedThrough;
    private Ending ending = Ending.STOPPED;
    private Standing.Tail tail = Standing.Tail.EMPTY;

    ShardRun(ShardName shard, Surroundings around, Board board) {
        this.shard = shard;
        this.around = around;
        this.voice = new Voice(shard, around, board);
        this.former = new Former(shard, around.collector(), board);
        this.approach = new Approach(former, voice);
        this.began = around.nanos().getAsLong();
        this.telling = new Telling();
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

    private void claim() {
        if (voice.claim(this::claimed)) {
            flowed = feed.flows();
        }
    }

    private void claimed() {
        if (phase == Phase.CONTESTED) {
            phase = Phase.LIVE;
            telling.resume(outlet());
            around.journal().began(shard, epoch(), Beginning.CLAIMED_AGAIN, passed(contestedAt));
        }
        tick();
    }

    private long epoch() {
        return voice.epoch().getAsLong();
    }

    private Outlet outlet() {
        return around.outlets()
                .apply(new Shard(shard.toString(), epoch(), around.feeds().isSimulated(shard)));
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
        switch (approach.next(feed.flows(), telling, Duration.ofNanos(passed(began)), isLeaving)) {
            case WAIT -> {}
            case CLAIM -> claim();
            case SHOW -> say(Standing.Phase.LEAVING);
            case GO_ON -> {
                telling.goOn(outlet(), former, flowed, this::lostSince);
                begins(Beginning.HANDED_OVER);
            }
            case BEGIN -> {
                telling.begin(outlet(), former);
                begins(former.wasAnybody() ? Beginning.TAKEN_OVER : Beginning.FIRST);
            }
        }
    }

    /** What the one before told last is the last that is known of markets in which nothing was traded since. */
    private void lostSince() {
        former.through().ifPresent(feed::wholeUntil);
    }

    private void begins(Beginning how) {
        phase = isLeaving ? Phase.LEAVING : Phase.LIVE;
        around.journal().began(shard, epoch(), how, passed(began));
        say(isLeaving ? Standing.Phase.LEAVING : Standing.Phase.LIVE);
    }

    private void say(Standing.Phase as) {
        say(as, () -> {});
    }

    private void say(Standing.Phase as, Runnable said) {
        voice.say(as, through(), tail(), said);
    }

    /** Also while it goes on, because it may be killed; and who has not begun passes on what it has found. */
    private Standing.Tail tail() {
        return switch (phase) {
            case HOLDING -> former.tail();
            case LIVE, CONTESTED, LEAVING -> telling.tail();
            case FLUSHING, ENDED -> tail;
        };
    }

    /** What is held before our turn, or while it is in doubt, is not in the log; and after its end nothing comes any more. */
    private long through() {
        return switch (phase) {
            case HOLDING -> former.through().orElse(0);
            case LIVE, LEAVING -> around.through().getAsLong();
            case CONTESTED, FLUSHING, ENDED -> pausedThrough;
        };
    }

    private void live() {
        if (voice.isOutdone()) {
            pausedThrough = through();
            phase = Phase.CONTESTED;
            contestedAt = around.nanos().getAsLong();
            telling.pause();
        } else if (voice.isSilent(SAID_AGAIN)) {
            say(Standing.Phase.LIVE);
        }
    }

    /** One of us has not noticed that the seat is not theirs any more. It has time enough to notice, then we claim again. */
    private void contest() {
        if (passed(contestedAt) > CLAIMED_AGAIN.toNanos()) {
            claim();
        }
    }

    /** The seat goes to somebody else: go on until they begin. */
    void leaves(Runnable said) {
        switch (phase) {
            case HOLDING -> {
                if (voice.hasClaimed()) {
                    // The one before has ended at our claim, or will: somebody must tell what came since.
                    isLeaving = true;
                    say(Standing.Phase.LEAVING, said);
                } else {
                    giveUp();
                    said.run();
                }
            }
            case LIVE -> {
                phase = Phase.LEAVING;
                say(Standing.Phase.LEAVING, said);
            }
            case CONTESTED -> {
                handOver(); // Whose claim it is, the seat is theirs.
                said.run();
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
            say(Standing.Phase.LIVE);
        }
    }

    private void leave() {
        if (voice.isOutdone()) {
            handOver();
        } else if (voice.isSilent(SAID_AGAIN)) {
            say(Standing.Phase.LEAVING);
        }
    }

    private void handOver() {
        tail = telling.tail();
        telling.shut();
        feed.stop();
        ending = Ending.HANDED_OVER;
        flushes();
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
        pausedThrough = through();
        phase = Phase.FLUSHING;
        if (!telling.isWritten()) {
            say(Standing.Phase.LEAVING); // Who has claimed it sees that it is worth waiting.
        }
        flush();
    }

    private void flush() {
        if (telling.isWritten()) {
            say(Standing.Phase.LEFT);
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
