package io.basiswatch.indicator.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.wire.ValueJson;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is left out of an index does not depend on when the engine was started. */
class ConsensusRecoveryTest {
    private static final List<String> VENUES =
            List.of("coinbase:BTC-USD", "kraken-spot:BTC-USD", "bitstamp:BTC-USD", "gemini:BTC-USD", "lmax:BTC-USD");
    private static final int MINUTES = 16;

    /** Venues that stand still, are off, crossed, silent and lost, each for a while. */
    private static Market market(long seed) {
        Random random = new Random(seed);
        Market market = new Market();
        int[] mood = new int[VENUES.size()];
        int[] until = new int[VENUES.size()];
        double[] last = new double[VENUES.size()];
        double price = 100;
        for (int second = 0; second < MINUTES * 60; second++) {
            price *= 1 + random.nextGaussian() / 5_000;
            for (int venue = 0; venue < VENUES.size(); venue++) {
                if (second >= until[venue]) {
                    mood[venue] = random.nextInt(3) > 0 ? 0 : random.nextInt(1, 7);
                    until[venue] = second + random.nextInt(5, 150);
                }
                double time = second + 0.1 * (venue + 1);
                last[venue] = mood[venue] == 1 && last[venue] > 0 ? last[venue] : price;
                switch (mood[venue]) {
                    case 2 -> market.quote(time, VENUES.get(venue), price * 1.035);
                    case 3 -> market.quote(time, VENUES.get(venue), price * (random.nextInt(8) == 0 ? 1.08 : 1.04));
                    case 4 -> market.quote(time, VENUES.get(venue), price + 0.1, price);
                    case 5 -> {}
                    case 6 -> {
                        if (random.nextInt(20) == 0) {
                            market.gap(time, VENUES.get(venue));
                        }
                    }
                    default -> market.quote(time, VENUES.get(venue), last[venue]);
                }
            }
        }
        return market.until(MINUTES * 60);
    }

    private static List<String> from(Market market, long openMinute) {
        return market.values().stream()
                .filter(value -> value.series().indicator().equals(SpotIndex.ID))
                .filter(value -> value.resolution() == Resolution.SECOND && value.time() > openMinute)
                .map(ValueJson::write)
                .toList();
    }

    private static void recall(Market market, List<IndicatorValue> values, long openMinute) {
        values.stream()
                .filter(value -> value.series().indicator().equals(VenueSpotPrice.ID)
                        && value.resolution() == Resolution.MINUTE
                        && value.time() < openMinute
                        && value.value().isPresent())
                .forEach(value -> market.engine()
                        .recall(new ClosedValue(
                                value.series(),
                                value.resolution(),
                                value.time(),
                                value.value().getAsDouble(),
                                value.quality(),
                                value.knownAt(),
                                false)));
    }

    @Test
    void aRestartAtAnyMinuteLeavesTheSameVenuesOut() {
        Set<String> reasons = new HashSet<>();
        for (long seed = 1; seed <= 8; seed++) {
            // Given a log, and what it gives at one go
            Market whole = market(seed);
            from(whole, 0)
                    .forEach(json -> List.of("stale", "crossed", "frozen", "outlier", "missing").stream()
                            .filter(json::contains)
                            .forEach(reasons::add));

            // When another engine goes on at any minute
            for (int minute = 2; minute < MINUTES; minute++) {
                long openMinute = whole.at(minute * 60);
                Market again = new Market().resume(openMinute, List.of());
                recall(again, whole.values(), openMinute);
                for (MarketEvent event : whole.events()) {
                    if (event.receivedTime() >= openMinute - IndicatorEngine.warmUpMicros()) {
                        again.take(event);
                    }
                }

                // Then it gives the same, to the last character
                assertThat(from(again, openMinute))
                        .as("seed %d, minute %d", seed, minute)
                        .isEqualTo(from(whole, openMinute));
            }
        }
        assertThat(reasons).containsExactlyInAnyOrder("stale", "crossed", "frozen", "outlier", "missing");
    }
}
