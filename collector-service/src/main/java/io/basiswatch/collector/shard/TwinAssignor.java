package io.basiswatch.collector.shard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's cooperative sticky assignor, and replicas of one feed go to different collectors where there are two.
 *
 * <p>As there, a seat that somebody still holds is first taken away and given to another in the round that follows.
 */
public final class TwinAssignor extends CooperativeStickyAssignor implements Configurable {
    /** The setting that holds who sits where: a {@code Supplier} of shards by seat. */
    static final String SEATS = "basiswatch.seats";

    private Supplier<SortedMap<Integer, ShardName>> seats = TreeMap::new;

    @Override
    @SuppressWarnings("unchecked")
    public void configure(Map<String, ?> configs) {
        seats = (Supplier<SortedMap<Integer, ShardName>>) configs.get(SEATS);
    }

    @Override
    public Map<String, List<TopicPartition>> assignPartitions(
            Map<String, List<PartitionInfo>> partitions, Map<String, Subscription> subscriptions) {
        Map<String, List<TopicPartition>> given = new TreeMap<>();
        super.assignPartitions(partitions, subscriptions)
                .forEach((member, theirs) -> given.put(member, new ArrayList<>(theirs)));
        Map<TopicPartition, String> holders = new HashMap<>();
        subscriptions.forEach((member, subscription) ->
                subscription.ownedPartitions().forEach(partition -> holders.put(partition, member)));
        new Separation(given, holders, seats.get()).run();
        return given;
    }

    /** One round of taking replicas apart. */
    private record Separation(
            Map<String, List<TopicPartition>> given,
            Map<TopicPartition, String> holders,
            SortedMap<Integer, ShardName> seats) {
        void run() {
            for (String member : new TreeSet<>(given.keySet())) {
                Set<ShardName> feeds = new HashSet<>();
                for (TopicPartition partition : List.copyOf(given.get(member))) {
                    if (feed(partition).filter(feed -> !feeds.add(feed)).isPresent()) {
                        moveAway(partition, member);
                    }
                }
            }
        }

        private Optional<ShardName> feed(TopicPartition partition) {
            return Optional.ofNullable(seats.get(partition.partition())).map(ShardName::firstReplica);
        }

        private void moveAway(TopicPartition twin, String from) {
            given.keySet().stream()
                    .filter(member -> !member.equals(from) && !hasFeed(member, twin))
                    .min(Comparator.comparingInt(member -> given.get(member).size()))
                    .ifPresent(to -> {
                        move(twin, from, to);
                        if (given.get(to).size() > given.get(from).size() + 1
                                || holders.get(twin) != null
                                        && given.get(to).size()
                                                > given.get(from).size()) {
                            giveBack(twin, from, to);
                        }
                    });
        }

        /** Who got one too many gives up another one instead. */
        private void giveBack(TopicPartition twin, String from, String to) {
            given.get(to).stream()
                    .filter(partition -> !partition.equals(twin) && !hasFeed(from, partition))
                    .findFirst()
                    .ifPresent(partition -> move(partition, to, from));
        }

        private boolean hasFeed(String member, TopicPartition partition) {
            return feed(partition).isPresent()
                    && given.get(member).stream().anyMatch(other -> feed(other).equals(feed(partition)));
        }

        private void move(TopicPartition partition, String from, String to) {
            given.get(from).remove(partition);
            if (!from.equals(holders.get(partition))) {
                given.get(to).add(partition);
            }
        }
    }
}
