package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.store.IndicatorWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Redis;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One life of the service: from its start, through rounds, until the log's end or its own.
 *
 * @param kafka where the log is
 * @param topic of one partition
 * @param group whose commits it goes on from
 */
record ServiceLife(Map<String, Object> kafka, String topic, String group) {

    /** Reads up to {@code end}. Whatever {@code faults} throws ends it at once. */
    void read(long end, Redis redis, DataSource database, Faults faults, Runnable afterRound) {
        try (IndicatorWriter writer = new IndicatorWriter(faults.watch(redis), faults.watch(database));
                KafkaConsumer<byte[], byte[]> opened =
                        new KafkaConsumer<>(consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaOut out = new KafkaOut(kafka)) {
            writer.prepare(Indicators.definitions());
            Consumer<byte[], byte[]> watched = faults.watch(opened);
            LogReader reader = new LogReader(
                    watched,
                    topic,
                    Indicators.all(),
                    writer,
                    Runnable::run,
                    out,
                    new StopMeters(new SimpleMeterRegistry()));
            reader.subscribe();
            TopicPartition partition = new TopicPartition(topic, 0);
            while (!opened.assignment().contains(partition) || opened.position(partition) < end) {
                reader.round();
                afterRound.run();
            }
        }
    }

    private Map<String, Object> consumer() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("group.id", group);
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", "40");
        config.put("session.timeout.ms", "1500");
        config.put("heartbeat.interval.ms", "300");
        return config;
    }
}
