package io.basiswatch.collector.shard;

import static io.basiswatch.collector.Conditions.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.publish.Log;
import io.basiswatch.collector.publish.MarketEventPublisher;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Trade;
import io.basiswatch.model.wire.EventCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Several collectors in one JVM, sharing out shards by a real Kafka, and a reader that fences off old epochs. */
class ShardsTest {
    private static final Duration SESSION = Duration.ofSeconds(3);

    private static EmbeddedKafkaBroker broker;

    private final NumberedVenue venue = new NumberedVenue();
    private final List<Host> hosts = new ArrayList<>();
    private List<ShardName> configured = List.of();
    private String topic;
    private String log;

    @BeforeAll
    static void startKafka() {
        broker = new EmbeddedKafkaBroker()
                .withNodeId(0)
                .withDeleteLogDirsOnClose(true)
                .withAdditionalProperties(properties -> {
                    properties.put("group.min.session.timeout.ms", "1000");
                    properties.put("group.initial.rebalance.delay.ms", "0");
                })
                .start();
    }

    @AfterAll
    static void stopKafka() {
        broker.close();
    }

    @BeforeEach
    void nameTopics(TestInfo test) {
        topic = "shards-" + test.getTestMethod().orElseThrow().getName();
        log = "events-" + test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void stop() {
        hosts.forEach(Host::leave);
        venue.close();
    }

    private void configure(String... names) throws ExecutionException, InterruptedException {
        configured = Stream.of(names).map(ShardName::parse).toList();
        Shards.prepare(new BoardTopic(broker.getAdvertisedListeners(), topic), configured);
        await(() -> "a log", this::isLogThere);
    }

    private boolean isLogThere() {
        try {
            return Log.ensureTopic(broker.getAdvertisedListeners(), log, 1) == 1;
        } catch (ExecutionException | InterruptedException e) {
            return false;
        }
    }

    private Host host(String id) {
        Host host = new Host(id);
        hosts.add(host);
        return host;
    }

    /** One collector. */
    private final class Host {
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final Executor loop = this::run;
        private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final MarketEventPublisher publisher = new MarketEventPublisher(
                Log.producer(broker.getAdvertisedListeners()), log, 1, "c", Set.of("BTC"), 100_000, metrics);
        private final Shards shards;
        private boolean gone;

        Host(String id) {
            shards = Shards.join(
                    new BoardTopic(broker.getAdvertisedListeners(), topic),
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
    private Map<String, List<MarketEvent>> accepted() {
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
                Map.of("bootstrap.servers", broker.getAdvertisedListeners()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> batches.add(EventCodec.decode(record.value())));
            }
        }
        return batches;
    }

    private static List<Long> trades(List<MarketEvent> events) {
        return events.stream()
                .filter(Trade.class::isInstance)
                .map(event -> Long.parseLong(((Trade) event).tradeId()))
                .toList();
    }

    private static List<FeedGap> gaps(List<MarketEvent> events) {
        return events.stream()
                .filter(FeedGap.class::isInstance)
                .map(FeedGap.class::cast)
                .toList();
    }

    private void awaitHeld(Host host, int from, int to) {
        await(
                () -> host.held() + " shards instead of " + from + " to " + to,
                () -> host.held() >= from && host.held() <= to);
    }

    private void awaitTrades(int more) {
        long until = venue.printed() + more;
        await(() -> "trades", () -> venue.printed() >= until);
    }

    @Test
    void fromOneToThreeAndBackNothingIsLostNothingIsDoubledAndNoGapIsTold() throws Exception {
        // Given
        configure("a", "b", "c", "d", "e");
        Host first = host("collector-0");
        awaitHeld(first, 5, 5);

        // When
        Host second = host("collector-1");
        Host third = host("collector-2");
        await(
                () -> "two each",
                () -> first.held() <= 2
                        && second.held() >= 1
                        && third.held() >= 1
                        && first.held() + second.held() + third.held() == 5);
        awaitTrades(100);
        second.leave();
        third.leave();
        awaitHeld(first, 5, 5);
        awaitTrades(100);
        first.leave();

        // Then
        accepted().forEach((shard, events) -> {
            List<Long> ids = trades(events);
            assertThat(LongStream.rangeClosed(ids.getFirst(), ids.getLast())
                            .filter(id -> Collections.binarySearch(ids, id) < 0))
                    .as("missing of " + shard)
                    .isEmpty();
            assertThat(ids).as(shard).isSorted().doesNotHaveDuplicates();
            assertThat(gaps(events))
                    .as("of " + shard + ", at the very beginning and at the very end")
                    .extracting(FeedGap::reason)
                    .containsExactly("the collector started", "stopped");
        });
        assertThat(accepted()).hasSize(5);
    }

    @Test
    void whatAKilledCollectorRanIsTakenOverAndTheGapSaysFromWhen() throws Exception {
        // Given
        configure("a", "b", "c");
        Host first = host("collector-0");
        awaitHeld(first, 3, 3);
        Host second = host("collector-1");
        await(() -> "shared", () -> first.held() + second.held() == 3 && second.held() >= 1);
        awaitTrades(600);

        // When
        long before = System.currentTimeMillis();
        second.die();
        awaitHeld(first, 3, 3);
        awaitTrades(50);
        first.leave();

        // Then
        List<FeedGap> told = accepted().values().stream()
                .flatMap(events -> gaps(events).stream())
                .filter(gap -> gap.receivedTime() > before * 1000)
                .filter(gap -> gap.reason().equals("the collector started"))
                .toList();
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(gap -> assertThat(gap.from())
                        .as("the last time at which the dead one was known to be whole")
                        .isBetween((before - 5_000) * 1000, before * 1000 + 1000));
        accepted()
                .forEach((shard, events) -> assertThat(trades(events)).as(shard).doesNotHaveDuplicates());
    }

    @Test
    void replicasRunOnBothOfTwoCollectorsAndOneOfThemOnALoneOne() throws Exception {
        // Given
        configure("a", "a+2", "b", "b+2");
        ShardName twin = ShardName.parse("a+2");
        Host first = host("collector-0");
        awaitHeld(first, 2, 2);
        assertThat(venue.listeners(twin)).isZero();

        // When
        Host second = host("collector-1");
        await(() -> "all four", () -> first.held() == 2 && second.held() == 2);

        // Then
        assertThat(venue.listeners(twin)).isEqualTo(1);

        // When
        second.leave();
        awaitHeld(first, 2, 2);
        await(
                () -> "one of each pair",
                () -> configured.stream().mapToLong(venue::listeners).sum() == 2);
    }

    @Test
    void aCollectorThatComesBackUnderItsNameGoesOnWithItsShards() throws Exception {
        // Given
        configure("a", "b");
        Host first = host("collector-0");
        awaitHeld(first, 2, 2);
        Host second = host("collector-1");
        await(() -> "one each", () -> first.held() == 1 && second.held() == 1);

        // When: it is killed and back before the group has noticed
        second.die();
        Host again = host("collector-1");
        awaitHeld(again, 1, 1);

        // Then
        assertThat(first.held()).isEqualTo(1);
        assertThat(first.metrics.find("basiswatch_shards_ended").counters()).hasSize(1);
    }
}
