package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.wire.EventCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** {@code market.events} from its first record to the one that is the last when it is asked, partition by partition. */
final class WholeLog {
    private static final String TOPIC = "market.events";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Kafka's clients tell of every attempt to connect; held here so that the level stays. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private WholeLog() {}

    /**
     * @param servers {@code HOST:PORT}
     * @throws CommandFailure where nobody answers there, or nothing more comes before the end
     */
    static void read(String servers, Consumer<EventBatch> out) {
        KAFKA.setLevel(Level.OFF);
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (PartitionInfo partition : consumer.partitionsFor(TOPIC)) {
                read(consumer, new TopicPartition(TOPIC, partition.partition()), out);
            }
        } catch (KafkaException e) {
            throw CommandFailure.failed("the log at " + servers + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Consumer<EventBatch> out) {
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long heard = System.nanoTime();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                heard = System.nanoTime();
                if (record.offset() < end) {
                    out.accept(EventCodec.decode(record.value()));
                }
            }
            if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                throw CommandFailure.failed("nothing more comes of " + partition + " before its end");
            }
        }
    }
}
