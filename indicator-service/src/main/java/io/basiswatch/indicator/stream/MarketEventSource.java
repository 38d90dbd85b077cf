package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.store.IndicatorWriter;
import io.basiswatch.indicator.store.StoreConfig;
import io.basiswatch.indicator.store.StoreOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Reads {@code market.events} for as long as the service runs, on a thread of its own.
 *
 * <p>Not a messaging channel: those hand records over to other threads, so a record of a partition that has just been taken
 * away could still be computed and written. Here the order read, compute, write, commit is that of the code.
 */
@ApplicationScoped
class MarketEventSource {
    static final String TOPIC = "market.events";

    private static final Logger LOG = Logger.getLogger(MarketEventSource.class);
    private static final String GROUP = "indicator-service";
    private static final int PARTITIONS = 12;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final Optional<String> member;
    private final IndicatorWriter writer;
    private final Flyway flyway;
    private final StopMeters meters;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Backoff backoff = new Backoff();
    private final Thread thread = new Thread(this::run, "market-events");
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean isReading;

    MarketEventSource(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Redis redis,
            DataSource database,
            Flyway flyway,
            StoreConfig store,
            GroupConfig group,
            MeterRegistry registry) {
        this.member = group.id().filter(id -> !id.isBlank());
        this.kafka = Map.copyOf(kafka);
        this.writer = new IndicatorWriter(redis, database, StoreOptions.of(store), Clock.systemUTC());
        this.flyway = flyway;
        this.meters = new StopMeters(registry);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        KafkaConsumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        thread.join(Duration.ofSeconds(10));
        writer.close();
    }

    /** Whether the thread is there at all; without it the process is of no use. */
    boolean isAlive() {
        return thread.isAlive();
    }

    /** Whether the stores are prepared and the log is being read. */
    boolean isReading() {
        return isReading;
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try {
                read();
            } catch (WakeupException e) {
                LOG.debug("woken up to stop");
            } catch (RuntimeException e) {
                Duration pause = backoff.next();
                LOG.errorf(e, "reading %s failed; from the last commit on again in %s", TOPIC, pause);
                await(pause);
            } finally {
                isReading = false;
            }
        }
    }

    private void await(Duration pause) {
        try {
            stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private void read() {
        List<Indicator> indicators = Indicators.all();
        flyway.migrate();
        String layout = writer.prepare(Indicators.definitions());
        Topics.ensure(kafka, PARTITIONS, List.of(TOPIC, KafkaOut.UPDATES), KafkaOut.DEAD_LETTERS);
        LOG.infof("%d indicators; series are kept as %s", indicators.size(), layout);
        KafkaConsumer<byte[], byte[]> opened = new KafkaConsumer<>(
                consumerConfig(kafka, member), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer = opened;
        ExecutorService past = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("market-past").factory());
        try (KafkaOut out = new KafkaOut(kafka)) {
            LogReader reader = new LogReader(opened, TOPIC, indicators, writer, past, out, meters);
            reader.subscribe();
            while (stopping.getCount() > 0) {
                reader.round();
                isReading = true;
                backoff.reset();
            }
        } finally {
            end(past);
            leave(opened);
        }
    }

    /** What is being stored is stored; what waits is read again by whoever goes on. */
    private static void end(ExecutorService past) {
        past.shutdownNow();
        try {
            if (!past.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("the past is still being stored after %s", CLOSING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever stops in order leaves its partitions to the others at once, even where it has a name that would be waited for. */
    static void leave(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSING));
    }

    /**
     * Partitions that stay where they are are read on while others move. A process that is silent for the session's timeout has
     * lost its own; one with a name that is back before has them still.
     */
    static Map<String, Object> consumerConfig(Map<String, Object> kafka, Optional<String> member) {
        Map<String, Object> config = new HashMap<>(kafka);
        member.ifPresent(id -> config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "2000");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500");
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        return config;
    }
}
