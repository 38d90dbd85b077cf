package io.basiswatch.collector.feed;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * One venue's feed, from its addresses to its events, over whatever {@link Network} it is given: it has no clock, no thread
 * and no chance of its own, so that the same network gives the same events.
 */
public final class LiveFeed {
    private static final Duration COMPARISON = Duration.ofSeconds(1);

    /** The one before may have told a trade later than the venue says that it happened, by this much. */
    private static final long UNDER_WAY = 2_000_000;

    private final Intake intake;
    private final VenueRun run;
    private final Network network;
    private Network.Timer comparison = () -> {};

    /**
     * What a feed depends on that is not the same twice.
     *
     * @param network the way to the venue
     * @param clock gives the stamps; one for all feeds of a collector
     * @param random for waits
     */
    public record World(Network network, ReceiveClock clock, RandomGenerator random) {}

    /**
     * Where what comes of a feed goes.
     *
     * @param recorder takes every line of what happens; must not fail
     * @param events takes the events, in the order of their receipt
     * @param rejected takes the frames that could not be read
     * @param congested whether no more events are taken; then the feed stops reading
     */
    public record Outlets(
            Consumer<CapturedLine> recorder,
            Consumer<MarketEvent> events,
            Consumer<Rejected> rejected,
            BooleanSupplier congested,
            MeterRegistry metrics) {}

    /** A feed of everything that has not started; see the other constructor. */
    public LiveFeed(
            Venue venue,
            VenueSettings settings,
            Predicate<String> assets,
            FeedPolicy policy,
            World world,
            Outlets outlets) {
        this(venue, settings, assets, Slice.WHOLE, policy, world, outlets);
    }

    /**
     * A feed that has not started.
     *
     * @param assets the bases of interest
     * @param slice which part this is of what is followed at the venue; {@code assets} are those of the slice already
     * @throws IllegalArgumentException where there is no feed for the venue
     */
    public LiveFeed(
            Venue venue,
            VenueSettings settings,
            Predicate<String> assets,
            Slice slice,
            FeedPolicy policy,
            World world,
            Outlets outlets) {
        VenueFeed feed = VenueFeeds.of(venue)
                .orElseThrow(() -> new IllegalArgumentException("no feed for venue '" + venue + "'"));
        this.network = world.network();
        this.intake = new Intake(
                feed,
                assets,
                world.clock(),
                outlets.recorder(),
                events(slice, outlets.events()),
                outlets.rejected(),
                new FeedMetrics(outlets.metrics(), venue, world.clock()::now));
        Backoff backoff = new Backoff(policy.firstBackoff(), policy.maxBackoff(), world.random());
        this.run = new VenueRun(world.network(), settings, intake, policy, backoff, outlets.congested(), slice);
    }

    private static Consumer<MarketEvent> events(Slice slice, Consumer<MarketEvent> all) {
        return slice.index() == 0
                ? all
                : event -> {
                    if (slice.takes(event)) {
                        all.accept(event);
                    }
                };
    }

    /** Whether a gap says no more than that a stream has just begun here. */
    public static boolean isStart(FeedGap gap) {
        return gap.reason().equals(GapTracker.STARTED);
    }

    /** Whether every stream has begun that can be expected to have. */
    public boolean flows() {
        return run.flows();
    }

    /**
     * Somebody else has told everything up to {@code time}, so that the trades since then are missing and are asked for, of streams
     * that begin from now on.
     *
     * @param time microseconds since the epoch
     */
    public void wholeUntil(long time) {
        intake.wholeUntil(time - UNDER_WAY);
    }

    /**
     * Whoever wants to know of the past; before {@link #start}.
     *
     * @param reader is told each time when the venue has said what it lists, and then may ask
     */
    public void onPasts(Consumer<PastDesk> reader) {
        run.onPasts(reader);
    }

    /** Begins; on the network's thread, as everything here. */
    public void start() {
        run.start();
        comparison = network.every(COMPARISON, intake::compareClocks);
    }

    /** Ends for good; what its streams carried gets its gap. */
    public void stop() {
        comparison.cancel();
        run.stop();
        intake.metrics().close();
    }
}
