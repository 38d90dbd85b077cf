package io.basiswatch.collector.shard;

import io.basiswatch.collector.feed.LiveFeed;
import io.basiswatch.collector.publish.Outlet;
import io.basiswatch.collector.shard.Surroundings.Beginning;
import io.basiswatch.collector.shard.Surroundings.Ending;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Shard;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * One turn of one shard on this collector, from the moment at which its seat is ours until everything of it is in the log.
 *
 * <p>Where the one before says that it is leaving, nothing goes out until our streams flow. Then the shard is claimed; the one
 * before ends at that, and says so when all it had is in the log; then ours goes out from there. So the log has one after the
 * other without a hole, whatever the clocks say. Where there is nobody to wait for, the claim comes at once and a gap is told.
 *
 * <p>Lives on the event loop and on its ticks.
 */
final class ShardRun {
    private static final Duration PATIENCE_WITH_STREAMS = Duration.ofSeconds(6);
    private static final Duration PATIENCE_WITH_FORMER = Duration.ofSeconds(2);
    private static final Duration SAID_AGAIN = Duration.ofSeconds(2);
    private static final Duration CLAIMED_AGAIN = Duration.ofMillis(500);
    private static final int MOST_HELD = 200_000;

    private enum Phase {
        HOLDING,
        LIVE,
        LEAVING,
        FLUSHING,
        ENDED
    }

    private final ShardName shard;
    private final Surroundings around;
    private final Board board;
    private final boolean first;
    private final boolean planned;
    private final long began;
    private final Streams streams = new Streams();
    private final Feeds.Feed feed;
    private final Held held = new Held();

    private Phase phase = Phase.HOLDING;
    private boolean claiming;
    private boolean flowed;
    private boolean seamless;
    private OptionalLong epoch = OptionalLong.empty();
    private OptionalLong known;
    private long claimedAt;
    private long saidAt;
    private long contestedAt;
    private Optional<Outlet> outlet = Optional.empty();
    private Ending ending = Ending.STOPPED;
    private Standing.Tail tail = Standing.Tail.EMPTY;

    ShardRun(ShardName shard, Surroundings around, Board board) {
        this.shard = shard;
        this.around = around;
        this.board = board;
        Optional<Board.Stood> former = board.standing(shard);
        this.first = former.isEmpty();
        this.known = through(former);
        this.planned = former.filter(stood -> stood.standing().phase() == Standing.Phase.LEAVING)
                .isPresent();
        this.began = around.nanos().getAsLong();
        this.feed = around.feeds().start(shard, since(), this::brought);
        if (!planned) {
            claim();
        }
    }

    /** Until when nothing is missing; where the one before is still there, nothing will be. */
    private OptionalLong since() {
        return planned ? OptionalLong.empty() : known;
    }

    private static OptionalLong through(Optional<Board.Stood> stood) {
        return stood.map(before -> OptionalLong.of(before.standing().through())).orElse(OptionalLong.empty());
    }

    private long passed(long from) {
        return around.nanos().getAsLong() - from;
    }

    private void brought(MarketEvent event) {
        if (outlet.isEmpty()) {
            held.add(event);
        } else {
            tell(event);
        }
    }

    private void tell(MarketEvent event) {
        if (event instanceof FeedGap gap && LiveFeed.isStart(gap)) {
            if (seamless && flowed && !streams.isBroken(MarketKey.stream(gap.instrument(), gap.scope()))) {
                return;
            }
            goesOut(from(gap));
        } else {
            goesOut(event);
        }
    }

    private void goesOut(MarketEvent event) {
        streams.saw(event);
        outlet.ifPresent(way -> way.publish(event));
    }

    /** Where it is known how far the one before came, a gap begins there. */
    private FeedGap from(FeedGap gap) {
        if (gap.from() != 0 || known.isEmpty()) {
            return gap;
        }
        Stamp stamp = gap.stamp();
        return new FeedGap(
                gap.instrument(),
                stamp,
                gap.stream(),
                Math.min(known.getAsLong(), stamp.receivedTime()),
                gap.reason(),
                gap.scope());
    }

    private void claim() {
        if (!claiming) {
            claiming = true;
            claimedAt = around.nanos().getAsLong();
            flowed = feed.flows();
            around.writer().write(new BoardRecord.Claim(shard, around.collector()), this::claimed);
        }
    }

    private void claimed(long place) {
        if (phase == Phase.HOLDING) {
            epoch = OptionalLong.of(place);
            claimedAt = around.nanos().getAsLong();
            tick();
        } else if (phase == Phase.LIVE && place > epoch.getAsLong()) {
            outlet.ifPresent(Outlet::shut);
            epoch = OptionalLong.of(place);
            openOutlet();
            claiming = false;
            around.journal().began(shard, place, Beginning.CLAIMED_AGAIN, passed(claimedAt));
        }
    }

    private void openOutlet() {
        outlet = Optional.of(around.outlets()
                .apply(new Shard(
                        shard.toString(), epoch.getAsLong(), around.feeds().isSimulated(shard))));
    }

