package io.basiswatch.local.trial;

import io.basiswatch.collector.feed.FeedPolicy;
import io.basiswatch.collector.feed.LiveFeed;
import io.basiswatch.collector.feed.ReceiveClock;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.venue.FaultScript;
import io.basiswatch.local.venue.KitVenue;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A collector's feeds and an engine against simulated venues with faults, in virtual time on one thread: the same seed gives the
 * same run, to the last event.
 */
final class VirtualRun {
    private static final long START = Instant.parse("2026-11-10T12:00:00Z").getEpochSecond() * 1_000_000;
    private static final String ASSET = "BTC";

    private final long seed;
    private final long start;
    private final long end;
    private final VirtualTime time;
    private final Map<String, KitVenue> venues = new LinkedHashMap<>();
    private final Ledgers ledgers;

    /**
     * @param names the venues to follow
     * @param script what goes wrong
     */
    VirtualRun(long seed, List<String> names, FaultScript script, Duration length) {
        this.seed = seed;
        this.start = START + Math.floorMod(seed, 3_600L) * 1_000_000;
        this.end = start + VirtualTime.micros(length);
        this.time = new VirtualTime(start);
        FaultWatch watch = new FaultWatch(script, start);
        SimulatedMarket market = SeededMarket.of(seed);
        names.forEach(name -> venues.put(name, KitVenue.of(Venue.of(name), market, script, start, watch)));
        this.ledgers = new Ledgers(venues, watch, start, end);
    }

    /** Runs to the end and strikes the balance. */
    Verdict run() {
        VirtualNetwork network = new VirtualNetwork(time, venues, new Random(seed));
        ReceiveClock clock = new ReceiveClock(network);
        LiveFeed.World world = new LiveFeed.World(network, clock, new Random(seed + 1));
        venues.keySet().forEach(name -> feed(name, world).start());
        network.every(Duration.ofSeconds(1), () -> ledgers.tick(clock.next()));
        publish(start);
        time.runUntil(end);
        return ledgers.verdict(seed);
    }

    /** Venues go on by themselves, one step after the other. */
    private void publish(long at) {
        time.at(at, () -> {
            venues.values().forEach(venue -> venue.advance(at));
            publish(at + SimulatedMarket.STEP);
        });
    }

    private LiveFeed feed(String name, LiveFeed.World world) {
        return new LiveFeed(
                Venue.of(name),
                new VenueSettings("ws://kit/" + name, "http://kit/" + name, Map.of()),
                Set.of(ASSET)::contains,
                FeedPolicy.standard(),
                world,
                new LiveFeed.Outlets(line -> {}, ledgers::take, () -> false, new SimpleMeterRegistry()));
    }
}
