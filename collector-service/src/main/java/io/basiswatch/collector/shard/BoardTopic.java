package io.basiswatch.collector.shard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topic of the shards. Partition 0 is the board, which holds all records; every other partition is a seat: whoever the
 * group gives it to runs the shard that sits there.
 *
 * @param bootstrapServers of the Kafka that it is in
 * @param name of the topic, and of the group
 */
public record BoardTopic(String bootstrapServers, String name) {
    /** Small segments are compacted soon, so that a collector that starts has little to read. */
    private static final Map<String, String> SETTINGS = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_MS_CONFIG, "600000",
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");

    /** The partition that everybody reads. */
    static final int BOARD = 0;

    /**
     * Makes the topic, or gives it more partitions where it has too few; it never loses any.
     *
     * @throws ExecutionException where Kafka does not do it
     */
    void ensure(int partitions) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(SETTINGS);
            try {
                admin.createTopics(List.of(topic)).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
                grow(admin, partitions);
            }
        }
    }

    private void grow(Admin admin, int partitions) throws ExecutionException, InterruptedException {
        int there = admin.describeTopics(List.of(name))
                .allTopicNames()
                .get()
                .get(name)
                .partitions()
                .size();
        if (there >= partitions) {
            return;
        }
        try {
            admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof InvalidPartitionsException)) {
                throw e; // Otherwise another collector was faster.
            }
        }
    }

    /** How many collectors are in the group. */
    int members() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            ConsumerGroupDescription group =
                    admin.describeConsumerGroups(List.of(name)).all().get().get(name);
            return group.members().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw e;
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000));
    }
}
