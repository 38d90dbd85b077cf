package io.basiswatch.indicator.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Verified;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who takes no part in an index, why, and how that shows. */
class ExclusionsTest {
    private static final String USD = "BTC:spot_index:usd";
    private static final String COINBASE = "coinbase:BTC-USD";
    private static final String KRAKEN = "kraken-spot:BTC-USD";
    private static final String BITSTAMP = "bitstamp:BTC-USD";
    private static final String GEMINI = "gemini:BTC-USD";

    /** What the venues quote at a second, all of them; less than nothing where one is silent. */
    @FunctionalInterface
    private interface Mids {
        double of(int venue, int second);
    }

    private static Market market(int seconds, Mids mids, String... venues) {
        Market market = new Market();
        for (int second = 0; second < seconds; second++) {
            for (int venue = 0; venue < venues.length; venue++) {
                double mid = mids.of(venue, second);
                if (mid > 0) {
                    market.quote(second + 0.1 * (venue + 1), venues[venue], mid);
                }
            }
        }
        return market.until(seconds);
    }

    private static IndicatorValue at(Market market, int second) {
        return market.second(USD, second).orElseThrow();
    }

    private static List<String> excluded(IndicatorValue value) {
        return value.inputs().stream()
                .filter(input -> !input.excluded().isEmpty())
                .map(input -> input.source() + " " + input.excluded())
                .toList();
    }

    /** Prices that move by 2 bp at each second. */
    private static double moving(int second) {
        return 100 + second * 0.02;
    }

    @Test
    void anOutageOfOneOfThreeVenuesShowsWithinTenSeconds() {
        // Given three venues, of which one tells nothing any more from second 20 on
        Market market = market(
                32, (venue, second) -> venue == 2 && second >= 20 ? -1 : moving(second), COINBASE, KRAKEN, BITSTAMP);

        // When ten seconds have passed
        IndicatorValue before = at(market, 20);
        IndicatorValue after = at(market, 30);

        // Then the value says which venue is missing, and is degraded
        assertThat(before.quality()).isEqualTo(Quality.OK);
        assertThat(before.attributes())
                .containsEntry("venues_used", "bitstamp,coinbase,kraken-spot")
                .doesNotContainKey("venues_missing");
        assertThat(after.quality()).isEqualTo(Quality.DEGRADED);
        assertThat(after.reasons()).containsExactly("bitstamp stale", "quorum 2 of 3");
        assertThat(after.attributes())
                .containsEntry("venues_used", "coinbase,kraken-spot")
                .containsEntry("venues_missing", "bitstamp");
        assertThat(excluded(after)).containsExactly("bitstamp:BTC-USD stale");
    }

    @Test
    void theAgeOfTheOldestInputGrowsBeforeThat() {
        // Given a venue whose last quote is of second 19.3
        Market market = market(
                26, (venue, second) -> venue == 2 && second >= 20 ? -1 : moving(second), COINBASE, KRAKEN, BITSTAMP);

        // Then at second 25 that is 5.7 s old
        assertThat(at(market, 25).attributes()).containsEntry("oldest_input_ms", 5_700L);
        assertThat(at(market, 20).attributes()).containsEntry("oldest_input_ms", 900L);
    }

    @Test
    void aLostStreamShowsAtTheNextInstant() {
        // Given three venues
        Market market = new Market()
                .quote(0.1, COINBASE, 100)
                .quote(0.2, KRAKEN, 100)
                .quote(0.3, BITSTAMP, 100)
                .until(1);

        // When the stream of one of them is lost
        market.gap(1.5, BITSTAMP).until(2);

        // Then the value says so, though there is no number that could be left out
        IndicatorValue index = at(market, 2);
        assertThat(index.reasons()).containsExactly("bitstamp missing", "quorum 2 of 3");
        assertThat(index.attributes()).containsEntry("venues_missing", "bitstamp");
        assertThat(excluded(index)).isEmpty();
    }

