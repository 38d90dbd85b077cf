package io.basiswatch.local.importing;

import io.basiswatch.collector.archive.ArchiveRow;
import io.basiswatch.collector.feed.ReceiveClock;
import io.basiswatch.collector.feed.TimeSource;
import io.basiswatch.collector.publish.Log;
import io.basiswatch.collector.publish.MarketEventPublisher;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.model.Origin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topic {@code market.events} of a running system, written to as the collector does.
 *
 * <p>An event is stamped just before it is sent, and only few wait to be taken: so the stamps never fall behind those of
 * the live events in between, whose seconds are over soon.
 */
final class EventLog implements AutoCloseable {
    static final String TOPIC = "market.events";

    private static final long WAITING = 4_000;
    private static final int ANSWER_SECONDS = 5;
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_NANOS = 200_000;

    /** Kafka's clients tell of every attempt to connect; held here so that the level stays. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private final String servers;
    private final MarketEventPublisher publisher;
    private final ReceiveClock clock;

    private EventLog(String servers, MarketEventPublisher publisher, ReceiveClock clock) {
        this.servers = servers;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * @throws CommandFailure where no Kafka answers, or it has no such topic
     */
    static EventLog connect(String servers, Clock clock) {
        KAFKA.setLevel(Level.OFF);
        int partitions = partitions(servers);
        MarketEventPublisher publisher = new MarketEventPublisher(
                Log.producer(servers), TOPIC, partitions, "import", Set.of(), WAITING, new SimpleMeterRegistry());
        return new EventLog(servers, publisher, new ReceiveClock(TimeSource.of(clock)));
    }

    private static int partitions(String servers) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_SECONDS * 1_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_SECONDS * 500);
        try (Admin admin = Admin.create(settings)) {
            return admin.describeTopics(List.of(TOPIC))
                    .allTopicNames()
                    .get(ANSWER_SECONDS + 1, TimeUnit.SECONDS)
                    .get(TOPIC)
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw CommandFailure.failed("the Kafka at " + servers + " has no topic " + TOPIC, e);
            }
            throw unreachable(servers, e);
        } catch (TimeoutException | KafkaException e) {
            throw unreachable(servers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted", e);
        }
    }

    private static CommandFailure unreachable(String servers, Exception cause) {
        return CommandFailure.failed("no Kafka answers at " + servers + ": is the system running?", cause);
    }

    /** Sends what the row tells as events that come now; waits where many are on their way. */
    void append(ArchiveRow row) {
        awaitAtMost(WAITING);
        row.events(clock.next(), Origin.BACKFILL).forEach(publisher::publish);
    }

    /** Returns when the log has taken everything. */
    void flush() {
        awaitAtMost(0);
    }

    private void awaitAtMost(long limit) {
        long seen = publisher.waiting();
        long since = System.nanoTime();
        while (seen > limit) {
            LockSupport.parkNanos(POLL_NANOS);
            long now = publisher.waiting();
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STALL_NANOS) {
                throw CommandFailure.failed(
                        "the Kafka at " + servers + " takes nothing any more; the rest was not sent "
                                + "(run the import again: what was sent already changes nothing)");
            }
        }
    }

    @Override
    public void close() {
        publisher.close();
    }
}
