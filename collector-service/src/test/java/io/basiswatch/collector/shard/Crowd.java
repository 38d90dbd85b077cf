package io.basiswatch.collector.shard;

import static io.basiswatch.collector.Conditions.await;

import io.basiswatch.collector.publish.Log;
import io.basiswatch.collector.publish.MarketEventPublisher;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Trade;
import io.basiswatch.model.wire.EventCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Collectors of a test on one Kafka, the venue that they listen to, and a reader of what they write. */
final class Crowd implements AutoCloseable {
    private static final Duration SESSION = Duration.ofSeconds(3);

    final NumberedVenue venue = new NumberedVenue();
    private final String broker;
    private final String topic;
    private final String log;
    private final List<Host> hosts = new ArrayList<>();
    private List<ShardName> configured = List.of();

    /**
     * @param broker the address of the Kafka
     * @param name of the test, for the topics
     */
    Crowd(String broker, String name) {
        this.broker = broker;
        this.topic = "shards-" + name;
        this.log = "events-" + name;
    }

    List<ShardName> configured() {
        return configured;
    }

    @Override
    public void close() {
        hosts.forEach(Host::leave);
        venue.close();
    }

    void configure(String... names) throws ExecutionException, InterruptedException {
        configured = Stream.of(names).map(ShardName::parse).toList();
        Shards.prepare(new BoardTopic(broker, topic), configured);
        await(() -> "a log", this::isLogThere);
    }

    private boolean isLogThere() {
        try {
            return Log.ensureTopic(broker, log, 1) == 1;
        } catch (ExecutionException | InterruptedException e) {
            return false;
        }
    }

    Host host(String id) {
        Host host = new Host(id);
        hosts.add(host);
        return host;
    }

    /** One collector. */
    final class Host {
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final Executor loop = this::run;
        final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final MarketEventPublisher publisher =
                new MarketEventPublisher(Log.producer(broker), log, 1, "c", Set.of("BTC"), 100_000, metrics);
        private final Shards shards;
        private boolean gone;

        Host(String id) {
            shards = Shards.join(
                    new BoardTopic(broker, topic),
                    id,
                    SESSION,
                    Duration.ofSeconds(10),
                    configured,
                    new Shards.Host(
                            loop,
                            venue.feeds(loop),
                            publisher::outlet,
                            () -> TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()),
                            metrics));
            thread.scheduleAtFixedRate(shards::tick, 20, 20, TimeUnit.MILLISECONDS);
        }

        /** What is to be done by one that is dead is not done. */
        private void run(Runnable task) {
            if (!thread.isShutdown()) {
                thread.execute(task);
            }
        }

        int held() {
            return (int) metrics.get("basiswatch_shards_held").gauge().value();
        }

        /** Whether all is in the log, and the venue has printed so much. */
        boolean hasWritten(long printed) {
            return venue.printed() > printed && publisher.waiting() < 50;
        }

        void leave() {
            if (!gone) {
                gone = true;
                shards.leave();
                thread.shutdownNow();
                publisher.close();
            }
        }

        /** As a process that is killed. */
        void die() {
            gone = true;
            venue.forget(loop);
            thread.shutdownNow();
            shards.vanish();
            publisher.close();
        }
    }

    /** What a reader takes: nothing of an epoch once a newer one of the shard was seen. */
    Map<String, List<MarketEvent>> accepted() {
        Map<String, Long> newest = new HashMap<>();
        Map<String, List<MarketEvent>> taken = new HashMap<>();
        for (EventBatch batch : written()) {
            String shard = batch.shard().name();
            if (batch.shard().epoch() >= newest.getOrDefault(shard, 0L)
                    && !batch.shard().isNone()) {
                newest.put(shard, batch.shard().epoch());
                taken.computeIfAbsent(shard, name -> new ArrayList<>()).addAll(batch.events());
            }
        }
        return taken;
    }

    private List<EventBatch> written() {
        List<EventBatch> batches = new ArrayList<>();
        TopicPartition partition = new TopicPartition(log, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> batches.add(EventCodec.decode(record.value())));
            }
        }
        return batches;
    }

    static List<Long> trades(List<MarketEvent> events) {
        return events.stream()
                .filter(Trade.class::isInstance)
                .map(event -> Long.parseLong(((Trade) event).tradeId()))
                .toList();
    }

    static List<FeedGap> gaps(List<MarketEvent> events) {
        return events.stream()
                .filter(FeedGap.class::isInstance)
                .map(FeedGap.class::cast)
                .toList();
    }
}
