package io.basiswatch.local.trial;

import io.basiswatch.model.EventBatch;
import io.basiswatch.model.wire.EventCodec;
import io.basiswatch.model.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    private volatile boolean closed;

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
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
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
        out.take(record.offset(), batch);
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
