package io.basiswatch.local.trial;

import io.basiswatch.collector.feed.LiveFeed;
import io.basiswatch.collector.feed.ReceiveClock;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.history.Histories;
import io.basiswatch.collector.history.HistoryKey;
import io.basiswatch.collector.history.HistoryLedger;
import io.basiswatch.collector.history.Told;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.venue.Circumstances;
import io.basiswatch.local.venue.KitVenue;
import io.basiswatch.local.venue.Truth;
import io.basiswatch.local.venue.Usage;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A collector's first start at one simulated venue, in virtual time: with nothing told, until all of the history is. The
 * streams flow meanwhile.
 */
final class FirstStart {
    private static final long START = Instant.parse("2026-11-10T12:34:56Z").getEpochSecond() * 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String venue;
    private final VirtualTime time = new VirtualTime(START);
    private final Map<HistoryKey, Told> kept = new HashMap<>();
    private long candles;
    private long payments;
    private long openInterest;

    /**
     * How it went.
     *
     * @param took until nothing was left to be asked for; empty where that was not within half an hour
     * @param usage what was asked of the venue until then, the live part included
     */
    record Outcome(
            String venue,
            Optional<Duration> took,
            int histories,
            long candles,
            long payments,
            long openInterest,
            Usage usage) {
        static final String HEAD = """
                | venue | histories | candles | payments | open interest | until all is told | requests | most weight in the \
                venue's window | allowed | refused |
                |---|---|---|---|---|---|---|---|---|---|
                """;

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %,d | %,d | %,d | %s | %,d | %,d | %,d | %d |%n",
                    venue,
                    histories,
                    candles,
                    payments,
                    openInterest,
                    took.map(time -> time.toSeconds() + " s").orElse("not within " + PATIENCE.toMinutes() + " minutes"),
                    usage.requests(),
                    usage.mostWeight(),
                    usage.limit(),
                    usage.refusals());
        }
    }

    FirstStart(String venue) {
        this.venue = venue;
    }

    /** Runs until all is told. */
    Outcome run(long seed) {
        KitVenue simulated =
                KitVenue.of(Venue.of(venue), SeededMarket.of(seed), Circumstances.NONE, START, Truth.UNTOLD);
        VirtualNetwork network = new VirtualNetwork(time, Map.of(venue, simulated), new Random(seed));
        Histories histories = new Histories(
                new Ledger(),
                new Histories.Surroundings(
                        () -> false,
                        network::wall,
                        () -> Instant.ofEpochSecond(0, network.wall() * 1_000),
                        new SimpleMeterRegistry()));
        LiveFeed feed = feed(network, seed);
        histories.follow(venue, Venue.of(venue), feed);
        histories.live(venue);
        feed.start();
        publish(simulated, START);
        Optional<Duration> took = Optional.empty();
        for (long second = 1; second <= PATIENCE.toSeconds() && took.isEmpty(); second++) {
            time.runUntil(START + second * VirtualTime.micros(LOOK));
            took = histories.isComplete() ? Optional.of(Duration.ofSeconds(second)) : took;
        }
        return new Outcome(venue, took, kept.size(), candles, payments, openInterest, simulated.usage());
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
                new LiveFeed.Outlets(line -> {}, this::event, rejected -> {}, () -> false, new SimpleMeterRegistry()));
    }

    private void event(MarketEvent event) {
        if (event instanceof InstrumentEvent news && news.stamp().origin() == Origin.BACKFILL) {
            switch (news) {
                case Candle candle -> candles++;
                case FundingRate rate -> payments++;
                case OpenInterest open -> openInterest++;
                default -> {}
            }
        }
    }

    /** What was told, for as long as the run lasts. */
    private final class Ledger implements HistoryLedger {
        @Override
        public Told told(HistoryKey key) {
            return kept.getOrDefault(key, Told.NOTHING);
        }

        @Override
        public void keep(HistoryKey key, Told told) {
            kept.put(key, told);
        }
    }
}
