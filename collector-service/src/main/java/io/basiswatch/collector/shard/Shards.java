package io.basiswatch.collector.shard;

import io.basiswatch.collector.publish.Log;
import io.basiswatch.collector.publish.Outlet;
import io.basiswatch.model.Shard;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** This collector's part in sharing out the shards: group, board and desk put together. */
public final class Shards implements Membership.Listener {
    private static final Logger LOG = Logger.getLogger(Shards.class);
    private static final long LOOK_NANOS = 20_000_000;
    private static final Duration TOLD = Duration.ofSeconds(2);

    private final BoardTopic topic;
    private final ShardSettings settings;
    private final Executor loop;
    private final BoardWriter writer;
    private final BoardReader reader;
    private final Membership membership;
    private final Desk desk;
    private final Set<Integer> assigned = ConcurrentHashMap.newKeySet();
    private volatile SortedMap<Integer, ShardName> seats = new TreeMap<>();

    /**
     * What shards need of a collector.
     *
     * @param loop the event loop on which feeds live
     * @param feeds begins feeds
     * @param outlets opens a way into the log
     * @param through until when all that was received is in the log, microseconds since the epoch
     */
    public record Host(
            Executor loop, Feeds feeds, Function<Shard, Outlet> outlets, LongSupplier through, MeterRegistry metrics) {}

    /**
     * Sees to it that there is a topic with enough seats.
     *
     * @throws ExecutionException where Kafka does not let it be made
     */
    public static void prepare(BoardTopic topic, Collection<ShardName> configured)
            throws ExecutionException, InterruptedException {
        topic.ensure(Registrar.partitions(configured));
    }

    /**
     * Takes part from now on.
     *
     * @param id of this collector
     * @param session how long the group waits for one that says nothing
     * @param handOver how long one that stops waits for others to take over
     * @param configured all shards that there are to be
     */
    public static Shards join(
            BoardTopic topic,
            String id,
            Duration session,
            Duration handOver,
            Collection<ShardName> configured,
            Host host) {
        Shards shards = new Shards(topic, id, session, handOver, configured, host);
        shards.reader.start();
        shards.membership.start();
        return shards;
    }

    private Shards(
            BoardTopic topic,
            String id,
            Duration session,
            Duration handOver,
            Collection<ShardName> configured,
            Host host) {
        this.topic = topic;
        this.settings = new ShardSettings(id, session, handOver, () -> seats);
        this.loop = host.loop();
        this.writer = new BoardWriter(Log.textProducer(topic.bootstrapServers()), topic.name(), loop);
        this.desk = new Desk(
                configured,
                new Surroundings(
                        id,
                        host.feeds(),
                        host.outlets(),
                        writer,
                        host.through(),
                        System::nanoTime,
                        new ShardMeters(host.metrics())));
        this.reader = new BoardReader(topic, loop, this::said);
        this.membership = new Membership(topic, settings, this);
    }

    private void said(long place, BoardRecord record) {
        desk.said(place, record);
        seats = desk.board().seats();
    }

    /** To be called several times a second on the event loop. */
    public void tick() {
        desk.tick();
    }

    /** Whether the group has taken us in; with seats or without. */
    public boolean isJoined() {
        return membership.isJoined();
    }

    @Override
    public void given(Set<Integer> more, int partitions) {
        assigned.addAll(more);
        reader.whenCurrent(() -> {
            // Reading the board takes a moment, in which seats may have gone again.
            Set<Integer> still = new HashSet<>(more);
            still.retainAll(assigned);
            desk.given(still, partitions);
        });
    }

    @Override
    public void taken(Set<Integer> fewer) {
        assigned.removeAll(fewer);
        await(() -> desk.taken(fewer));
    }

    @Override
    public void lost() {
        assigned.clear();
        loop.execute(desk::lost);
    }

    /** Waits a moment until others can see it; where Kafka is away nobody can. */
    private void await(Supplier<CompletableFuture<Void>> task) {
        CompletableFuture<Void> told = new CompletableFuture<>();
        loop.execute(() -> task.get().thenRun(() -> told.complete(null)));
        try {
            told.get(TOLD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the others may not know yet that shards of ours are to move");
        }
    }

    /** Leaves: what runs goes on until others have taken it over, for a while at most, or at once where nobody is there. */
    public void leave() {
        long end = System.nanoTime() + settings.handOver().toNanos();
        await(desk::close);
        membership.leave();
        if (othersAreThere()) {
            awaitUntil(end, this::isIdle);
        }
        loop.execute(desk::stop);
        awaitUntil(System.nanoTime() + TOLD.toNanos(), this::isIdle);
        reader.close();
        writer.close();
    }

    private boolean othersAreThere() {
        try {
            return topic.members() > 0;
        } catch (ExecutionException e) {
            LOG.warnf("who else is there cannot be known: %s", e.getCause().getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isIdle() {
        CompletableFuture<Boolean> idle = new CompletableFuture<>();
        loop.execute(() -> idle.complete(desk.isIdle()));
        return idle.completeOnTimeout(false, 1, TimeUnit.SECONDS).join();
    }

    private static void awaitUntil(long end, BooleanSupplier condition) {
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Ends as if killed: neither the group nor the board is told. For tests, which end the event loop themselves. */
    void vanish() {
        membership.close();
        reader.close();
        writer.close();
    }
}
