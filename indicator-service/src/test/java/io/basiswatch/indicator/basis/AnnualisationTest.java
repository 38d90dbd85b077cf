package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of all ways to make a year's yield of two prices, the one that the published example was made by. */
class AnnualisationTest {
    private static final double SPOT = 109_812.3;
    private static final double FUTURE = 112_355.5;
    private static final double DAYS = 145.88;
    private static final String PUBLISHED = "5.79";
    private static final String INDEX = "binance-coinm:BTC-USD-INDEX";
    private static final String MARCH = "binance-coinm:BTC-USD-20260327T0800Z";
    private static final String ROW = "BTC:futures_basis:binance-coinm.BTC-USD-20260327T0800Z";

    private static String twoPlaces(double number) {
        return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    static Stream<Arguments> otherMethods() {
        double raw = FUTURE / SPOT - 1;
        return Stream.of(
                Arguments.of("simple, 365.25 days", raw * 365.25 / DAYS * 100, 5.7986112929477365),
                Arguments.of("simple, 360 days", raw * 360 / DAYS * 100, 5.715263697361219),
                Arguments.of("compound", (Math.pow(1 + raw, 365 / DAYS) - 1) * 100, 5.895820715014222),
                Arguments.of("logarithmic", Math.log(1 + raw) * 365 / DAYS * 100, 5.728560139306984),
                Arguments.of("discount", (1 - SPOT / FUTURE) * 365 / DAYS * 100, 5.66347891478175));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherMethods")
    void noOtherMethodPrintsThePublishedNumber(String method, double number, double golden) {
        // Given a method that is not ours, as the golden vectors have it
        assertThat(number).isEqualTo(golden, within(1e-12));

        // When it is printed
        // Then it is not what was published, and ours is
        assertThat(twoPlaces(number)).isNotEqualTo(PUBLISHED);
        double ours = FuturesBasis.annualised(FUTURE, SPOT, DAYS);
        assertThat(ours).isEqualTo(5.794642359824568, within(1e-12));
        assertThat(twoPlaces(ours)).isEqualTo(PUBLISHED);
    }

    @ParameterizedTest
    @CsvSource({
        "145.870, 5.80",
        "145.871, 5.79",
        "145.87775857638889, 5.79",
        "146.123, 5.79",
        "146.126, 5.78",
        "146.21109190972223, 5.78"
    })
    void thePublishedNumberFitsAQuarterOfADayAndNotTheTrueExpiry(double days, String printed) {
        assertThat(twoPlaces(FuturesBasis.annualised(FUTURE, SPOT, days))).isEqualTo(printed);
    }

    @Test
    void aRateIsNotRoundedBeforeItIsAnnualised() {
        // Given the sample of a venue that does: a rate of 0.0024 over 30.97 days, published as 0.0283
        double days = 30.97222222222222;

        // When the prices are annualised as they are
        double ours = FuturesBasis.annualised(29_341.3, 29_269.93972727, days) / 100;

        // Then the rounding was worth half a tenth of a percentage point
        assertThat(ours).isEqualTo(0.028731292988358373, within(1e-12));
        assertThat(0.0024 * 365 / days).isEqualTo(0.028283408071748877, within(1e-12));
        assertThat(twoPlaces(ours * 100)).isNotEqualTo("2.83");
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 7.300000000000001",
        "1, 3.6500000000000004",
        "2, 1.8250000000000002",
        "3, 1.2166666666666668",
        "7, 0.5214285714285715",
        "14, 0.26071428571428573",
        "30, 0.12166666666666669"
    })
    void aBasisPointOfPriceMakesTheMoreTheNearerTheExpiry(double days, double points) {
        double apart = FuturesBasis.annualised(100.01, 100, days) - FuturesBasis.annualised(100, 100, days);

        assertThat(apart).isEqualTo(points, within(1e-9));
        assertThat(FuturesBasis.uncertainty(days)).isEqualTo(2 * points, within(1e-9));
    }

    @Test
    void theContractOfThePublishedExampleIsTheNextQuarterAndNotTheNearest() {
        // Given the quarterlies of December and March at the time of the published example
        Market market = new Market(Market.micros("2025-11-01T02:56:01Z"))
                .index(0.5, INDEX, SPOT)
                .quote(0.5, "binance-coinm:BTC-USD-20251226T0800Z", 111_000)
                .quote(0.5, MARCH, FUTURE);

        // When they are selected
        market.until(1);

        // Then the nearest is December with 55.2 days, and March has 146.2 to its true expiry
        Map<String, Object> front = attributes(market, "front_eligible");
        Map<String, Object> next = attributes(market, "next_quarter");
        assertThat((double) front.get("days_to_exp")).isEqualTo(55.21109190972222, within(1e-5));
        assertThat((double) next.get("days_to_exp")).isEqualTo(146.21109190972223, within(1e-5));
        assertThat(next).containsEntry("contract", MARCH);
        assertThat(market.number("BTC:futures_basis:binance-coinm.next_quarter", 1))
                .isEqualTo(5.781520515373422, within(1e-6));
    }

    private static Map<String, Object> attributes(Market market, String policy) {
        return market.second("BTC:futures_basis:binance-coinm." + policy, 1)
                .orElseThrow()
                .attributes();
    }

    @Test
    void pricesThatWereReceivedApartSayHowFarAndWhatThatMayMake() {
        // Given a contract with thirty days left, and an index that is 700 ms older
        Market market = new Market(Market.micros("2026-02-25T07:59:59Z"))
                .index(0.2, INDEX, 100)
                .quote(0.9, MARCH, 102)
                .until(1);

        // Then the value says so: two basis points make a quarter of a percentage point
        IndicatorValue value = market.second(ROW, 1).orElseThrow();
        assertThat(value.attributes()).containsEntry("join_skew_ms", 700L);
        assertThat((double) value.attributes().get("uncertainty_pp")).isEqualTo(0.24333333333, within(1e-9));

        // When the index comes within half a second of it
        market.index(1.4, INDEX, 100).until(2);

        // Then there is nothing to say
        assertThat(market.second(ROW, 2).orElseThrow().attributes())
                .doesNotContainKeys("join_skew_ms", "uncertainty_pp");
    }

    @Test
    void anIndexOfOursIsAsNewAsItsNewestMarket() {
        // Given two spot markets, the newer one 200 ms before the contract
        Market market = new Market(Market.micros("2026-02-25T07:59:59Z"))
                .quote(0.1, "coinbase:BTC-USD", 100)
                .quote(0.7, "kraken-spot:BTC-USD", 100)
                .quote(0.9, MARCH, 102)
                .until(1);

        assertThat(market.second(ROW, 1).orElseThrow().attributes())
                .containsEntry("spot_source", "BTC:spot_index:usd")
                .doesNotContainKey("join_skew_ms");
    }

    @Test
    void theLegsOfAPairSayHowFarApartTheyWereReceived() {
        Market market = new Market()
                .quote(0.1, "binance-spot:BTC-USDT", 100)
                .quote(0.7, "binance-usdm:BTC-USDT-PERP", 101)
                .until(1);

        assertThat(market.second("BTC:futures_spot_basis_pct:binance-usdm~binance-spot.USDT", 1)
                        .orElseThrow()
                        .attributes())
                .containsEntry("join_skew_ms", 600L);
    }
}
