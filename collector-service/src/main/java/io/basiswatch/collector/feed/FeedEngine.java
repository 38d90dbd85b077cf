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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * All feeds of a collector on one event loop, so that stamps, records and events have one order. Feeds come and go.
 *
 * <p>Once a second it gives out a tick with a stamp of its own.
 */
public final class FeedEngine extends AbstractVerticle {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Wiring wiring;
    private final List<LiveFeed> feeds = new ArrayList<>();
    private volatile VertxNetwork network;

    /**
     * What the engine is connected to.
     *
     * @param assets the bases of interest
     * @param time the machine's
     * @param clock gives the stamps
     * @param recorder takes every line of what happens; must not fail
     * @param ticks takes a stamp each second
     * @param rejected takes the frames that could not be read
     * @param congested whether the log takes no events and the buffer is full; then we stop reading
     */
    public record Wiring(
            Set<String> assets,
            FeedPolicy policy,
            TimeSource time,
            ReceiveClock clock,
            RandomGenerator random,
            BiConsumer<Venue, CapturedLine> recorder,
            LongConsumer ticks,
            Consumer<Rejected> rejected,
            BooleanSupplier congested,
            MeterRegistry metrics) {}

    /**
     * What is to be followed.
     *
     * @param settings where to find the venue
     * @param slice which part of the assets
     * @param since until when somebody else has told everything, microseconds since the epoch; empty where nobody has
     * @param events takes the events, in the order of their receipt
     */
    public record Order(
            Venue venue, VenueSettings settings, Slice slice, OptionalLong since, Consumer<MarketEvent> events) {}

    public FeedEngine(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void start() {
        network = new VertxNetwork(vertx, wiring.time(), wiring.policy().maxMessageBytes());
        FunctionCounter.builder("basiswatch_clock_steps", wiring.clock(), ReceiveClock::steps)
                .register(wiring.metrics());
        network.every(TICK, () -> wiring.ticks().accept(wiring.clock().next()));
    }

    /** The event loop, on which all feeds live; nothing of them may be called from elsewhere. */
    public Executor loop() {
        return task -> context.runOnContext(nothing -> task.run());
    }

    /** Runs a task on the event loop again and again. To be called on it. */
    public void every(Duration interval, Runnable task) {
        network.every(interval, task);
    }

    /** Who has said that it is a simulation. After the start; may be asked by any thread. */
    public Simulations simulations() {
        return network.simulations();
    }

    /** Begins to follow a venue, or a slice of it. To be called on the event loop. */
    public LiveFeed follow(Order order) {
        Venue venue = order.venue();
        LiveFeed feed = new LiveFeed(
                venue,
                order.settings(),
                order.slice().of(wiring.assets())::contains,
                order.slice(),
                wiring.policy(),
                new LiveFeed.World(network, wiring.clock(), wiring.random()),
                new LiveFeed.Outlets(
                        line -> wiring.recorder().accept(venue, line),
                        order.events(),
                        wiring.rejected(),
                        wiring.congested(),
                        wiring.metrics()));
        order.since().ifPresent(feed::wholeUntil);
        feeds.add(feed);
        feed.start();
        return feed;
    }

    /** Ends a feed; what its streams carried gets its gap. To be called on the event loop. */
    public void end(LiveFeed feed) {
        feeds.remove(feed);
        feed.stop();
    }

    @Override
    public void stop() {
        feeds.forEach(LiveFeed::stop);
    }
}
