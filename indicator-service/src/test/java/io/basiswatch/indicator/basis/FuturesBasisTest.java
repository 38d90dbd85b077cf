package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FuturesBasisTest {
    private static final String CONTRACT = "binance-coinm:BTC-USD-20260327T0800Z";
    private static final String INDEX = "binance-coinm:BTC-USD-INDEX";
    private static final String ROW = "BTC:futures_basis:binance-coinm.BTC-USD-20260327T0800Z";
    private static final double SPOT = 109_812.3;
    private static final double FUTURE = 112_355.5;
    /** 145.88 days before the contract expires, a whole second. */
    private static final long START = Market.micros("2026-03-27T08:00:00Z") - 12_604_032_000_000L;

    @Test
    void isEmptyUntilWarm() {
        // Given an index and no contract
        Market market = new Market(START).index(-0.5, INDEX, SPOT).until(0);

        // Then there is no basis
        assertThat(market.values()).isEmpty();
    }

    @Test
    void matchesGoldenVector() {
        // Given the published example
        Market market = new Market(START).index(-0.5, INDEX, SPOT).quote(-0.5, CONTRACT, FUTURE);

        // When it is evaluated 145.88 days before expiry
        market.until(0);

        // Then value, text and sentence are as published
        IndicatorValue value = market.second(ROW, 0).orElseThrow();
        assertThat(value.value().orElseThrow()).isEqualTo(5.794642359824568, within(1e-12));
        assertThat(value.attributes())
                .containsEntry(
                        "summary",
                        "BTC Futures Basis: 5.79% annualized (145.88d to expiry) — Light positive basis — healthy bullish"
                                + " structure.")
                .containsEntry("interpretation", "Light positive basis — healthy bullish structure.")
                .containsEntry("trend", "neutral")
                .containsEntry("momentum_state", "stable")
                .containsEntry("regime", "risk-on")
                .containsEntry("market_structure", "contango")
                .containsEntry("days_to_exp", 145.88)
                .containsEntry("spot", SPOT)
                .containsEntry("future", FUTURE)
                .containsEntry("contract", CONTRACT)
                .containsEntry("spot_source", INDEX)
                .containsEntry("expiry", "2026-03-27T08:00:00Z");
        assertThat((Double) value.attributes().get("basis_pct")).isEqualTo(2.315951856030707, within(1e-12));
        assertThat(value.quality()).isEqualTo(Quality.OK);
    }

    @Test
    void countsDaysToTheTrueInstantOfExpiry() {
        // Given the other lengths of the golden table, with the same prices
        // When they are annualised
        // Then each day count gives its own number
        assertThat(FuturesBasis.annualised(FUTURE, SPOT, 145.87775857638889))
                .isEqualTo(5.794731394975162, within(1e-12));
        assertThat(FuturesBasis.annualised(FUTURE, SPOT, 146.21109190972223))
                .isEqualTo(5.781520515373422, within(1e-12));
        // And the venue's own sample comes out unrounded
        assertThat(FuturesBasis.annualised(29_341.3, 29_269.93972727, 30.97222222222222) / 100)
                .isEqualTo(0.028731292988358373, within(1e-12));
    }

    @Test
    void matchesFullRecompute() {
        // Given random prices
        Random random = new Random(2);
        Market market = new Market(START);
        for (int second = 0; second < 60; second++) {
            double spot = 100_000 + random.nextGaussian() * 50;
            double future = 102_000 + random.nextGaussian() * 50;
            market.index(second - 0.5, INDEX, spot).quote(second - 0.4, CONTRACT, future);

            // When each instant is evaluated
            market.until(second);

            // Then it is simple, Actual/365, of the days left at that instant
            double days = 145.88 - second / 86_400.0;
            assertThat(market.number(ROW, second)).isEqualTo((future / spot - 1) * 365 / days * 100, within(1e-9));
        }
    }

    @Test
    void forgetsAfterTheWindow() {
        Market market = new Market(START)
                .index(-0.5, INDEX, SPOT)
                .quote(-0.5, CONTRACT, FUTURE)
                .until(60);

        assertThat(market.quality(ROW, 9)).isEqualTo(Quality.OK);
        assertThat(market.quality(ROW, 10)).isEqualTo(Quality.STALE);
        assertThat(market.quality(ROW, 60)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void startsAgainAfterAFeedGap() {
        // Given a contract whose stream is interrupted
        Market market = new Market(START)
                .index(0.5, INDEX, SPOT)
                .quote(0.5, CONTRACT, FUTURE)
                .gap(1.5, CONTRACT)
                .until(2);
        assertThat(market.quality(ROW, 2)).isEqualTo(Quality.ABSENT);

        // When it is quoted again
        market.quote(2.5, CONTRACT, SPOT).until(3);

        // Then the basis is there again
        assertThat(market.number(ROW, 3)).isEqualTo(0, within(1e-9));
    }

    @Test
    void prefersOurOwnIndexInTheSameCurrency() {
        // Given a dollar market, a USDT market and the venue's index
        Market market = new Market(START)
                .quote(-0.5, "coinbase:BTC-USD", 100_000)
                .quote(-0.5, "binance-spot:BTC-USDT", 50_000)
                .index(-0.5, INDEX, SPOT)
                .quote(-0.5, CONTRACT, 101_000)
                .until(0);

        // Then the dollar market counts, with what is to be said about it
        IndicatorValue value = market.second(ROW, 0).orElseThrow();
        assertThat(value.attributes())
                .containsEntry("spot", 100_000.0)
                .containsEntry("spot_source", "BTC:spot_index:usd");
        assertThat(value.reasons()).containsExactly("spot_index: quorum 1 of 3");
    }

    @Test
    void fallsBackToTheMarkPriceAndSaysSo() {
        Market market = new Market(START)
                .index(-0.5, INDEX, SPOT)
                .mark(-0.5, CONTRACT, FUTURE)
                .until(0);

        assertThat(market.number(ROW, 0)).isEqualTo(5.794642359824568, within(1e-12));
        assertThat(market.second(ROW, 0).orElseThrow().reasons()).containsExactly("mark price used");
        assertThat(market.quality(ROW, 0)).isEqualTo(Quality.DEGRADED);
    }

    @Test
    void isAbsentWithoutASpotPriceInTheSameCurrency() {
        // Given a USDT spot market for a dollar contract
        Market market = new Market(START)
                .quote(-0.5, "binance-spot:BTC-USDT", SPOT)
                .quote(-0.5, CONTRACT, FUTURE)
                .until(0);

        // Then nothing is converted
        assertThat(market.second(ROW, 0).orElseThrow().value()).isEmpty();
        assertThat(market.second(ROW, 0).orElseThrow().reasons()).containsExactly("no spot price in USD");
    }

    @Test
    void namesTheQuarterOfThePublishedExampleFirst() {
        assertThat(new FuturesBasis().definition().dimensions().getFirst()).startsWith("<venue>.next_quarter:");
    }

    @Test
    void anIndexPriceFromBeforeAGapThatComesLateIsNotUsed() {
        // Given a contract whose index is interrupted
        Market market = new Market(Market.micros("2026-03-01T08:00:00Z"))
                .quote(0.5, CONTRACT, 102)
                .index(0.5, INDEX, 100)
                .gap(1.5, INDEX)
                .until(2);
        assertThat(market.quality(ROW, 2)).isEqualTo(Quality.ABSENT);

        // When a price from before the gap arrives
        market.index(1.2, INDEX, 100).until(3);

        // Then there is still no spot price
        assertThat(market.quality(ROW, 3)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void selectsContractsByPolicyAndSaysWhich() {
        // Given contracts with 5 days, 26 days (this quarter), 88 days and 117 days (next quarter) left
        long start = Market.micros("2026-03-01T08:00:00Z");
        Market market = new Market(start).index(0.5, INDEX, 100);
        for (String expiry : List.of("20260306T0800Z", "20260327T0800Z", "20260528T0800Z", "20260626T0800Z")) {
            market.quote(0.5, "binance-coinm:BTC-USD-" + expiry, 102);
        }

        // When they are selected
        market.until(1);

        // Then each policy has its own
        assertThat(contract(market, "front_eligible")).endsWith("20260327T0800Z");
        assertThat(contract(market, "current_quarter")).endsWith("20260327T0800Z");
        assertThat(contract(market, "next_quarter")).endsWith("20260626T0800Z");
        assertThat(contract(market, "closest_90d")).endsWith("20260528T0800Z");
    }

    private static String contract(Market market, String policy) {
        IndicatorValue value =
                market.second("BTC:futures_basis:binance-coinm." + policy, 1).orElseThrow();
        assertThat(value.attributes()).containsEntry("policy", policy);
        return value.attributes().get("contract").toString();
    }

    @Test
    void choosesNoQuantoAndNoContractInEuros() {
        // Given contracts of one venue that expire together
        String quanto = "bitmex:ETH-USD-20260327T1200Z:BTC";
        String euros = "bitmex:ETH-EUR-20260327T1200Z";
        String linear = "bitmex:ETH-USDT-20260327T1200Z";
        Market market = new Market()
                .index(0.5, "bitmex:ETH-USD-INDEX", 100)
                .index(0.5, "bitmex:ETH-EUR-INDEX", 100)
                .index(0.5, "bitmex:ETH-USDT-INDEX", 100)
                .quote(0.5, quanto, 110)
                .quote(0.5, euros, 99)
                .quote(0.5, linear, 101);

        // When an instant is evaluated
        market.until(1);

        // Then each has its own row, and the policies mean the linear one
        assertThat(market.second("ETH:futures_basis:bitmex.ETH-USD-20260327T1200Z-BTC", 1))
                .isPresent();
        assertThat(market.second("ETH:futures_basis:bitmex.ETH-EUR-20260327T1200Z", 1))
                .isPresent();
        IndicatorValue selected =
                market.second("ETH:futures_basis:bitmex.front_eligible", 1).orElseThrow();
        assertThat(selected.attributes()).containsEntry("contract", linear);
    }

    @Test
    void rollsToTheNextQuarterAtTheInstantOfExpiry() {
        // Given the last second before a quarterly expires, and the one after
        Instant june = Instant.parse("2026-06-26T08:00:00Z");

        // When deliveries up to June are counted
        // Then June is the next quarter before and the current one afterwards
        assertThat(SelectionPolicy.deliveriesUpTo(june, Market.micros("2026-03-27T07:59:59Z")))
                .isEqualTo(2);
        assertThat(SelectionPolicy.deliveriesUpTo(june, Market.micros("2026-03-27T08:00:00Z")))
                .isEqualTo(1);
    }

    @Test
    void freezesWhileSettlementIsAveragedAndEndsWithExpiry() {
        // Given a contract 31 minutes before its expiry
        double settlement = 60;
        Market market = new Market(Market.micros("2026-03-27T07:29:00Z"));
        for (int second = 0; second < 1_900; second += 5) {
            market.index(second + 0.5, INDEX, 100).quote(second + 0.5, CONTRACT, second < settlement ? 101 : 150);
        }

        // When averaging begins, and when the contract expires
        market.until(1_900);

        // Then the last minute before holds until expiry, and then the series ends
        double before = market.minute(ROW, 0).getFirst().value().orElseThrow();
        assertThat(market.number(ROW, 70)).isEqualTo(before);
        assertThat(market.second(ROW, 1_859).orElseThrow().reasons())
                .contains("frozen while settlement is averaged", "under 2 days to expiry");
        assertThat(market.second(ROW, 1_860)).isEmpty();
        assertThat(market.values())
                .noneMatch(value ->
                        value.time() > market.at(1_860) && value.series().equals(Series.parse(ROW)));
    }

    @Test
    void tellsTrendMomentumAndRegimeFromStoredMinutes() {
        // Given 32 days of minutes whose daily changes are ±1, then 4 two days ago, 5 yesterday
        long now = Market.micros("2026-03-02T12:00:00Z");
        long day = 86_400_000_000L;
        List<StoredMinute> stored = new ArrayList<>();
        for (int back = 31; back >= 1; back--) {
            long close = now - now % day - back * day + day - 60_000_000;
            stored.add(minute(close, back % 2 == 0 ? 4 : 5));
        }
        stored.removeIf(minute -> minute.minute() > now - 2 * day);
        stored.add(minute(now - 2 * day, 4));
        stored.add(minute(now - day, 5));

        // When the basis is 7 now
        Market market = new Market(now).resume(now, stored);
        market.index(0.5, INDEX, 100).quote(0.5, CONTRACT, 100 * (1 + 0.07 * (24 + 20 / 24.0) / 365));
        market.until(1);

        // Then it rises, and faster than the day before
        IndicatorValue value = market.second(ROW, 1).orElseThrow();
        assertThat(value.attributes())
                .containsEntry("trend", "rising")
                .containsEntry("momentum_state", "accelerating")
                .containsEntry("regime", "risk-on");
    }

    private static StoredMinute minute(long time, double value) {
        return new StoredMinute(Series.parse(ROW), time, value, Unit.PERCENT_PER_YEAR);
    }

    @Test
    void holdsTheRegimeBetweenItsTwoThresholds() {
        // Given a history of one negative minute
        BasisHistory history = new BasisHistory();
        history.add(Market.START, -0.1);
        long next = Market.START + 60_000_000;

        // When the basis comes back between 0 and 0.5, and above
        // Then the regime holds first and turns then; without a history it claims nothing
        assertThat(BasisNarrative.of(0.3, next, history).regime()).isEqualTo("risk-off");
        assertThat(BasisNarrative.of(0.5, next, history).regime()).isEqualTo("risk-on");
        assertThat(BasisNarrative.of(0.3, next, new BasisHistory()).regime()).isEqualTo("neutral");
    }

    @Test
    void comparesAChangeWithTheDayBefore() {
        assertThat(BasisNarrative.momentum(1.25, 1)).isEqualTo("accelerating");
        assertThat(BasisNarrative.momentum(1, 1)).isEqualTo("stable");
        assertThat(BasisNarrative.momentum(0.75, 1)).isEqualTo("weakening");
        assertThat(BasisNarrative.momentum(1, -1)).isEqualTo("weakening");
        assertThat(BasisNarrative.trend(0.5, 1)).isEqualTo("neutral");
        assertThat(BasisNarrative.trend(-0.51, 1)).isEqualTo("falling");
    }

    @Test
    void hasATextForEveryLevel() {
        // Given levels in each of the six bands
        // When they are looked up
        // Then each band is met, with its lower edge inside
        assertThat(List.of(-7.0, -5.0, 0.0, 3.0, 10.0, 20.0))
                .extracting(level -> new FuturesBasis()
                        .definition()
                        .band(level)
                        .orElseThrow()
                        .code())
                .containsExactly(
                        "stress_backwardation",
                        "defensive_discount",
                        "flat",
                        "light_positive",
                        "elevated_leverage",
                        "overheated");
    }
}
