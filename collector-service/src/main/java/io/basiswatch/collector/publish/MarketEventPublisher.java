package io.basiswatch.collector.publish;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.wire.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Appends events to {@code market.events}: per partition one wave of records at a time, each wave holding all that came
 * while the one before was under way.
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
    private final AtomicLong waiting = new AtomicLong();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("publisher").factory());
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
        metrics.gauge("basiswatch_publish_waiting", waiting);
    }

    /** Takes an event to where it belongs; it never waits. Called by the event loop, in the order of receipt. */
    public void publish(MarketEvent event) {
        if (Partitions.goesEverywhere(event)) {
            lanes.forEach(lane -> add(lane, event));
        } else {
            add(lanes.get(partitions.of(event.asset())), event);
        }
    }

    /** Writes to every partition that {@code receivedTime} has come. */
    public void tick(long receivedTime) {
        Stamp stamp = new Stamp(receivedTime, receivedTime, Stamp.NO_SEQUENCE, Origin.LIVE);
        lanes.forEach(lane -> add(lane, new ClockTick(partitions.homeAsset(lane.partition()), stamp)));
    }

    private void add(Lane lane, MarketEvent event) {
        waiting.incrementAndGet();
        if (lane.add(event)) {
            sender.execute(() -> sendNext(lane));
        }
    }

    private void sendNext(Lane lane) {
        List<EventBatch> wave = lane.take(collector, WAVE);
        if (!wave.isEmpty()) {
            send(lane, wave);
        }
    }

    /** Sends records in order and, when the last is acknowledged, goes on; records that failed are sent again first. */
    private void send(Lane lane, List<EventBatch> wave) {
        long started = System.nanoTime();
        List<EventBatch> failed = new ArrayList<>();
        int[] open = {wave.size()};
        for (EventBatch batch : wave) {
            try {
                producer.send(
                        record(lane, batch),
                        (metadata, error) ->
                                sender.execute(() -> acknowledged(lane, batch, error, failed, open, started)));
            } catch (RuntimeException e) {
                sender.execute(() -> acknowledged(lane, batch, e, failed, open, started));
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(Lane lane, EventBatch batch) {
        return new ProducerRecord<>(
                topic, lane.partition(), batch.asset().getBytes(StandardCharsets.UTF_8), EventCodec.encode(batch));
    }

    private void acknowledged(
            Lane lane, EventBatch batch, Exception error, List<EventBatch> failed, int[] open, long started) {
        if (error == null) {
            waiting.addAndGet(-batch.events().size());
        } else {
            LOG.errorf("%s-%d did not take a record of %s: %s", topic, lane.partition(), batch.asset(), error);
            failed.add(batch);
        }
        if (--open[0] > 0) {
            return;
        }
        if (failed.isEmpty()) {
            timer.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
            sendNext(lane);
        } else {
            sender.schedule(() -> send(lane, failed), RETRY_MILLIS, TimeUnit.MILLISECONDS);
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

    /** Gives what waits a few seconds to reach the log. */
    @Override
    public void close() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
        while (waiting.get() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        if (waiting.get() > 0) {
            LOG.warnf("%d events did not reach the log", waiting.get());
        }
        producer.close(java.time.Duration.ofSeconds(1));
        sender.shutdownNow();
    }
}
