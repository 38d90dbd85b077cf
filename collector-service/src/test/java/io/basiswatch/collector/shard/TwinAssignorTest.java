package io.basiswatch.collector.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Rounds of a group as Kafka holds them: what is taken away in one is given in the next. */
class TwinAssignorTest {
    private static final String TOPIC = "collector.shards";
    private static final Node NODE = new Node(0, "h", 1);

    private final SortedMap<Integer, ShardName> seats = new TreeMap<>();
    private final Map<String, List<TopicPartition>> held = new TreeMap<>();
    private int generation;

    private void seat(String... shards) {
        for (int i = 0; i < shards.length; i++) {
            seats.put(i + 1, ShardName.parse(shards[i]));
        }
    }

    private static TwinAssignor assignor(Supplier<SortedMap<Integer, ShardName>> seats) {
        TwinAssignor assignor = new TwinAssignor();
        assignor.configure(Map.of(TwinAssignor.SEATS, seats));
        return assignor;
    }

    /** One round; true where somebody must give something up, so that another one follows. */
    private boolean round() {
        generation++;
        Map<String, Subscription> subscriptions = new HashMap<>();
        held.forEach((member, theirs) -> {
            TwinAssignor own = assignor(() -> seats);
            own.onAssignment(
                    new Assignment(theirs), new ConsumerGroupMetadata(TOPIC, generation, member, Optional.empty()));
            subscriptions.put(
                    member, new Subscription(List.of(TOPIC), own.subscriptionUserData(Set.of(TOPIC)), theirs));
        });
        List<PartitionInfo> partitions = IntStream.rangeClosed(0, seats.size())
                .mapToObj(number -> new PartitionInfo(TOPIC, number, NODE, new Node[0], new Node[0]))
                .toList();
        Cluster cluster = new Cluster("c", List.of(NODE), partitions, Set.of(), Set.of());
        GroupAssignment given = assignor(() -> seats).assign(cluster, new GroupSubscription(subscriptions));
        boolean more = false;
        for (String member : held.keySet()) {
            List<TopicPartition> now = given.groupAssignment().get(member).partitions();
            more |= !now.containsAll(held.get(member));
            held.put(
                    member,
                    now.stream()
                            .sorted(Comparator.comparing(TopicPartition::partition))
                            .toList());
        }
        return more;
    }

    private void rebalance() {
        int rounds = 0;
        while (round()) {
            assertThat(++rounds)
                    .as("rounds until nobody has to give anything up")
                    .isLessThan(6);
        }
    }

    private void joins(String member) {
        held.put(member, new ArrayList<>());
        rebalance();
    }

    private List<String> feeds(String member) {
        return held.get(member).stream()
                .filter(partition -> seats.containsKey(partition.partition()))
                .map(partition ->
                        seats.get(partition.partition()).firstReplica().toString())
                .sorted()
                .toList();
    }

    private void assertEverythingIsGivenOnceAndApart() {
        assertThat(held.values().stream().mapToInt(List::size).sum()).isEqualTo(seats.size() + 1);
        held.keySet().forEach(member -> assertThat(feeds(member)).doesNotHaveDuplicates());
    }

    @Test
    void aLoneCollectorHoldsAllSeats() {
        // Given
        seat("okx", "okx+2");

        // When
        joins("one");

        // Then
        assertThat(held.get("one")).hasSize(3);
    }

    @Test
    void replicasGoToDifferentCollectorsAsSoonAsThereAreTwo() {
        for (int pairs = 1; pairs <= 13; pairs++) {
            // Given
            seats.clear();
            held.clear();
            for (int i = 0; i < pairs; i++) {
                seats.put(2 * i + 1, ShardName.of("venue-" + i));
                seats.put(2 * i + 2, new ShardName("venue-" + i, 0, 1, 2));
            }
            joins("one");

            // When
            joins("two");

            // Then
            assertEverythingIsGivenOnceAndApart();
        }
    }

    @Test
    void theyStayApartWhileCollectorsComeAndGo() {
        // Given
        seat("a", "a+2", "b", "b+2", "c", "d", "e", "e+2", "f");
        joins("one");

        // When
        joins("two");
        joins("three");
        assertEverythingIsGivenOnceAndApart();
        held.remove("two");
        rebalance();

        // Then
        assertEverythingIsGivenOnceAndApart();
        Map<String, List<TopicPartition>> before = Map.copyOf(held);
        rebalance();
        assertThat(held).as("a round without news moves nothing").isEqualTo(before);
    }
}
