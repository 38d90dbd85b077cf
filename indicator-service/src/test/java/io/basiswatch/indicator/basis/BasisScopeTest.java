package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Days;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The means over perpetuals, over dated futures, and over both. */
class BasisScopeTest {
    private static final String BASIS = "BTC:futures_spot_basis_pct:";
    private static final String BINANCE = "binance-usdm:BTC-USDT-PERP";
    private static final String BYBIT = "bybit-linear:BTC-USDT-PERP";
    private static final String MARCH = "binance-coinm:BTC-USD-20260327T0800Z";

    private static Market open(Market market, double second, String instrument, double dollars) {
        return market.take(
                new OpenInterest(Instrument.parse(instrument), market.stamp(second), dollars / 100, dollars));
    }

    /** Two perpetuals, 1 % and 4 % above the spot markets of their own exchanges, worth a dollar per USDT. */
    private static Market two() {
        return new Market()
                .quote(0.5, "kraken-spot:USDT-USD", 0.9999, 1.0001)
                .quote(0.5, "binance-spot:BTC-USDT", 100)
                .quote(0.5, "bybit-spot:BTC-USDT", 200)
                .quote(0.5, BINANCE, 101)
                .quote(0.5, BYBIT, 208);
    }

    private static IndicatorValue scope(Market market, String scope, double second) {
        return market.second(BASIS + scope, second).orElseThrow();
    }

    @Test
    void whatIsOpenInAPerpetualIsItsWeightAndItsOwnExchangesSpotMarketItsCounterpart() {
        // Given three times as much open in the first of two perpetuals
        Market market = two();
        open(market, 0.5, BINANCE, 3_000_000);
        open(market, 0.5, BYBIT, 1_000_000);

        // When an instant is evaluated
        market.until(1);

        // Then the mean is a ratio of sums, and spot of the other exchange has no part in it
        IndicatorValue mean = scope(market, "perp", 1);
        assertThat(mean.value().orElseThrow()).isCloseTo(1.75, within(1e-9));
        assertThat(mean.quality()).isNotEqualTo(Quality.PARTIAL);
        assertThat(mean.inputs())
                .extracting(Input::source)
                .containsExactly(BASIS + "binance-usdm~binance-spot.USDT", BASIS + "bybit-linear~bybit-spot.USDT");
        assertThat(mean.inputs()).extracting(Input::weight).containsExactly(0.75, 0.25);
        assertThat((double) mean.attributes().get("open_interest_usd")).isCloseTo(4_000_000, within(1e-6));
        assertThat(mean.attributes()).containsEntry("markets", 2L);
        assertThat(scope(market, "all", 1).value()).isEqualTo(mean.value());
    }

