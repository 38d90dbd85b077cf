package io.basiswatch.collector.feed;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * All feeds of a collector on one event loop, so that stamps, records and events have one order.
 *
 * <p>Once a second it gives out a tick with a stamp of its own.
 */
public final class FeedEngine extends AbstractVerticle {
    private static final long TICK_MILLIS = 1000;

    private final Wiring wiring;
    private final List<VenueRun> runs = new ArrayList<>();

    /**
     * What the engine is connected to.
     *
     * @param venues where to find each venue that is to be followed
     * @param assets the bases of interest
     * @param clock gives the stamps
     * @param recorder takes every line of what happens; must not fail
     * @param events takes the events, in the order of their receipt
     * @param ticks takes a stamp each second
     * @param congested whether the log takes no events and the buffer is full; then we stop reading
     */
    public record Wiring(
            Map<Venue, VenueSettings> venues,
            Set<String> assets,
            FeedPolicy policy,
            ReceiveClock clock,
            RandomGenerator random,
            BiConsumer<Venue, CapturedLine> recorder,
            Consumer<MarketEvent> events,
            LongConsumer ticks,
            BooleanSupplier congested,
            MeterRegistry metrics) {}

    public FeedEngine(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void start() {
        FeedPolicy policy = wiring.policy();
        WebSocketClient sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(policy.maxMessageBytes())
                .setMaxMessageSize(policy.maxMessageBytes())
                .setMaxConnections(1000));
        HttpClient http = vertx.createHttpClient(new HttpClientOptions().setDecompressionSupported(true));
        wiring.venues().forEach((venue, settings) -> {
            VenueFeed feed = VenueFeeds.of(venue)
                    .orElseThrow(() -> new IllegalArgumentException("no feed for venue '" + venue + "'"));
            runs.add(run(feed, settings, http, sockets));
        });
        runs.forEach(VenueRun::start);
        vertx.setPeriodic(
                TICK_MILLIS, id -> wiring.ticks().accept(wiring.clock().next()));
    }

    private VenueRun run(VenueFeed feed, VenueSettings settings, HttpClient http, WebSocketClient sockets) {
        FeedPolicy policy = wiring.policy();
        Intake intake = new Intake(
                feed,
                wiring.assets()::contains,
                wiring.clock(),
                line -> wiring.recorder().accept(feed.venue(), line),
                wiring.events(),
                new FeedMetrics(wiring.metrics(), feed.venue(), wiring.clock()::now));
        Backoff backoff = new Backoff(policy.firstBackoff(), policy.maxBackoff(), wiring.random());
        return new VenueRun(vertx, http, sockets, settings, intake, policy, backoff, wiring.congested());
    }

    @Override
    public void stop() {
        runs.forEach(VenueRun::stop);
    }
}
