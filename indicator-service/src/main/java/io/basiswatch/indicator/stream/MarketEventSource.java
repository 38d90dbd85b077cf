package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.store.IndicatorWriter;
import io.basiswatch.indicator.store.StoreConfig;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
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

    private final Map<String, Object> kafka;
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
            MeterRegistry registry) {
        this.kafka = Map.copyOf(kafka);
        this.writer = new IndicatorWriter(redis, database, store.options(), Clock.systemUTC());
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
        try (KafkaConsumer<byte[], byte[]> opened = new KafkaConsumer<>(
                        consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaOut out = new KafkaOut(kafka)) {
            consumer = opened;
            LogReader reader = new LogReader(opened, TOPIC, indicators, writer, out, meters);
            reader.subscribe();
            while (stopping.getCount() > 0) {
                reader.round();
                isReading = true;
                backoff.reset();
            }
        }
    }

    private Map<String, Object> consumerConfig() {
        Map<String, Object> config = new HashMap<>(kafka);
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
