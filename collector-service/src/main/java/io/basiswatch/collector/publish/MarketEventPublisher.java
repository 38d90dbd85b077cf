package io.basiswatch.collector.publish;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Shard;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.wire.EventCodec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/**
 * Appends events to {@code market.events}: per partition one wave of records at a time, each wave holding all that came
 * while the one before was under way.
 *
 * <p>What shards say goes through an {@link Outlet} each; ticks, and what tools write, are of no shard.
 *
 * <p>When the log does not take events they wait here, up to a limit; beyond it {@link #isCongested} tells the feeds to
 * stop reading, which makes gaps instead of silently dropping. Reading goes on when half of the limit is free again.
 */
public final class MarketEventPublisher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MarketEventPublisher.class);
    private static final int WAVE = 2000;
    private static final long RETRY_MILLIS = 500;
    private static final long CLOSE_SECONDS = 5;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final String collector;
    private final Partitions partitions;
    private final List<Lane> lanes;
    private final long limit;
    private final Timer timer;
    private final Counter givenUp;
    private final AtomicLong waiting = new AtomicLong();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("publisher").factory());
    private final ShardOutlet noShard = new ShardOutlet(Shard.NONE, () -> false, this::publish);
    private boolean congested;

    /**
     * @param limit events that may wait for the log
     */
    public MarketEventPublisher(
            Producer<byte[], byte[]> producer,
            String topic,
            int partitionCount,
            String collector,
            Set<String> assets,
            long limit,
            MeterRegistry metrics) {
        this.producer = producer;
        this.topic = topic;
        this.collector = collector;
        this.partitions = new Partitions(partitionCount, assets);
        this.lanes = IntStream.range(0, partitionCount)
                .mapToObj(partition -> new Lane(partition, partitions.homeAsset(partition)))
                .toList();
        this.limit = limit;
        this.timer = Timer.builder("basiswatch_stop").tag("stop", "publish").register(metrics);
        this.givenUp = metrics.counter("basiswatch_publish_given_up");
        metrics.gauge("basiswatch_publish_waiting", waiting);
    }

    /** A way into the log for what {@code shard} says. */
    public Outlet outlet(Shard shard) {
        return outlet(shard, () -> false);
    }

    /**
     * The same, of a source that may yet say of itself that it is a simulation.
     *
     * @param isSimulated asked for each batch, by any thread
     */
    public Outlet outlet(Shard shard, BooleanSupplier isSimulated) {
        return new ShardOutlet(shard, isSimulated, this::publish);
    }

    /** Takes an event that no shard says to where it belongs. */
    public void publish(MarketEvent event) {
        publish(noShard, event);
    }

    /** Takes an event to where it belongs; it never waits. Called by the event loop, in the order of receipt. */
    private void publish(ShardOutlet outlet, MarketEvent event) {
        if (Partitions.goesEverywhere(event)) {
            lanes.forEach(lane -> add(lane, outlet, event));
        } else {
            add(lanes.get(partitions.of(event.asset())), outlet, event);
        }
    }

    /** Writes to every partition that {@code receivedTime} has come. */
    public void tick(long receivedTime) {
        Stamp stamp = new Stamp(receivedTime, receivedTime, Stamp.NO_SEQUENCE, Origin.LIVE);
        for (Lane lane : lanes) {
            ClockTick tick = new ClockTick(partitions.homeAsset(lane.partition()), stamp);
            if (!lane.replaceTick(noShard, tick)) {
                add(lane, noShard, tick);
            }
        }
    }

    private void add(Lane lane, ShardOutlet outlet, MarketEvent event) {
        waiting.incrementAndGet();
        outlet.waits(1);
        if (lane.add(outlet, event)) {
            sender.execute(() -> sendNext(lane));
        }
    }

    private void sendNext(Lane lane) {
        Wave wave = lane.take(collector, WAVE);
        if (!wave.isEmpty()) {
            send(lane, wave, System.nanoTime());
        }
    }

    /** Sends the first record of the wave; the next one goes out when it is acknowledged, so that none overtakes another. */
    private void send(Lane lane, Wave wave, long started) {
        try {
            producer.send(
                    record(lane, wave.next()),
                    (metadata, error) -> sender.execute(() -> answered(lane, wave, error, started)));
        } catch (RuntimeException e) {
            sender.execute(() -> answered(lane, wave, e, started));
        }
    }

    private ProducerRecord<byte[], byte[]> record(Lane lane, EventBatch batch) {
        return new ProducerRecord<>(
                topic, lane.partition(), batch.asset().getBytes(StandardCharsets.UTF_8), EventCodec.encode(batch));
    }

    private void answered(Lane lane, Wave wave, Exception error, long started) {
        if (error != null) {
            LOG.errorf(
                    "%s-%d did not take a record of %s: %s",
                    topic, lane.partition(), wave.next().asset(), error);
        }
        if (error instanceof RecordTooLargeException) {
            divide(wave);
        } else if (error != null) {
            sender.schedule(() -> send(lane, wave, started), RETRY_MILLIS, TimeUnit.MILLISECONDS);
            return;
        } else {
            waiting.addAndGet(-wave.done());
        }
        if (wave.isEmpty()) {
            timer.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
            sendNext(lane);
        } else {
            send(lane, wave, started);
        }
    }

    /** Halves a batch that is too large for the log; an event that is so by itself is given up, and counted. */
    private void divide(Wave wave) {
        if (!wave.divide()) {
            LOG.errorf(
                    "given up: an event of %s is larger than a record may be",
                    wave.next().asset());
            givenUp.increment();
            waiting.addAndGet(-wave.done());
        }
    }

    /** Whether more waits than may; stays so until half of the limit is free. Asked by the event loop only. */
    public boolean isCongested() {
        long now = waiting.get();
        congested = congested ? now > limit / 2 : now > limit;
        return congested;
    }

    /** Events that the log has not acknowledged yet. */
    public long waiting() {
        return waiting.get();
    }

    /** When the oldest event was received that the log has not acknowledged yet; empty where nothing waits. */
    public OptionalLong oldest() {
        return lanes.stream()
                .map(Lane::oldest)
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    /** Gives what waits a few seconds to reach the log. */
    @Override
    public void close() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
        while (waiting.get() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
            LockSupport.parkNanos(1_000_000);
        }
        if (waiting.get() > 0) {
            LOG.warnf("%d events did not reach the log", waiting.get());
        }
        producer.close(Duration.ofSeconds(1));
        sender.shutdownNow();
    }
}
