package io.basiswatch.local.trial;

import io.basiswatch.collector.feed.FeedPolicy;
import io.basiswatch.collector.feed.LiveFeed;
import io.basiswatch.collector.feed.ReceiveClock;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.fault.FaultyCircumstances;
import io.basiswatch.local.fault.FaultyMarket;
import io.basiswatch.local.fault.FaultyVenue;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.venue.KitVenue;
import io.basiswatch.local.venue.Truth;
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
    /** What is collected; of the stablecoins that come with it only the prices are. */
    static final String ASSET = "BTC";

    private final long seed;
    private final FaultScript script;
    private final long start;
    private final long end;
    private final VirtualTime time;
    private final SimulatedMarket market;
    private final Map<String, FaultyVenue> venues = new LinkedHashMap<>();
    private final Ledgers ledgers;

    /**
     * @param names the venues to follow
     * @param script what goes wrong
     */
    VirtualRun(long seed, List<String> names, FaultScript script, Duration length) {
        this.seed = seed;
        this.script = script;
        this.start = START + Math.floorMod(seed, 3_600L) * 1_000_000;
        this.end = start + VirtualTime.micros(length);
        this.time = new VirtualTime(start);
        this.market = new FaultyMarket(SeededMarket.of(seed), script, start);
        names.forEach(name -> venues.put(name, venue(name)));
        this.ledgers = new Ledgers(venues, script, market, start, end);
    }

    private FaultyVenue venue(String name) {
        FaultScript own = script.of(name);
        FaultyCircumstances wrong = new FaultyCircumstances(own, start);
        KitVenue venue = KitVenue.of(Venue.of(name), market, wrong, start, Truth.UNTOLD);
        return new FaultyVenue(venue, own, start, time, new Random(seed + name.hashCode()));
    }

    /** Runs to the end and strikes the balance. */
    Verdict run() {
        VirtualNetwork network = new VirtualNetwork(time, new LinkedHashMap<>(venues), new Random(seed));
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
                policy(),
                world,
                new LiveFeed.Outlets(
                        line -> {}, ledgers::take, rejected -> {}, () -> false, new SimpleMeterRegistry()));
    }

    /** As a collector is configured where nobody configures anything. */
    static FeedPolicy policy() {
        return new FeedPolicy(
                Map.of(
                        StreamKind.QUOTES, Duration.ofSeconds(10),
                        StreamKind.TRADES, Duration.ofSeconds(10),
                        StreamKind.MARKS, Duration.ofSeconds(10),
                        StreamKind.DEPTH, Duration.ofSeconds(10)),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                64 << 20,
                Duration.ofHours(1));
    }
}
