package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.store.InstantValues;
import io.basiswatch.indicator.store.StoreException;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.wire.ValueJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What goes back to Kafka: the values for other consumers, and records that nobody can read. */
final class KafkaOut implements AutoCloseable {
    static final String UPDATES = "indicator.updates";
    static final String DEAD_LETTERS = "market.events.dlq";

    private final KafkaProducer<byte[], byte[]> producer;

    KafkaOut(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "20000");
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Returns when all values are safe. A value may come twice after a restart; series, time and revision name it. */
    void publish(List<InstantValues> instants) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (InstantValues instant : instants) {
            byte[] key = bytes(instant.asset());
            for (IndicatorValue value : instant.values()) {
                sent.add(producer.send(new ProducerRecord<>(UPDATES, key, bytes(ValueJson.write(value)))));
            }
        }
        producer.flush();
        sent.forEach(KafkaOut::await);
    }

    /** Puts a record aside, as it came, with the reason. */
    void deadLetter(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(DEAD_LETTERS, record.key(), record.value());
        letter.headers()
                .add("reason", bytes(reason))
                .add("source-partition", bytes(Integer.toString(record.partition())))
                .add("source-offset", bytes(Long.toString(record.offset())));
        Future<RecordMetadata> sent = producer.send(letter);
        producer.flush();
        await(sent);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new StoreException("Kafka: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
