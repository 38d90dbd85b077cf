package io.basiswatch.collector.history;

import io.basiswatch.collector.publish.Log;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * The ledger as a compacted topic of one partition: the key is the history's name, the value its range as JSON. Every
 * collector reads all of it and goes on reading, so whoever takes a venue over knows what was told of it.
 */
final class KafkaHistoryLedger implements HistoryLedger {
    private static final Logger LOG = Logger.getLogger(KafkaHistoryLedger.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final String topic;
    private final Map<HistoryKey, Told> told = new ConcurrentHashMap<>();
    private final Producer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread reader;
    private volatile boolean closed;

    private KafkaHistoryLedger(String bootstrapServers, String topic) {
        this.topic = topic;
        this.producer = Log.producer(bootstrapServers);
        this.consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.reader = Thread.ofPlatform().name("history-ledger").daemon().unstarted(this::read);
    }

    /**
     * Makes the topic where it is not there, and reads it to its end.
     *
     * @throws ExecutionException where the log is not there yet
     */
    static KafkaHistoryLedger open(String bootstrapServers, String topic)
            throws ExecutionException, InterruptedException {
        ensureTopic(bootstrapServers, topic);
        KafkaHistoryLedger ledger = new KafkaHistoryLedger(bootstrapServers, topic);
        try {
            ledger.readToItsEnd();
        } catch (KafkaException e) {
            ledger.consumer.close();
            ledger.producer.close(CLOSE);
            throw e;
        }
        ledger.reader.start();
        return ledger;
    }

    private static void ensureTopic(String bootstrapServers, String topic)
            throws ExecutionException, InterruptedException {
        NewTopic compacted = new NewTopic(topic, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(compacted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private void readToItsEnd() {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(this::take);
        }
        LOG.infof("%d histories are known", told.size());
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                pollOnce();
            }
        } catch (WakeupException e) {
            LOG.debug("closed");
        }
    }

    private void pollOnce() {
        try {
            consumer.poll(POLL).forEach(this::take);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warnf("%s cannot be read at the moment: %s", topic, e.getMessage());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> read) {
        try {
            HistoryKey key = HistoryKey.parse(new String(read.key(), StandardCharsets.UTF_8));
            if (read.value() == null) {
                told.remove(key);
            } else {
                told.put(key, Told.parse(new String(read.value(), StandardCharsets.UTF_8)));
            }
        } catch (RuntimeException e) {
            LOG.warnf("%s-%d@%d passed over: %s", read.topic(), read.partition(), read.offset(), e.getMessage());
        }
    }

    @Override
    public Told told(HistoryKey key) {
        return told.getOrDefault(key, Told.NOTHING);
    }

    @Override
    public void keep(HistoryKey key, Told range) {
        told.put(key, range);
        byte[] name = key.toString().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, 0, name, range.json().getBytes(StandardCharsets.UTF_8)), (at, e) -> {
            if (e != null) {
                LOG.warnf("%s was not kept and will be told again: %s", key, e.getMessage());
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        producer.close(CLOSE);
    }
}
