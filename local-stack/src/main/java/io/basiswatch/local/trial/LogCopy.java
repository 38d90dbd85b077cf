package io.basiswatch.local.trial;

import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.wire.EventCodec;
import io.basiswatch.model.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads the partition of one asset from its beginning for as long as a trial runs, with the places of its records, on a thread of
 * its own. Records that nobody can read are passed over, as the indicators do.
 */
final class LogCopy implements AutoCloseable {
    static final String TOPIC = "market.events";
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> kafka;
    private final String asset;
    private final Taker out;
    private final Thread thread = Thread.ofPlatform().daemon().name("log-copy").unstarted(this::run);
    private final List<Arrival> arrivals = new ArrayList<>();
    private volatile boolean closed;

    /** When a batch was read, and when the newest of it was received; microseconds since the epoch. */
    private record Arrival(long at, long received) {}

    /** Takes a record's place and what it holds. */
    @FunctionalInterface
    interface Taker {
        void take(long offset, EventBatch batch);
    }

    /**
     * @param bootstrapServers of the cluster; the topic must be there
     * @param out is called on this reader's thread
     */
    LogCopy(String bootstrapServers, String asset, Taker out) {
        this.kafka = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        this.asset = asset;
        this.out = out;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            int partitions = consumer.partitionsFor(TOPIC).size();
            TopicPartition home = new TopicPartition(TOPIC, partition(asset, partitions));
            consumer.assign(List.of(home));
            consumer.seekToBeginning(List.of(home));
            while (!closed) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (InterruptException e) {
            // closed: nothing is left to do
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        EventBatch batch;
        try {
            batch = EventCodec.decode(record.value());
        } catch (WireException e) {
            return;
        }
        long newest = batch.events().stream()
                .mapToLong(MarketEvent::receivedTime)
                .max()
                .orElse(0);
        synchronized (arrivals) {
            arrivals.add(new Arrival(Scene.now(), newest));
        }
        out.take(record.offset(), batch);
    }

    /** How long after {@code time} the next batch was read, in microseconds; until now where there was none. */
    long after(long time) {
        synchronized (arrivals) {
            return arrivals.stream()
                            .mapToLong(Arrival::at)
                            .filter(at -> at >= time)
                            .findFirst()
                            .orElse(Scene.now())
                    - time;
        }
    }

    /** By how much a stamp of receipt was off the time at which it was read, at most, since {@code time}. */
    long furthestStamp(long time) {
        synchronized (arrivals) {
            return arrivals.stream()
                    .filter(arrival -> arrival.at() >= time)
                    .mapToLong(arrival -> Math.abs(arrival.at() - arrival.received()))
                    .max()
                    .orElse(0);
        }
    }

    /** The partition that Kafka's default partitioner chooses for an asset as key. */
    static int partition(String asset, int partitions) {
        return Utils.toPositive(Utils.murmur2(asset.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(POLL.multipliedBy(10));
    }
}
