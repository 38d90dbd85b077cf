package io.basiswatch.collector.shard;

import static io.basiswatch.collector.Conditions.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.FeedGap;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Several collectors in one JVM, sharing out shards by a real Kafka, and a reader that fences off old epochs. */
class ShardsTest {
    private static EmbeddedKafkaBroker broker;

    private Crowd crowd;

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
    void gather(TestInfo test) {
        crowd = new Crowd(
                broker.getAdvertisedListeners(),
                test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void stop() {
        crowd.close();
    }

    private void awaitHeld(Crowd.Host host, int from, int to) {
        await(
                () -> host.held() + " shards instead of " + from + " to " + to,
                () -> host.held() >= from && host.held() <= to);
    }

    private void awaitTrades(int more) {
        long until = crowd.venue.printed() + more;
        await(() -> "trades", () -> crowd.venue.printed() >= until);
    }

    @Test
    void fromOneToThreeAndBackNothingIsLostNothingIsDoubledAndNoGapIsTold() throws Exception {
        // Given
        crowd.configure("a", "b", "c", "d", "e");
        Crowd.Host first = crowd.host("collector-0");
        awaitHeld(first, 5, 5);

        // When
        Crowd.Host second = crowd.host("collector-1");
        Crowd.Host third = crowd.host("collector-2");
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
        crowd.accepted().forEach((shard, events) -> {
            assertThat(Crowd.gaps(events))
                    .as("of " + shard + ", at the very beginning and at the very end")
                    .extracting(FeedGap::reason)
                    .containsExactly("the collector started", "stopped");
            List<Long> ids = Crowd.trades(events);
            assertThat(LongStream.rangeClosed(ids.getFirst(), ids.getLast())
                            .filter(id -> Collections.binarySearch(ids, id) < 0))
                    .as("missing of " + shard)
                    .isEmpty();
            assertThat(ids).as(shard).isSorted().doesNotHaveDuplicates();
        });
        assertThat(crowd.accepted()).hasSize(5);
    }

    @Test
    void whatAKilledCollectorRanIsTakenOverAndTheGapSaysFromWhen() throws Exception {
        // Given
        crowd.configure("a", "b", "c");
        Crowd.Host first = crowd.host("collector-0");
        awaitHeld(first, 3, 3);
        Crowd.Host second = crowd.host("collector-1");
        await(() -> "shared", () -> first.held() + second.held() == 3 && second.held() >= 1);
        awaitTrades(600);

        // When
        long before = System.currentTimeMillis();
        second.die();
        awaitHeld(first, 3, 3);
        awaitTrades(50);
        first.leave();

        // Then
        List<FeedGap> told = crowd.accepted().values().stream()
                .flatMap(events -> Crowd.gaps(events).stream())
                .filter(gap -> gap.receivedTime() > before * 1000)
                .filter(gap -> gap.reason().equals("the collector started"))
                .toList();
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(gap -> assertThat(gap.from())
                        .as("the last time at which the dead one was known to be whole")
                        .isBetween((before - 5_000) * 1000, before * 1000 + 1000));
        crowd.accepted()
                .forEach((shard, events) ->
                        assertThat(Crowd.trades(events)).as(shard).doesNotHaveDuplicates());
    }

    @Test
    void replicasRunOnBothOfTwoCollectorsAndOneOfThemOnALoneOne() throws Exception {
        // Given
        crowd.configure("a", "a+2", "b", "b+2");
        ShardName twin = ShardName.parse("a+2");
        Crowd.Host first = crowd.host("collector-0");
        awaitHeld(first, 2, 2);
        assertThat(crowd.venue.listeners(twin)).isZero();

        // When
        Crowd.Host second = crowd.host("collector-1");
        await(() -> "all four", () -> first.held() == 2 && second.held() == 2);

        // Then
        assertThat(crowd.venue.listeners(twin)).isEqualTo(1);

        // When
        second.leave();
        awaitHeld(first, 2, 2);
        await(
                () -> "one of each pair",
                () -> crowd.configured().stream()
                                .mapToLong(crowd.venue::listeners)
                                .sum()
                        == 2);
    }

    @Test
    void aCollectorThatComesBackUnderItsNameGoesOnWithItsShards() throws Exception {
        // Given
        crowd.configure("a", "b");
        Crowd.Host first = crowd.host("collector-0");
        awaitHeld(first, 2, 2);
        Crowd.Host second = crowd.host("collector-1");
        await(() -> "one each", () -> first.held() == 1 && second.held() == 1);

        // When: it is killed and back before the group has noticed
        second.die();
        Crowd.Host again = crowd.host("collector-1");
        awaitHeld(again, 1, 1);

        // Then
        assertThat(first.held()).isEqualTo(1);
        assertThat(first.metrics.find("basiswatch_shards_ended").counters()).hasSize(1);
    }
}