    @Test
    void aVenueThatIsGoneIsMissedForADay() {
        // Given four venues, of which one is silent after the first minute
        Market market = market(
                150,
                (venue, second) -> venue == 3 && second >= 60 ? -1 : moving(second),
                COINBASE,
                KRAKEN,
                BITSTAMP,
                GEMINI);

        // Then the other three are enough, and the value says that it is not whole
        IndicatorValue index = at(market, 150);
        assertThat(index.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(index.reasons()).containsExactly("gemini missing");
        assertThat(index.attributes()).containsEntry("venues", 3L).containsEntry("venues_missing", "gemini");
    }

    @Test
    void aFrozenVenueIsFoundAndLeftOut() {
        // Given four venues that quote every second, of which one has told the same price since second 10
        Market market = market(
                60,
                (venue, second) -> moving(venue == 3 ? Math.min(second, 10) : second),
                COINBASE,
                KRAKEN,
                BITSTAMP,
                GEMINI);

        // When that has been so for 30 s
        IndicatorValue before = at(market, 40);
        IndicatorValue after = at(market, 41);

        // Then it is left out, with the reason
        assertThat(before.quality()).isEqualTo(Quality.OK);
        assertThat(after.quality()).isEqualTo(Quality.DEGRADED);
        assertThat(after.reasons()).containsExactly("gemini frozen");
        assertThat(excluded(after)).containsExactly("gemini:BTC-USD frozen");
        assertThat(after.value().orElseThrow()).isEqualTo(moving(40), within(1e-9));
    }

    @Test
    void aFrozenVenueTakesPartAgainWhenItMoves() {
        Market market = market(
                60,
                (venue, second) -> moving(venue == 3 && second < 50 ? Math.min(second, 10) : second),
                COINBASE,
                KRAKEN,
                BITSTAMP,
                GEMINI);

        assertThat(at(market, 50).reasons()).containsExactly("gemini frozen");
        assertThat(at(market, 51).quality()).isEqualTo(Quality.OK);
    }

    @Test
    void aMarketThatStandsStillAsAWholeIsNotFrozen() {
        // Given venues that all stand still, and venues of which only one other one moves
        Market still = market(60, (venue, second) -> 100, COINBASE, KRAKEN, BITSTAMP, GEMINI);
        Market one =
                market(60, (venue, second) -> venue == 0 ? moving(second) : 100, COINBASE, KRAKEN, BITSTAMP, GEMINI);

        // Then nobody is said to be frozen
        assertThat(at(still, 60).quality()).isEqualTo(Quality.OK);
        assertThat(at(one, 60).quality()).isEqualTo(Quality.OK);
    }

    @Test
    void movesOfOneBasisPointAreNone() {
        // Given three venues that move by less than 1 bp, and one that does not
        Market market = market(
                60, (venue, second) -> venue == 3 ? 100 : 100 + second % 2 * 0.009, COINBASE, KRAKEN, BITSTAMP, GEMINI);

        // Then it may just as well be right
        assertThat(at(market, 60).quality()).isEqualTo(Quality.OK);
    }

    @Test
    void aBookThatIsCrossedForASecondIsLeftOutAndNotOneThatIsForLess() {
        // Given a book that is locked from 1.5 on
        Market market = new Market()
                .quote(0.1, COINBASE, 100)
                .quote(0.2, KRAKEN, 100)
                .quote(0.3, BITSTAMP, 100)
                .quote(0.4, GEMINI, 100)
                .quote(1.5, GEMINI, 102, 102)
                .until(3);

        // Then it counts as what it was for a second, and is left out after that
        assertThat(at(market, 2).quality()).isEqualTo(Quality.OK);
        assertThat(at(market, 2).attributes()).containsEntry("venues", 4L);
        assertThat(at(market, 3).reasons()).containsExactly("gemini crossed");
        assertThat(at(market, 3).inputs())
                .filteredOn(input -> input.excluded().equals("crossed"))
                .extracting(Input::value)
                .containsExactly(102.0);
    }

    @Test
    void aBookThatIsUncrossedTakesPartAtOnce() {
        Market market = new Market()
                .quote(0.1, COINBASE, 100)
                .quote(0.2, KRAKEN, 100)
                .quote(0.3, BITSTAMP, 100)
                .quote(0.4, GEMINI, 102, 101)
                .until(3)
                .quote(3.5, GEMINI, 100)
                .until(4);

        assertThat(at(market, 3).reasons()).containsExactly("gemini crossed");
        assertThat(at(market, 4).quality()).isEqualTo(Quality.OK);
    }

    @Test
    void anOutlierComesBackOnlyWithinHalfTheLimit() {
        // Given a venue that is 10 % off at first, 4 % off for 100 s, and right from then on
        Market market = market(
                180,
                (venue, second) -> venue < 3 ? 100 : second == 0 ? 110 : second < 100 ? 104 : 100.2,
                COINBASE,
                KRAKEN,
                BITSTAMP,
                GEMINI);

        // Then 60 s alone do not bring it back, and half the limit does
        assertThat(excluded(at(market, 61))).containsExactly("gemini:BTC-USD outlier");
        assertThat(excluded(at(market, 100))).containsExactly("gemini:BTC-USD outlier");
        assertThat(at(market, 101).quality()).isEqualTo(Quality.OK);
        assertThat(at(market, 101).value().orElseThrow()).isEqualTo(100.05, within(1e-9));
    }

    @Test
    void severalVenuesOffAtOnceMakeAValueDegraded() {
        // Given two of five venues that are 8 % off together
        Market market =
                market(3, (venue, second) -> venue < 3 ? 100 : 108, COINBASE, KRAKEN, BITSTAMP, GEMINI, "lmax:BTC-USD");

        // Then nobody can tell an error from a move
        assertThat(at(market, 3).quality()).isEqualTo(Quality.DEGRADED);
        assertThat(at(market, 3).reasons())
                .contains("2 venues off the median at once", "gemini outlier", "lmax outlier");
    }

    @Test
    void whatEachVenueBroughtInIsOnRecordByMinute() {
        // Given four venues, of which one freezes and one is silent from second 20 on
        Market market = market(
                62,
                (venue, second) -> venue == 2 && second >= 20 ? -1 : moving(venue == 3 ? Math.min(second, 5) : second),
                COINBASE,
                KRAKEN,
                BITSTAMP,
                GEMINI);

        // Then the minute tells the price of those that took part, and why the others did not
        assertThat(market.minute("BTC:venue_spot_price:coinbase.BTC-USD", 0)
                        .getLast()
                        .value())
                .hasValue(moving(58));
        assertThat(market.minute("BTC:venue_spot_price:bitstamp.BTC-USD", 0)
                        .getLast()
                        .reasons())
                .containsExactly("stale");
        assertThat(market.minute("BTC:venue_spot_price:gemini.BTC-USD", 0)
                        .getLast()
                        .reasons())
                .containsExactly("frozen");
    }

    @Test
    void everyValueIsFoundAgainFromItsReceipt() {
        // Given venues that freeze, are off, are silent, crossed or lost, and a stablecoin's
        Market market = market(
                180,
                (venue, second) -> venue == 2 && second % 60 > 40 ? -1 : moving(venue == 3 ? second / 50 * 50 : second),
                COINBASE,
                KRAKEN,
                BITSTAMP,
                GEMINI,
                "okx:BTC-USDT",
                "kraken-spot:USDT-USD",
                "coinbase:USDT-USD");
        market.quote(180.5, GEMINI, 200)
                .quote(180.6, COINBASE, 103, 102)
                .gap(180.7, KRAKEN)
                .until(3_700);

        // Then seconds, minutes and the hour hold
        Verified.all(
                market.values(),
                value -> List.of(SpotIndex.ID, StablecoinRate.ID, VenueSpotPrice.ID)
                        .contains(value.series().indicator()));
    }
}
