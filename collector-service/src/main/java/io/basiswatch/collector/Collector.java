package io.basiswatch.collector;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.capture.Recorder;
import io.basiswatch.collector.feed.FeedEngine;
import io.basiswatch.collector.feed.FeedPolicy;
import io.basiswatch.collector.feed.ReceiveClock;
import io.basiswatch.collector.feed.TimeSource;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.publish.Log;
import io.basiswatch.collector.publish.MarketEventPublisher;
import io.basiswatch.collector.reserve.ReserveSource;
import io.basiswatch.collector.reserve.Reserves;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Starts every configured feed and connects it to the log; stops them in the opposite order. */
@ApplicationScoped
class Collector {
    private static final Logger LOG = Logger.getLogger(Collector.class);
    private static final long RETRY_MILLIS = 2000;
    private static final long STOP_SECONDS = 5;
    private static final long STUCK_SECONDS = 15;

    private final CollectorConfig config;
    private final Vertx vertx;
    private final MeterRegistry metrics;
    private volatile Optional<Running> running = Optional.empty();
    private volatile boolean stopping;
    private volatile long lastTick;

    /** What has been started. */
    private record Running(String deployment, MarketEventPublisher publisher, Optional<Recorder> recorder) {}

    Collector(CollectorConfig config, Vertx vertx, MeterRegistry metrics) {
        this.config = config;
        this.vertx = vertx;
        this.metrics = metrics;
    }

    void onStart(@Observes StartupEvent event) {
        Map<Venue, VenueSettings> venues = venues();
        LOG.infof("%s follows %s at %s", config.id(), config.assets(), venues.keySet());
        Thread.ofPlatform().name("collector-start").start(() -> start(venues));
    }

    private Map<Venue, VenueSettings> venues() {
        Map<Venue, VenueSettings> venues = new TreeMap<>();
        config.venues().forEach((name, settings) -> {
            if (settings.enabled()) {
                venues.put(known(name), settings(name, settings));
            }
        });
        return venues;
    }

    private static Venue known(String name) {
        return VenueFeeds.of(Venue.of(name))
                .map(VenueFeed::venue)
                .orElseThrow(() -> new IllegalStateException("no feed for venue '" + name + "'; there are "
                        + VenueFeeds.all().stream().map(VenueFeed::venue).toList()));
    }

    private static VenueSettings settings(String name, CollectorConfig.Venue settings) {
        return new VenueSettings(
                required(name, "ws-url", settings.wsUrl()),
                required(name, "rest-url", settings.restUrl()),
                settings.options());
    }

    private static String required(String venue, String property, Optional<String> value) {
        return value.orElseThrow(
                () -> new IllegalStateException("collector.venues." + venue + "." + property + " is not set"));
    }

    /** Feeds start once the log is there: what cannot be written need not be read. */
    private void start(Map<Venue, VenueSettings> venues) {
        while (!stopping) {
            try {
                int partitions = Log.ensureTopic(
                        config.log().bootstrapServers(),
                        config.log().topic(),
                        config.log().partitions());
                deploy(venues, partitions);
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

    private void deploy(Map<Venue, VenueSettings> venues, int partitions)
            throws ExecutionException, InterruptedException {
        Clock clock = Clock.systemUTC();
        TimeSource time = TimeSource.of(clock);
        MarketEventPublisher publisher = new MarketEventPublisher(
                Log.producer(config.log().bootstrapServers()),
                config.log().topic(),
                partitions,
                config.id(),
                config.assets(),
                config.log().maxWaiting(),
                metrics);
        Optional<Recorder> recorder = config.recordDir().map(directory -> new Recorder(directory, clock));
        BiConsumer<Venue, CapturedLine> record = recorder.isPresent() ? recorder.get()::record : (venue, line) -> {};
        Optional<Reserves> reserves = config.reserves()
                .source()
                .map(place -> new Reserves(
                        ReserveSource.of(vertx, place),
                        config.reserves().every(),
                        config.assets()::contains,
                        publisher::publish));
        FeedEngine engine = new FeedEngine(new FeedEngine.Wiring(
                venues,
                config.assets(),
                policy(),
                time,
                new ReceiveClock(time),
                RandomGenerator.getDefault(),
                record,
                publisher::publish,
                stamp -> {
                    reserves.ifPresent(adapter -> adapter.tick(stamp));
                    tick(publisher, stamp);
                },
                rejected -> {},
                publisher::isCongested,
                metrics));
        String deployment = vertx.deployVerticle(engine)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        lastTick = System.nanoTime();
        running = Optional.of(new Running(deployment, publisher, recorder));
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

    /** Whether the log was reached, the feeds were started, and their event loop still turns. */
    boolean isRunning() {
        return running.isPresent() && System.nanoTime() - lastTick < TimeUnit.SECONDS.toNanos(STUCK_SECONDS);
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping = true;
        running.ifPresent(parts -> {
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
        });
    }
}
