package io.basiswatch.indicator.depth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Rechecked;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.DepthProfile.Band;
import io.basiswatch.model.DepthProfile.Slippage;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All measures are made of the same profiles, so they are tested together. */
class DepthTest {
    private static final String SPOT = "coinbase:BTC-USD";
    private static final String OF_SPOT = ":coinbase.BTC-USD";

    private static final List<Band> BANDS = List.of(
            new Band(0.1, 100, 300),
            new Band(0.5, 1_000, 3_000),
            new Band(1, 6_000, 2_000),
            new Band(2, 20_000, 10_000));
    private static final List<Slippage> ORDERS =
            List.of(new Slippage(100_000, 1.5, 2.5), new Slippage(1_000_000, 30, 20));

    private static Market profile(Market market, double second, String instrument) {
        return profile(market, second, instrument, BANDS, ORDERS);
    }

    private static Market profile(
            Market market, double second, String instrument, List<Band> bands, List<Slippage> orders) {
        return market.take(
                new DepthProfile(Instrument.parse(instrument), market.stamp(second), 50_000, 0.2, bands, orders));
    }

    @Test
    void isEmptyUntilWarm() {
        Market market = new Market().quote(0.5, SPOT, 50_000).until(1);

        assertThat(market.second("BTC:spread_bps" + OF_SPOT, 1)).isEmpty();
        assertThat(market.second("BTC:depth_1pct_bid_usd" + OF_SPOT, 1)).isEmpty();
    }

    @Test
    void readsEachDistanceAndSideOfABook() {
        // Given a profile with another number everywhere
        Market market = profile(new Market(), 0.5, SPOT).until(1);

        // Then each indicator has its own
        Map.of(
                        "spread_bps", 0.2,
                        "depth_0_1pct_bid_usd", 100.0,
                        "depth_0_1pct_ask_usd", 300.0,
                        "depth_0_5pct_bid_usd", 1_000.0,
                        "depth_0_5pct_ask_usd", 3_000.0,
                        "depth_1pct_bid_usd", 6_000.0,
                        "depth_1pct_ask_usd", 2_000.0,
                        "depth_2pct_bid_usd", 20_000.0,
                        "depth_2pct_ask_usd", 10_000.0,
                        "book_imbalance_1pct", 0.5)
                .forEach((id, expected) -> assertThat(market.number("BTC:" + id + OF_SPOT, 1))
                        .as(id)
                        .isEqualTo(expected));
    }

    @Test
    void slippageIsThatOfTheWorseSide() {
        Market market = profile(new Market(), 0.5, SPOT).until(1);

        assertThat(market.number("BTC:slippage_bps_100k" + OF_SPOT, 1)).isEqualTo(2.5);
        IndicatorValue million =
                market.second("BTC:slippage_bps_1m" + OF_SPOT, 1).orElseThrow();
        assertThat(million.value()).hasValue(30);
        assertThat(million.attributes()).containsEntry("buy_bps", 30.0).containsEntry("sell_bps", 20.0);
    }

    @Test
    void isAbsentWhereTheBookDoesNotReach() {
        // Given a feed that shows one percent, and a book of half a million
        Market market = profile(new Market(), 0.5, SPOT, BANDS.subList(0, 3), ORDERS.subList(0, 1))
                .until(1);

        // Then what lies beyond is unknown, and not 0
        IndicatorValue beyond =
                market.second("BTC:depth_2pct_bid_usd" + OF_SPOT, 1).orElseThrow();
        assertThat(beyond.value()).isEmpty();
        assertThat(beyond.reasons()).containsExactly("the feed of the book does not reach that far");
        assertThat(market.second("BTC:depth_2pct_bid_usd:spot.usd", 1)
                        .orElseThrow()
                        .reasons())
                .contains("no book reaches that far");
        assertThat(market.second("BTC:slippage_bps_1m" + OF_SPOT, 1)
                        .orElseThrow()
                        .reasons())
                .containsExactly("the order would exhaust the book");
    }