    @Test
    void aPerpetualWhoseOpenInterestIsUnknownIsLeftOutAndNotCountedAsNothing() {
        // Given open interest of one of two perpetuals
        Market market = open(two(), 0.5, BINANCE, 3_000_000).until(1);

        // Then the other one has no part in the mean, which says so
        IndicatorValue mean = scope(market, "perp", 1);
        assertThat(mean.value().orElseThrow()).isCloseTo(1, within(1e-9));
        assertThat(mean.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(mean.reasons()).contains("no open interest: bybit-linear~bybit-spot.USDT");
        assertThat(mean.inputs()).extracting(Input::excluded).containsExactlyInAnyOrder("", "no open interest");
    }

    @Test
    void withoutAnyOpenInterestAllCountAlikeAndTheMeanIsDegraded() {
        IndicatorValue mean = scope(two().until(1), "perp", 1);

        assertThat(mean.value().orElseThrow()).isCloseTo(2.5, within(1e-9));
        assertThat(mean.quality()).isEqualTo(Quality.DEGRADED);
        assertThat(mean.reasons()).containsExactly("no open interest: equal weights");
    }

    @Test
    void aPerpetualWithoutSpotOnItsExchangeCountsInEqualPartsForAllOthers() {
        // Given a dollar perpetual between two dollar spot markets, and another one with an own market
        Market market = two().quote(0.5, "coinbase:BTC-USD", 100)
                .quote(0.5, "kraken-spot:BTC-USD", 102)
                .quote(0.5, "binance-coinm:BTC-USD-PERP", 102);
        open(market, 0.5, BINANCE, 1_000_000);
        open(market, 0.5, BYBIT, 1_000_000);
        open(market, 0.5, "binance-coinm:BTC-USD-PERP", 2_000_000);

        // When an instant is evaluated
        IndicatorValue mean = scope(market.until(1), "perp", 1);

        // Then its two pairs, of 2 % and of 0, share its half
        assertThat(mean.value().orElseThrow()).isCloseTo((1 + 4 + 2 + 0) / 4.0, within(1e-9));
        assertThat(mean.inputs()).extracting(Input::weight).containsOnly(0.25);
    }

    @Test
    void aQuantoHasNoPartInAnyScope() {
        Market market = two().quote(0.5, "bitmex:BTC-USDT-PERP:ETH", 900)
                .quote(0.5, "bitmex:BTC-USDT", 100)
                .until(1);

        assertThat(market.number(BASIS + "bitmex~bitmex.USDT-ETH", 1)).isCloseTo(800, within(1e-9));
        assertThat(scope(market, "perp", 1).value().orElseThrow()).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void aPairThatWasThereWithinADayIsMissedBeforeItsExchangeIsReplacedByAnother() {
        // Given a minute of two perpetuals
        Market market = two().until(30).quote(31, BINANCE, 101).quote(31, "binance-spot:BTC-USDT", 100);
        market.quote(45, BYBIT, 208).quote(45, "bybit-spot:BTC-USDT", 200).until(60);

        // When the spot market of one is lost
        market.gap(61.5, "binance-spot:BTC-USDT").until(62);

        // Then its perpetual is missed, and not compared with the other exchange's spot market
        IndicatorValue mean = scope(market, "perp", 62);
        assertThat(mean.value().orElseThrow()).isCloseTo(4, within(1e-9));
        assertThat(mean.reasons()).contains("missing: binance-usdm~binance-spot.USDT");
    }

    @Test
    void datedContractsHaveAScopeOfTheirOwnThatIsNotAnnualised() {
        // Given a dated contract 2 % above its index, with as much open as in both perpetuals
        Market market = two().index(0.5, "binance-coinm:BTC-USD-INDEX", 100).quote(0.5, MARCH, 102);
        open(market, 0.5, BINANCE, 1_000_000);
        open(market, 0.5, BYBIT, 1_000_000);
        open(market, 0.5, MARCH, 2_000_000);

        // When an instant is evaluated
        market.until(1);

        // Then it is alone in its scope, and has half the weight of all
        assertThat(scope(market, "dated", 1).value().orElseThrow()).isCloseTo(2, within(1e-9));
        assertThat(scope(market, "dated", 1).inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.kind()).isEqualTo("basis_pct"))
                .satisfies(input -> assertThat(input.source()).startsWith("BTC:futures_basis:binance-coinm.BTC"));
        assertThat(scope(market, "perp", 1).value().orElseThrow()).isCloseTo(2.5, within(1e-9));
        assertThat(scope(market, "all", 1).value().orElseThrow()).isCloseTo(2.25, within(1e-9));
    }

    @Test
    void aNearExpiryDoesNotDegradeAPercentageThatIsNotAnnualisedAndAveragingEndsIt() {
        // Given a contract 31 minutes before its expiry, and later within its averaging
        Market market = open(new Market(Market.micros("2026-03-27T07:29:00Z")), 0.5, MARCH, 1_000_000);
        for (int second = 0; second < 90; second += 5) {
            market.index(second + 0.5, "binance-coinm:BTC-USD-INDEX", 100).quote(second + 0.5, MARCH, 101);
        }
        market.until(90);

        // Then the scope has a value without remark before, and none while the settlement is averaged
        assertThat(scope(market, "dated", 20).quality()).isEqualTo(Quality.OK);
        assertThat(scope(market, "dated", 20).value().orElseThrow()).isCloseTo(1, within(1e-9));
        assertThat(scope(market, "dated", 80).value()).isEmpty();
    }

    @Test
    void aContractThatFallsSilentIsMissedAndOneThatHasExpiredIsNot() {
        // Given two contracts, one of which expires after two minutes
        Market market = new Market(Market.micros("2026-03-27T07:58:00Z"));
        String june = "binance-coinm:BTC-USD-20260626T0800Z";
        String september = "binance-coinm:BTC-USD-20260925T0800Z";
        for (int second = 0; second < 180; second += 5) {
            market.index(second + 0.5, "binance-coinm:BTC-USD-INDEX", 100)
                    .quote(second + 0.5, MARCH, 101)
                    .quote(second + 0.5, june, 102);
            if (second < 60) {
                market.quote(second + 0.5, september, 103);
            }
        }

        // When the third one has been silent for more than a minute, and the first one has expired
        market.until(180);

        // Then only the third is missing
        assertThat(scope(market, "dated", 179).reasons())
                .contains("missing: binance-coinm.BTC-USD-20260925T0800Z")
                .doesNotContain("missing: binance-coinm.BTC-USD-20260327T0800Z");
    }

    @Test
    void aFlipOfTheMeanOverPerpetualsIsFoundAsThatOfAPair() {
        // Given a basis of candles that was below spot in January 2024, above it afterwards, and is below it in April
        // again
        Days days = new Days("BTC");
        for (int day = 0; day < 100; day++) {
            days.basis(day, day < 31 || day >= 91 ? -0.02 : 0.02);
        }

        // When the sign of the scope is looked at
        IndicatorValue sign = days.on("BTC:basis_sign:perp", 91);

        // Then it has its own flip, and the end of the spell before
        assertThat(sign.attributes())
                .containsEntry("flipped_at", "2024-04-01")
                .containsEntry("previous_opposite_end", "2024-01-31")
                .containsEntry("streak_days", 1L);
        assertThat(days.on("BTC:basis_sign_sma_7d:perp", 99).attributes()).containsEntry("state", "negative");
        assertThat(days.on("BTC:futures_spot_basis_sma_7d:perp", 99).attributes())
                .containsEntry("zone", "base_zone");
    }

    @Test
    void theSignOfDatedFuturesIsApartFromThatOfPerpetuals() {
        // Given a week in which dated futures were above spot and perpetuals below it, up to two minutes before
        // midnight
        long start = Market.START + Resolution.DAY.micros() - 120_000_000;
        Market market = new Market(start).resume(start, List.of());
        for (int back = 7; back >= 1; back--) {
            long time = Market.START - back * Resolution.DAY.micros();
            market.recall(day("dated", time, 1)).recall(day("perp", time, -0.05));
        }
        for (int second = 0; second < 120; second += 5) {
            market.index(second + 0.5, "binance-coinm:BTC-USD-INDEX", 100)
                    .quote(second + 0.5, MARCH, 101)
                    .quote(second + 0.5, "binance-spot:BTC-USDT", 100)
                    .quote(second + 0.5, BINANCE, 99.95);
        }

        // When the day ends
        market.until(120);

        // Then each scope has its own sign, mean and zone
        assertThat(ofDay(market, "basis_sign:dated").value()).hasValue(1);
        assertThat(ofDay(market, "basis_sign:perp").value()).hasValue(-1);
        assertThat(ofDay(market, "basis_zone:dated").attributes()).containsEntry("zone", "risk_on_zone");
        assertThat(ofDay(market, "basis_zone:perp").attributes()).containsEntry("zone", "base_zone");
    }

    private static IndicatorValue day(String scope, long time, double percent) {
        return new IndicatorValue(
                Series.parse(BASIS + scope),
                1,
                Resolution.DAY,
                time,
                OptionalDouble.of(percent),
                Unit.PERCENT,
                Quality.OK,
                List.of(),
                time + Resolution.DAY.micros() + 250_000,
                0,
                List.of(),
                Map.of());
    }

    private static IndicatorValue ofDay(Market market, String series) {
        return market.values().stream()
                .filter(value -> value.resolution() == Resolution.DAY && value.time() == Market.START)
                .filter(value -> value.series().equals(Series.parse("BTC:" + series)))
                .findFirst()
                .orElseThrow();
    }
}
