package io.basiswatch.local.trial;

import io.basiswatch.model.EventBatch;
import io.basiswatch.model.wire.EventCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads {@code market.events} from its beginning for as long as a trial runs, on a thread of its own. */
final class LogTail implements AutoCloseable {
    private static final String TOPIC = "market.events";
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> kafka;
    private final Consumer<EventBatch> out;
    private final Thread thread = Thread.ofPlatform().daemon().name("log-tail").unstarted(this::run);
    private volatile boolean closed;

    /**
     * @param bootstrapServers of the cluster; the topic must be there
     * @param out takes the batches, in the order of each partition, on this reader's thread
     */
    LogTail(String bootstrapServers, Consumer<EventBatch> out) {
        this.kafka = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        this.out = out;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(one -> new TopicPartition(TOPIC, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    out.accept(EventCodec.decode(record.value()));
                }
            }
        } catch (InterruptException e) {
            // closed: nothing is left to do
        } catch (KafkaException e) {
            System.err.println("the log cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(POLL.multipliedBy(10));
    }
}