    @Test
    void keepsSumsOfDollarAndUsdtBooksApartAndSpotFromPerpetuals() {
        // Given two dollar books, a USDT book with USDT at 0.5 and a perpetual
        Market market = profile(new Market().quote(0.4, "kraken-spot:USDT-USD", 0.49, 0.51), 0.5, SPOT);
        profile(market, 0.5, "kraken-spot:BTC-USD");
        profile(market, 0.5, "binance-spot:BTC-USDT");
        profile(market, 0.5, "binance-usdm:BTC-USDT-PERP").until(1);

        // Then each kind is summed up for itself, in dollars
        assertThat(market.number("BTC:depth_1pct_bid_usd:spot.usd", 1)).isEqualTo(12_000);
        assertThat(market.number("BTC:depth_1pct_bid_usd:spot.usdt", 1)).isEqualTo(3_000, within(1e-9));
        assertThat(market.number("BTC:depth_1pct_bid_usd:perp.usdt", 1)).isEqualTo(3_000, within(1e-9));
        assertThat(market.number("BTC:book_imbalance_1pct:spot.usd", 1)).isEqualTo(0.5);
        assertThat(market.second("BTC:depth_1pct_bid_usd:spot.usd", 1)
                        .orElseThrow()
                        .attributes())
                .containsEntry("books", 2L);
    }

