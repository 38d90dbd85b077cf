package io.basiswatch.collector;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.capture.Recorder;
import io.basiswatch.collector.feed.FeedEngine;
import io.basiswatch.collector.feed.FeedPolicy;
import io.basiswatch.collector.feed.ReceiveClock;
import io.basiswatch.collector.feed.TimeSource;
import io.basiswatch.collector.history.Histories;
import io.basiswatch.collector.publish.Log;
import io.basiswatch.collector.publish.MarketEventPublisher;
import io.basiswatch.collector.quarantine.Quarantine;
import io.basiswatch.collector.shard.BoardTopic;
import io.basiswatch.collector.shard.ShardName;
import io.basiswatch.collector.shard.Shards;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Connects this collector to the log and to the other collectors, and leaves both in order. */
@ApplicationScoped
class Collector {
    private static final Logger LOG = Logger.getLogger(Collector.class);
    private static final Duration LOOK = Duration.ofMillis(25);
    private static final long RETRY_MILLIS = 2000;
    private static final long STOP_SECONDS = 5;
    private static final long STUCK_SECONDS = 15;

    private final CollectorConfig config;
    private final Vertx vertx;
    private final MeterRegistry metrics;
    private final Quarantine quarantine;
    private volatile Optional<Running> running = Optional.empty();
    private volatile boolean stopping;
    private volatile long lastTick;

    /** What has been started. */
    private record Running(
            String deployment,
            MarketEventPublisher publisher,
            Shards shards,
            Optional<Histories> histories,
            Optional<Recorder> recorder) {}

    Collector(CollectorConfig config, Vertx vertx, MeterRegistry metrics, Quarantine quarantine) {
        this.config = config;
        this.vertx = vertx;
        this.metrics = metrics;
        this.quarantine = quarantine;
    }

    void onStart(@Observes StartupEvent event) {
        LOG.infof(
                "%s takes part in following %s at %s",
                config.id(), config.assets(), VenueShards.venues(config).keySet());
        Thread.ofPlatform().name("collector-start").start(this::start);
    }

    /** Feeds start once the log is there: what cannot be written need not be read. */
    private void start() {
        while (!stopping) {
            try {
                int partitions = Log.ensureTopic(
                        config.log().bootstrapServers(),
                        config.log().topic(),
                        config.log().partitions());
                Shards.prepare(board(), VenueShards.all(config));
                deploy(partitions);
                return;
            } catch (ExecutionException e) {
                LOG.warnf("the log is not there yet: %s", e.getCause().getMessage());
            } catch (KafkaException e) {
                // So it says, too, where the broker's name is not known yet.
                LOG.warnf("the log is not there yet: %s", e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
        }
    }

    private BoardTopic board() {
        return new BoardTopic(config.log().bootstrapServers(), config.shards().topic());
    }

    private void deploy(int partitions) throws ExecutionException, InterruptedException {
        Clock clock = Clock.systemUTC();
        TimeSource time = TimeSource.of(clock);
        ReceiveClock stamps = new ReceiveClock(time);
        MarketEventPublisher publisher = publisher(partitions);
        Optional<Recorder> recorder = config.recordDir().map(directory -> new Recorder(directory, clock));
        BiConsumer<Venue, CapturedLine> record = recorder.isPresent() ? recorder.get()::record : (venue, line) -> {};
        Optional<Histories> histories = histories(publisher, stamps, clock);
        AtomicReference<Optional<VenueShards>> shards = new AtomicReference<>(Optional.empty());
        FeedEngine engine = new FeedEngine(new FeedEngine.Wiring(
                config.assets(),
                policy(),
                time,
                stamps,
                RandomGenerator.getDefault(),
                record,
                stamp -> {
                    shards.get().ifPresent(all -> all.tick(stamp));
                    tick(publisher, stamp);
                },
                quarantine::take,
                publisher::isCongested,
                metrics));
        String deployment = vertx.deployVerticle(engine)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        VenueShards feeds = new VenueShards(config, vertx, engine, histories);
        shards.set(Optional.of(feeds));
        lastTick = System.nanoTime();
        Shards taken = join(feeds, engine, publisher, stamps, histories);
        running = Optional.of(new Running(deployment, publisher, taken, histories, recorder));
    }

    private Optional<Histories> histories(MarketEventPublisher publisher, ReceiveClock stamps, Clock clock)
            throws ExecutionException, InterruptedException {
        CollectorConfig.History history = config.history();
        return history.enabled()
                ? Optional.of(Histories.open(
                        config.log().bootstrapServers(),
                        history.topic(),
                        new Histories.Surroundings(
                                () -> publisher.waiting() > history.maxWaiting(),
                                () -> publisher.oldest().orElseGet(stamps::now),
                                clock,
                                metrics)))
                : Optional.empty();
    }

    /** How far the history of each venue is that this collector runs, as JSON; empty before anything was started. */
    Optional<String> history() {
        return running.flatMap(Running::histories).map(Histories::json);
    }

    private MarketEventPublisher publisher(int partitions) {
        return new MarketEventPublisher(
                Log.producer(config.log().bootstrapServers()),
                config.log().topic(),
                partitions,
                config.id(),
                config.assets(),
                config.log().maxWaiting(),
                metrics);
    }

    private Shards join(
            VenueShards feeds,
            FeedEngine engine,
            MarketEventPublisher publisher,
            ReceiveClock stamps,
            Optional<Histories> histories) {
        Shards shards = Shards.join(
                board(),
                config.id(),
                config.shards().session(),
                config.shards().handOver(),
                VenueShards.all(config),
                new Shards.Host(
                        engine.loop(),
                        feeds,
                        shard -> {
                            histories.ifPresent(all -> all.live(shard.name()));
                            ShardName name = ShardName.parse(shard.name());
                            return publisher.outlet(shard, () -> feeds.isSimulated(name));
                        },
                        () -> publisher.oldest().orElseGet(stamps::now),
                        metrics));
        engine.loop().execute(() -> engine.every(LOOK, shards::tick));
        return shards;
    }

    private void tick(MarketEventPublisher publisher, long stamp) {
        lastTick = System.nanoTime();
        publisher.tick(stamp);
    }

    private FeedPolicy policy() {
        CollectorConfig.Feed feed = config.feed();
        return new FeedPolicy(
                feed.silence(),
                feed.firstBackoff(),
                feed.maxBackoff(),
                feed.connectTimeout(),
                feed.maxMessageBytes(),
                feed.metadataRefresh());
    }

    /** Whether the log was reached, the others have taken us in, and the event loop still turns. */
    boolean isRunning() {
        return running.filter(parts -> parts.shards().isJoined()).isPresent()
                && System.nanoTime() - lastTick < TimeUnit.SECONDS.toNanos(STUCK_SECONDS);
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping = true;
        running.ifPresent(parts -> {
            parts.shards().leave();
            try {
                vertx.undeploy(parts.deployment())
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("the feeds did not stop in order", e);
            }
            parts.recorder().ifPresent(Recorder::close);
            parts.publisher().close();
            parts.histories().ifPresent(Histories::close);
        });
    }
}
