package io.basiswatch.collector.shard;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Membership in the group that shares out the seats, on a thread of its own. It reads nothing: the partitions are given, and
 * that is all.
 *
 * <p>A process that was stopped for longer than the group waits notices by the time that has passed between two rounds, before
 * it has heard anything from Kafka. A Kafka that is away is another matter: nobody else can be given the seats meanwhile.
 */
final class Membership implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Membership.class);
    private static final Duration ROUND = Duration.ofMillis(200);
    private static final long AGAIN_NANOS = 500_000_000;
    private static final int METADATA_MILLIS = 3_000;

    private final BoardTopic topic;
    private final ShardSettings settings;
    private final Listener listener;
    private final Thread thread = Thread.ofPlatform().name("shard-group").unstarted(this::run);
    private volatile Optional<KafkaConsumer<byte[], byte[]>> consumer = Optional.empty();
    private volatile boolean closed;
    private volatile boolean leaves;
    private volatile boolean joined;
    private volatile long round = System.nanoTime();

    /** What happens to seats; called on the group's thread. */
    interface Listener {
        void given(Set<Integer> seats, int partitions);

        /** Returns when others can see that we are leaving. */
        void taken(Set<Integer> seats);

        /** All of them are somebody else's by now. */
        void lost();
    }

    Membership(BoardTopic topic, ShardSettings settings, Listener listener) {
        this.topic = topic;
        this.settings = settings;
        this.listener = listener;
    }

    void start() {
        thread.start();
    }

    /** Whether the group has answered us; with seats or without. */
    boolean isJoined() {
        return joined;
    }

    private void run() {
        while (!closed) {
            try {
                KafkaConsumer<byte[], byte[]> opened = open();
                consumer = Optional.of(opened);
                opened.subscribe(List.of(topic.name()), new Seats(opened));
                boolean stoodStill = false;
                while (!closed && !stoodStill) {
                    opened.poll(ROUND);
                    stoodStill = noticePause();
                }
            } catch (WakeupException e) {
                LOG.debug("woken up to stop");
            } catch (KafkaException e) {
                LOG.errorf("the group of the collectors: %s", e.getMessage());
                joined = false;
                listener.lost();
                LockSupport.parkNanos(AGAIN_NANOS);
            } finally {
                // Who stood still joins anew, so that it is told of all its seats, whatever the group thinks.
                consumer.ifPresent(this::end);
                consumer = Optional.empty();
            }
        }
    }

    /** True where this process has stood still for so long that the seats were given away. */
    private boolean noticePause() {
        long now = System.nanoTime();
        boolean stoodStill = now - round > settings.session().toNanos();
        round = now;
        if (stoodStill) {
            LOG.warnf(
                    "%s stood still for longer than %s: what it ran is others' now", settings.id(), settings.session());
            listener.lost();
        }
        return stoodStill;
    }

    private void end(KafkaConsumer<byte[], byte[]> ended) {
        CloseOptions.GroupMembershipOperation how = leaves
                ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP;
        try {
            ended.close(CloseOptions.groupMembershipOperation(how).withTimeout(Duration.ofSeconds(2)));
        } catch (KafkaException e) {
            LOG.debugf("closing: %s", e.getMessage());
        }
    }

    private KafkaConsumer<byte[], byte[]> open() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, topic.name());
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.id());
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(TwinAssignor.class.getName()));
        config.put(TwinAssignor.SEATS, settings.seats());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int)
                settings.session().toMillis());
        config.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                (int) settings.session().toMillis() / 12);
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MILLIS);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Passes on what the group decides. */
    private final class Seats implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> member;

        Seats(KafkaConsumer<byte[], byte[]> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> given) {
            member.pause(given);
            joined = true;
            listener.given(numbers(given), member.partitionsFor(topic.name()).size());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            if (!noticePause()) {
                listener.taken(numbers(revoked));
            }
        }

        /** The group has forgotten us. Unless we stood still, Kafka was away, and nobody else can have come since. */
        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            onPartitionsRevoked(lost);
        }

        private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        }
    }

    /** Leaves the group, so that the seats go to others at once. */
    void leave() {
        leaves = true;
        close();
    }

    /** Ends without a word: for a while the group takes us for a member that restarts. */
    @Override
    public void close() {
        closed = true;
        consumer.ifPresent(KafkaConsumer::wakeup);
        try {
            thread.join(Duration.ofSeconds(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