    /** Goes on where time has made something due; called several times a second, and after each thing said on the board. */
    void tick() {
        switch (phase) {
            case HOLDING -> hold();
            case LIVE -> live();
            case LEAVING -> leave();
            case FLUSHING -> flush();
            case ENDED -> {}
        }
    }

    private void hold() {
        Optional<Board.Stood> newest = board.standing(shard);
        boolean formerLeft = newest.filter(stood -> stood.standing().phase() == Standing.Phase.LEFT)
                .isPresent();
        if (!claiming && (feed.flows() || formerLeft || isOverdue())) {
            claim();
        }
        if (epoch.isEmpty()) {
            return;
        }
        long place = epoch.getAsLong();
        boolean answered = planned && formerLeft && newest.get().place() > place;
        boolean tooLate = planned && formerLeft && newest.get().place() < place;
        if (answered) {
            begin(Beginning.HANDED_OVER, newest.get().standing().tail());
        } else if (!planned || tooLate || passed(claimedAt) > PATIENCE_WITH_FORMER.toNanos()) {
            known = through(newest);
            begin(first ? Beginning.FIRST : Beginning.TAKEN_OVER, Standing.Tail.EMPTY);
        }
    }

    private boolean isOverdue() {
        return held.hasData() && passed(began) > PATIENCE_WITH_STREAMS.toNanos() || held.size() > MOST_HELD;
    }

    private void begin(Beginning how, Standing.Tail before) {
        openOutlet();
        seamless = how == Beginning.HANDED_OVER;
        claiming = false;
        phase = Phase.LIVE;
        if (seamless) {
            before.broken().forEach(streams::breaks);
            held.after(before).forEach(this::goesOut);
        } else {
            held.all().forEach(this::tell);
        }
        held.clear();
        contestedAt = around.nanos().getAsLong();
        around.journal().began(shard, epoch.getAsLong(), how, passed(began));
        say(Standing.Phase.LIVE, place -> {});
    }

    private void say(Standing.Phase as, LongConsumer written) {
        saidAt = around.nanos().getAsLong();
        Standing standing = new Standing(
                around.collector(), epoch.orElse(0), as, around.through().getAsLong(), tail);
        around.writer().write(new BoardRecord.State(shard, standing), written);
    }

    private boolean isClaimedByAnother() {
        return board.claim(shard)
                .filter(claim -> epoch.isPresent() && claim.epoch() > epoch.getAsLong())
                .filter(claim -> !claim.collector().equals(around.collector()))
                .isPresent();
    }

    private void live() {
        if (!isClaimedByAnother()) {
            contestedAt = around.nanos().getAsLong();
        } else if (passed(contestedAt) > CLAIMED_AGAIN.toNanos()) {
            // Either of us has not noticed that the seat is not theirs any more. Time enough to notice it is over.
            claim();
        }
        if (passed(saidAt) > SAID_AGAIN.toNanos()) {
            say(Standing.Phase.LIVE, place -> {});
        }
    }

    /** The seat goes to somebody else: go on until they begin. */
    void leaves(Runnable said) {
        switch (phase) {
            case HOLDING -> {
                // Nothing of ours has gone out, and the one before goes on.
                feed.stop();
                end(Ending.STOPPED);
                said.run();
            }
            case LIVE -> {
                phase = Phase.LEAVING;
                say(Standing.Phase.LEAVING, place -> said.run());
            }
            case LEAVING, FLUSHING, ENDED -> said.run();
        }
    }

    /** The seat is ours again before anybody else began. */
    void stays() {
        if (phase == Phase.LEAVING) {
            phase = Phase.LIVE;
            say(Standing.Phase.LIVE, place -> {});
        }
    }

    private void leave() {
        if (isClaimedByAnother()) {
            tail = streams.tail();
            outlet.ifPresent(Outlet::shut);
            feed.stop();
            ending = Ending.HANDED_OVER;
            phase = Phase.FLUSHING;
            flush();
        } else if (passed(saidAt) > SAID_AGAIN.toNanos()) {
            say(Standing.Phase.LEAVING, place -> {});
        }
    }

    /** Ends in order without waiting for anybody: what its streams carried gets its gap. */
    void stop() {
        if (phase == Phase.LIVE || phase == Phase.LEAVING) {
            feed.stop();
            tail = streams.tail();
            outlet.ifPresent(Outlet::shut);
            phase = Phase.FLUSHING;
            flush();
        } else if (phase == Phase.HOLDING) {
            leaves(() -> {});
        }
    }

    private void flush() {
        if (outlet.isEmpty() || outlet.get().isWritten()) {
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
            outlet.ifPresent(Outlet::shut);
            end(Ending.LOST);
        }
    }

    private void end(Ending how) {
        phase = Phase.ENDED;
        around.journal().ended(shard, how, outlet.isPresent());
    }

    boolean hasEnded() {
        return phase == Phase.ENDED;
    }
}
