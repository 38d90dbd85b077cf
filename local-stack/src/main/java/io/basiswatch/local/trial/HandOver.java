package io.basiswatch.local.trial;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.LiveFeed;
import io.basiswatch.collector.feed.ReceiveClock;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.venue.Circumstances;
import io.basiswatch.local.venue.KitVenue;
import io.basiswatch.local.venue.Truth;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long the next owner of a venue needs until every stream flows, in virtual time: for so long the venue sees two collectors
 * during a planned hand-over, because the one before goes on until then.
 */
final class HandOver {
    private static final long START = Instant.parse("2026-11-10T12:34:56Z").getEpochSecond() * 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(25);

    private final String venue;
    private final VirtualTime time = new VirtualTime(START);
    private final Map<StreamKind, Long> begun = new TreeMap<>();
    private final Set<String> streams = new HashSet<>();
    private long sockets;

    /**
     * How it went; times are microseconds since the next owner began.
     *
     * @param sockets that were opened
     * @param streams of how many something was heard
     * @param begun when the last stream of each kind had begun, of those that had
     * @param flows when every stream flowed that can be expected to; empty where that did not come within a minute
     */
    record Outcome(String venue, long sockets, int streams, Map<StreamKind, Long> begun, Optional<Long> flows) {}

    HandOver(String venue) {
        this.venue = venue;
    }

    /** Runs until everything flows. */
    Outcome run(long seed) {
        KitVenue simulated =
                KitVenue.of(Venue.of(venue), SeededMarket.of(seed), Circumstances.NONE, START, Truth.UNTOLD);
        VirtualNetwork network = new VirtualNetwork(time, Map.of(venue, simulated), new Random(seed));
        publish(simulated, START);
        LiveFeed feed = feed(network, seed);
        feed.start();
        long step = VirtualTime.micros(LOOK);
        Optional<Long> flows = Optional.empty();
        for (long at = step; at <= VirtualTime.micros(PATIENCE) && flows.isEmpty(); at += step) {
            time.runUntil(START + at);
            flows = feed.flows() ? Optional.of(at) : flows;
        }
        return new Outcome(venue, sockets, streams.size(), begun, flows);
    }

    private void publish(KitVenue simulated, long at) {
        time.at(at, () -> {
            simulated.advance(at);
            publish(simulated, at + SimulatedMarket.STEP);
        });
    }

    private LiveFeed feed(VirtualNetwork network, long seed) {
        return new LiveFeed(
                Venue.of(venue),
                new VenueSettings("ws://kit/" + venue, "http://kit/" + venue, Map.of()),
                Set.of("BTC", "ETH")::contains,
                VirtualRun.policy(),
                new LiveFeed.World(network, new ReceiveClock(network), new Random(seed)),
                new LiveFeed.Outlets(this::line, this::event, rejected -> {}, () -> false, new SimpleMeterRegistry()));
    }

    private void line(CapturedLine line) {
        sockets += line instanceof CapturedLine.Connected ? 1 : 0;
    }

    private void event(MarketEvent event) {
        if (event instanceof InstrumentEvent news && news.stamp().origin() != Origin.BACKFILL) {
            StreamKind.of(news)
                    .filter(kind -> streams.add(news.instrument() + " " + kind))
                    .ifPresent(kind -> begun.put(kind, time.now() - START));
        }
    }
}
