package io.basiswatch.indicator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.RandomLog;
import io.basiswatch.indicator.store.IndicatorWriter;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Shard;
import io.basiswatch.model.wire.EventCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service is scaled from one process to four and back while it reads: nothing is lost and nothing comes twice. */
class ScaleTest {
    private static final int PARTITIONS = 4;
    private static final int CHUNKS = 24;

    private static StreamServers servers;

    /** One process of the service, whose rounds are called by the test. */
    private static final class Member implements AutoCloseable {
        private final IndicatorWriter writer;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final KafkaOut out;
        private final LogReader reader;

        Member(String topic, String group, String id) throws Exception {
            writer = new IndicatorWriter(servers.redis(), servers.database());
            writer.prepare(Indicators.definitions());
            Map<String, Object> config =
                    new HashMap<>(MarketEventSource.consumerConfig(servers.kafka(), Optional.of(group + id)));
            config.put("group.id", group);
            consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            out = new KafkaOut(servers.kafka());
            reader = new LogReader(
                    consumer,
                    topic,
                    Indicators.all(),
                    writer,
                    Runnable::run,
                    out,
                    new StopMeters(new SimpleMeterRegistry()));
            reader.subscribe();
        }

        /** The partitions that it reads. */
        Set<TopicPartition> reads() {
            Set<TopicPartition> partitions = new HashSet<>(consumer.assignment());
            partitions.removeAll(consumer.paused());
            return partitions;
        }

        @Override
        public void close() {
            MarketEventSource.leave(consumer);
            out.close();
            writer.close();
        }
    }

    @BeforeAll
    static void startServers() throws Exception {
        servers = new StreamServers();
    }

    @AfterAll
    static void stopServers() throws Exception {
        servers.close();
    }

    /** Appends events to every partition, which is self-contained so. */
    private static void append(String topic, List<MarketEvent> events) throws Exception {
        Shard shard = new Shard("s", 5, false);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(servers.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int from = 0; from < events.size(); from += 20) {
                List<MarketEvent> some = events.subList(from, Math.min(events.size(), from + 20));
                byte[] record = EventCodec.encode(new EventBatch("BTC", "c", shard, some));
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    producer.send(new ProducerRecord<>(topic, partition, "BTC".getBytes(), record));
                }
            }
            producer.flush();
        }
    }

    @Test
    void fromOneToFourAndBackLosesAndDoublesNothing() throws Exception {
        // Given what one process makes of a log
        List<MarketEvent> log = RandomLog.events(17, Market.START, 240);
        read("market.scale.one", log, Integer.MAX_VALUE, Integer.MAX_VALUE);
        List<String> alone = byAsset(servers.everything());
        assertThat(alone).hasSizeGreaterThan(1_000);
        servers.forgetEverything();

        // When the same is read while three others come, and go again
        read("market.scale.many", log, CHUNKS / 4, CHUNKS * 3 / 4);

        // Then all that is left is the same
        assertThat(byAsset(servers.everything())).isEqualTo(alone);
    }

    /** Live updates of one asset have an order; how those of several processes lie between each other is nobody's promise. */
    private static List<String> byAsset(List<String> everything) {
        return everything.stream()
                .sorted(Comparator.comparing(row -> row.startsWith("updates [a, ") ? row.substring(0, 15) : ""))
                .toList();
    }

    private static void read(String topic, List<MarketEvent> log, int grow, int shrink) throws Exception {
        Topics.ensure(servers.kafka(), PARTITIONS, List.of(topic), KafkaOut.DEAD_LETTERS);
        Topics.ensure(servers.kafka(), PARTITIONS, List.of(KafkaOut.UPDATES), KafkaOut.DEAD_LETTERS);
        Gaps gaps = new Gaps();
        List<Member> members = new ArrayList<>();
        members.add(new Member(topic, topic, "-0"));
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            if (chunk == grow) {
                for (int i = 1; i < PARTITIONS; i++) {
                    members.add(new Member(topic, topic, "-" + i));
                }
            } else if (chunk == shrink) {
                members.subList(1, members.size()).forEach(Member::close);
                members.subList(1, members.size()).clear();
            }
            append(topic, log.subList(log.size() * chunk / CHUNKS, log.size() * (chunk + 1) / CHUNKS));
            int wanted = chunk >= grow && chunk < shrink ? 1 : PARTITIONS;
            rounds(members, wanted, gaps);
        }
        while (!isAtEnd(members.getFirst(), topic)) {
            rounds(members, PARTITIONS, gaps);
        }
        members.forEach(Member::close);
        System.out.printf("%s: longest time in which a partition was not read: %d ms%n", topic, gaps.longest());
    }

    /** A round of each; more until each reads as many partitions as it should. */
    private static void rounds(List<Member> members, int wanted, Gaps gaps) {
        do {
            members.forEach(member -> {
                member.reader.round();
                gaps.look(members);
            });
        } while (members.stream().anyMatch(member -> member.reads().size() != wanted));
    }

    private static boolean isAtEnd(Member member, String topic) {
        Map<TopicPartition, Long> ends = member.consumer.endOffsets(IntStream.range(0, PARTITIONS)
                .mapToObj(i -> new TopicPartition(topic, i))
                .toList());
        return ends.entrySet().stream()
                .allMatch(end -> member.consumer.assignment().contains(end.getKey())
                        && member.consumer.position(end.getKey()) >= end.getValue());
    }

    /** For how long a partition was read by nobody. */
    private static final class Gaps {
        private final Map<TopicPartition, Long> lastRead = new HashMap<>();
        private long longest;

        void look(List<Member> members) {
            long now = System.nanoTime();
            for (Member member : members) {
                for (TopicPartition partition : member.reads()) {
                    Long before = lastRead.put(partition, now);
                    longest = before == null ? longest : Math.max(longest, now - before);
                }
            }
        }

        long longest() {
            return longest / 1_000_000;
        }
    }
}