    @Test
    void aSumSaysWhichBookIsMissing() {
        // Given two books of which one does not reach as far
        Market market = profile(new Market(), 0.5, SPOT);
        profile(market, 0.5, "kraken-spot:BTC-USD", BANDS.subList(0, 3), ORDERS).until(1);

        IndicatorValue sum = market.second("BTC:depth_2pct_bid_usd:spot.usd", 1).orElseThrow();
        assertThat(sum.value()).hasValue(20_000);
        assertThat(sum.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(sum.reasons()).containsExactly("missing: kraken-spot.BTC-USD");
    }

    @Test
    void aSumMissesABookThatFellSilent() {
        // Given two books, of which one is heard for a minute only
        Market market = new Market();
        for (int second = 0; second < 180; second++) {
            profile(market, second + 0.5, SPOT);
            if (second < 60) {
                profile(market, second + 0.5, "kraken-spot:BTC-USD");
            }
        }
        market.until(180);

        assertThat(market.second("BTC:depth_1pct_bid_usd:spot.usd", 170)
                        .orElseThrow()
                        .reasons())
                .containsExactly("missing: kraken-spot.BTC-USD");
    }

    @Test
    void ageIsBounded() {
        Market market = profile(new Market(), 0.5, SPOT).until(61);

        assertThat(market.quality("BTC:spread_bps" + OF_SPOT, 10)).isEqualTo(Quality.OK);
        assertThat(market.quality("BTC:spread_bps" + OF_SPOT, 11)).isEqualTo(Quality.STALE);
        assertThat(market.quality("BTC:spread_bps" + OF_SPOT, 61)).isEqualTo(Quality.ABSENT);
        assertThat(market.quality("BTC:book_imbalance_1pct" + OF_SPOT, 61)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void startsAgainAfterAGapOfTheBook() {
        // Given a book whose sequence breaks
        Market market = profile(new Market(), 0.5, SPOT);
        market.take(new FeedGap(
                        Instrument.parse(SPOT), market.stamp(1.5), "book", market.at(1), "lost", FeedGap.Scope.DEPTH))
                .until(2);
        assertThat(market.quality("BTC:spread_bps" + OF_SPOT, 2)).isEqualTo(Quality.ABSENT);

        // When it is sound again
        profile(market, 2.5, SPOT).until(3);

        assertThat(market.number("BTC:spread_bps" + OF_SPOT, 3)).isEqualTo(0.2);
    }

    @Test
    void theMinuteIsTheMedianOfItsSnapshots() {
        // Given a depth of 100 at 0 and 10 s, of 200 at 20 s, of 260 at 30 s and of 900 at 40 and 50 s, and of 7 in
        // between
        Market market = new Market();
        for (int second = 0; second < 60; second++) {
            double bids = second % 10 > 0 ? 7 : new double[] {100, 100, 200, 260, 900, 900}[second / 10];
            profile(market, second - 0.5, SPOT, List.of(new Band(1, bids, 50)), List.of());
        }
        market.until(60);

        // Then the minute lies between the two in the middle, and what is in between does not count
        IndicatorValue minute =
                market.minute("BTC:depth_1pct_bid_usd" + OF_SPOT, 0).getFirst();
        assertThat(minute.value().orElseThrow()).isEqualTo(230, within(1e-9));
        assertThat(minute.quality()).isEqualTo(Quality.OK);
        assertThat(minute.version()).isEqualTo(2);
    }

    @Test
    void theSpreadOfAGroupIsThatOfTheBookInTheMiddle() {
        // Given three dollar books with spreads of 1, 2 and 30, and one in euro
        Market market = new Market();
        spread(market, "coinbase:BTC-USD", 30);
        spread(market, "kraken-spot:BTC-USD", 1);
        spread(market, "bitstamp:BTC-USD", 2);
        spread(market, "kraken-spot:BTC-EUR", 5).until(1);

        assertThat(market.number("BTC:spread_bps:spot.usd", 1)).isEqualTo(2);
        assertThat(market.number("BTC:spread_bps:kraken-spot.BTC-EUR", 1)).isEqualTo(5);
        assertThat(market.second("BTC:spread_bps:spot.eur", 1)).isEmpty();
    }

    private static Market spread(Market market, String instrument, double bps) {
        return market.take(
                new DepthProfile(Instrument.parse(instrument), market.stamp(0.5), 50_000, bps, BANDS, List.of()));
    }

    @Test
    void saysWhatItIsMeasuredFrom() {
        Market market = profile(new Market(), 0.5, SPOT).until(1);

        for (String id : List.of("spread_bps", "depth_0_1pct_bid_usd", "depth_2pct_ask_usd", "slippage_bps_100k")) {
            assertThat(market.second("BTC:" + id + OF_SPOT, 1).orElseThrow().attributes())
                    .as(id)
                    .containsEntry("reference", "mid");
        }
    }

    @Test
    void everythingCanBeComputedAgain() {
        // Given books in dollars and in USDT, at a rate of their own, for more than a minute
        Market market = new Market();
        for (int second = 0; second < 130; second++) {
            market.quote(second, "kraken-spot:USDT-USD", 0.97, 0.99);
            profile(market, second + 0.4, SPOT);
            profile(market, second + 0.5, "kraken-spot:BTC-USD", BANDS.subList(0, 3), ORDERS);
            profile(market, second + 0.6, "binance-spot:BTC-USDT");
        }
        market.until(130);

        // Then each second and minute follows from its receipt
        new Rechecked(market)
                .holds(
                        "spread_bps",
                        "depth_0_1pct_bid_usd",
                        "depth_0_5pct_ask_usd",
                        "depth_1pct_bid_usd",
                        "depth_1pct_ask_usd",
                        "depth_2pct_bid_usd",
                        "book_imbalance_1pct",
                        "slippage_bps_100k",
                        "slippage_bps_1m");
    }

    @Test
    void hasNoImbalanceOfAnEmptyBook() {
        Market market = profile(new Market(), 0.5, SPOT, List.of(new Band(1, 0, 0)), List.of())
                .until(1);

        assertThat(market.second("BTC:book_imbalance_1pct" + OF_SPOT, 1)
                        .orElseThrow()
                        .reasons())
                .containsExactly("nothing rests within 1 % of mid");
    }
}
