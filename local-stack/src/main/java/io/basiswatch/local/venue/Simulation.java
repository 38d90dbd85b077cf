package io.basiswatch.local.venue;

import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.fault.FaultyCircumstances;
import io.basiswatch.local.fault.FaultyMarket;
import io.basiswatch.local.fault.FaultyVenue;
import io.basiswatch.local.fault.Now;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Venue;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A whole market that is not there.
 *
 * @param seed what it is made from
 * @param pace how much busier than calm it is
 * @param faults what goes wrong
 */
public record Simulation(long seed, double pace, FaultScript faults) {
    private static final Venue PRICED = Venue.of("binance-spot");
    private static final double BTC = 90_000;
    private static final double ETH = 3_000;

    /** All venues that can be simulated; those of which something was recorded play it. */
    Map<Venue, KitVenue> venues(Map<Venue, Recorded> recorded, long start, Truth truth) {
        SimulatedMarket market = market(recorded, start);
        Map<Venue, KitVenue> venues = new TreeMap<>();
        for (String name : KitVenue.names()) {
            Venue venue = Venue.of(name);
            FaultScript script = faults.of(name);
            SimulatedMarket seen = script.faults().isEmpty() ? market : new FaultyMarket(market, script, start);
            KitVenue kit = KitVenue.of(venue, seen, new FaultyCircumstances(script, start), start, truth);
            Optional.ofNullable(recorded.get(venue)).ifPresent(kit::playing);
            venues.put(venue, kit);
        }
        return venues;
    }

    /** The market as it is where nothing was recorded: one more of the same, for whoever checks what came of it. */
    public SimulatedMarket market(long start) {
        return new FaultyMarket(market(Map.of(), start), faults, start);
    }

    /** Where captures tell a price, the simulated one goes with it. */
    private SimulatedMarket market(Map<Venue, Recorded> recorded, long start) {
        Optional<CapturedPrice> price =
                Optional.ofNullable(recorded.get(PRICED)).flatMap(record -> CapturedPrice.of(record, start));
        return price.map(one -> (SimulatedMarket) SeededMarket.following(
                        seed, pace, start, Map.of("BTC", BTC, "ETH", one.at(start)), "ETH", one::at))
                .orElseGet(() -> SeededMarket.of(seed, pace, start, Map.of("BTC", BTC, "ETH", ETH)));
    }

    /** The same venues with their faults. */
    Map<Venue, VenueDoor> doors(Map<Venue, KitVenue> kits, long start, Now now) {
        Map<Venue, VenueDoor> doors = new TreeMap<>();
        kits.forEach((venue, kit) -> {
            FaultScript script = faults.of(venue.id());
            doors.put(
                    venue,
                    script.faults().isEmpty()
                            ? kit
                            : new FaultyVenue(
                                    kit,
                                    script,
                                    start,
                                    now,
                                    new Random(seed ^ venue.id().hashCode())));
        });
        return doors;
    }
}
