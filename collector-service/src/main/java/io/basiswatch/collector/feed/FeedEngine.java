package io.basiswatch.collector.feed;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import java.time.Duration;
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
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Wiring wiring;
    private final List<LiveFeed> feeds = new ArrayList<>();

    /**
     * What the engine is connected to.
     *
     * @param venues where to find each venue that is to be followed
     * @param assets the bases of interest
     * @param time the machine's
     * @param clock gives the stamps
     * @param recorder takes every line of what happens; must not fail
     * @param events takes the events, in the order of their receipt
     * @param ticks takes a stamp each second
     * @param rejected takes the frames that could not be read
     * @param congested whether the log takes no events and the buffer is full; then we stop reading
     */
    public record Wiring(
            Map<Venue, VenueSettings> venues,
            Set<String> assets,
            FeedPolicy policy,
            TimeSource time,
            ReceiveClock clock,
            RandomGenerator random,
            BiConsumer<Venue, CapturedLine> recorder,
            Consumer<MarketEvent> events,
            LongConsumer ticks,
            Consumer<Rejected> rejected,
            BooleanSupplier congested,
            MeterRegistry metrics) {}

    public FeedEngine(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void start() {
        Network network = new VertxNetwork(vertx, wiring.time(), wiring.policy().maxMessageBytes());
        wiring.venues().forEach((venue, settings) -> feeds.add(feed(venue, settings, network)));
        feeds.forEach(LiveFeed::start);
        FunctionCounter.builder("basiswatch_clock_steps", wiring.clock(), ReceiveClock::steps)
                .register(wiring.metrics());
        network.every(TICK, () -> wiring.ticks().accept(wiring.clock().next()));
    }

    private LiveFeed feed(Venue venue, VenueSettings settings, Network network) {
        LiveFeed.Outlets outlets = new LiveFeed.Outlets(
                line -> wiring.recorder().accept(venue, line),
                wiring.events(),
                wiring.rejected(),
                wiring.congested(),
                wiring.metrics());
        return new LiveFeed(
                venue,
                settings,
                wiring.assets()::contains,
                wiring.policy(),
                new LiveFeed.World(network, wiring.clock(), wiring.random()),
                outlets);
    }

    @Override
    public void stop() {
        feeds.forEach(LiveFeed::stop);
    }
}
