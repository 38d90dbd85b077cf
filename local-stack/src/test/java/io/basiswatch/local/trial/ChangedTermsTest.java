package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What venues change in the midst of everything, and the event of the log that says so. */
class ChangedTermsTest {
    private static final long SECOND = 1_000_000;
    /** Four, eight and one hours from here are three different times of payment. */
    private static final Instant START = Instant.parse("2026-11-10T08:20:00Z");

    private static final long START_MICROS = START.getEpochSecond() * SECOND;
    private static final Duration LENGTH = Duration.ofSeconds(150);

    /** What a feed tells in two and a half minutes, asking every half minute what is listed. */
    private static Stream<InstrumentEvent> events(String name, String fault) {
        FaultScript script = FaultScript.parse(fault);
        VirtualTime time = new VirtualTime(START_MICROS);
        SimulatedMarket market = new FaultyMarket(SeededMarket.of(1), script, START_MICROS);
        KitVenue kit = KitVenue.of(
                Venue.of(name), market, new FaultyCircumstances(script, START_MICROS), START_MICROS, Truth.UNTOLD);
        FaultyVenue venue = new FaultyVenue(kit, script, START_MICROS, time, new Random(1));
        VirtualNetwork network = new VirtualNetwork(time, Map.of(name, venue), new Random(1));
        List<MarketEvent> told = new ArrayList<>();
        new LiveFeed(
                        Venue.of(name),
                        new VenueSettings("ws://kit/" + name, "http://kit/" + name, Map.of()),
                        asset -> asset.equals("BTC"),
                        new FeedPolicy(
                                Stream.of(StreamKind.values())
                                        .collect(Collectors.toMap(kind -> kind, kind -> Duration.ofSeconds(10))),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(10),
                                64 << 20,
                                Duration.ofSeconds(30)),
                        new LiveFeed.World(network, new ReceiveClock(network), new Random(2)),
                        new LiveFeed.Outlets(
                                line -> {}, told::add, rejected -> {}, () -> false, new SimpleMeterRegistry()))
                .start();
        long end = START_MICROS + VirtualTime.micros(LENGTH);
        for (long at = START_MICROS; at < end; at += SimulatedMarket.STEP) {
            long step = at;
            time.at(step, () -> venue.advance(step));
        }
        time.runUntil(end);
        return told.stream().flatMap(event -> event instanceof InstrumentEvent one ? Stream.of(one) : Stream.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance-usdm", "binance-coinm", "okx", "bybit", "deribit", "kraken-futures", "bitmex"})
    void aContractThatIsSettledIsToldToBeGone(String venue) {
        // When
        List<Long> gone = events(venue, "at 60 s for 1 s " + venue + " settle #0 1")
                .filter(InstrumentDelisted.class::isInstance)
                .map(InstrumentEvent::receivedTime)
                .toList();
        // Then
        assertThat(gone).hasSize(1);
        assertThat(gone.getFirst()).isBetween(START_MICROS + 60 * SECOND, START_MICROS + 120 * SECOND);
    }

    /**
     * From eight hours to one and, where it is one, to four. Deribit pays all the time and Hyperliquid by the hour: they say no
     * time of payment that could be another.
     */
    @ParameterizedTest
    @CsvSource({"binance-usdm,1", "binance-coinm,1", "okx,1", "bybit,1", "bitmex,1", "kraken-futures,4"})
    void aPerpetualThatPaysAtOtherTimesIsToldToDoSo(String venue, long hours) {
        // When
        List<FundingRate> rates = events(venue, "at 60 s for 1 s " + venue + " funding-interval * " + hours)
                .flatMap(event -> event instanceof FundingRate rate ? Stream.of(rate) : Stream.empty())
                .filter(rate -> rate.kind() == FundingRate.Kind.PREDICTED)
                .toList();
        // Then
        assertThat(times(rates, 0, 60)).hasSize(1).doesNotContain(next(hours));
        assertThat(times(rates, 90, 150)).containsExactly(next(hours));
    }

    private static Set<Long> times(List<FundingRate> rates, long from, long to) {
        return rates.stream()
                .filter(rate -> rate.receivedTime() >= START_MICROS + from * SECOND)
                .filter(rate -> rate.receivedTime() < START_MICROS + to * SECOND)
                .map(FundingRate::fundingTime)
                .collect(Collectors.toSet());
    }

    private static long next(long hours) {
        long grid = hours * 3_600 * SECOND;
        return (START_MICROS / grid + 1) * grid;
    }
}
