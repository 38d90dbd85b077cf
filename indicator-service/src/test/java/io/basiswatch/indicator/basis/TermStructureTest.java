package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TermStructureTest {
    /** At the last second of the first minute the contracts have 10, 100 and 200 days and a second left. */
    private static final long START = Market.micros("2026-03-02T07:59:01Z");

    /** A second in days: the minute's last second is one before the whole number of days. */
    private static final double SECOND = 1 / 86_400.0;

    private static final String TEN = "20260312T0800Z";
    private static final String HUNDRED = "20260610T0800Z";
    private static final String TWO_HUNDRED = "20260918T0800Z";
    private static final String INVERSE = ".inverse.USD";
    private static final String STRUCTURE = "BTC:basis_term_structure:deribit";
    private static final String INDEX = "deribit:BTC-USD-INDEX";

    /** A minute that begins at second −1, at whose last second a contract yields {@code percent} per year at {@code days}. */
    private static Market minute() {
        return new Market(START).index(-1, INDEX, 100);
    }

    private static Market contract(Market market, String name, double percent, double days) {
        return market.quote(50, name, 100 + percent * (days + SECOND) / 365);
    }

    private static Market golden() {
        Market market = minute();
        contract(market, "deribit:BTC-USD-" + TEN, 2, 10);
        contract(market, "deribit:BTC-USD-" + HUNDRED, 8, 100);
        return market;
    }

    private static IndicatorValue at(Market market, String series) {
        return market.minute(series, -1).getFirst();
    }

    private static double number(Market market, String series) {
        return at(market, series).value().orElseThrow();
    }

    @Test
    void aBasisOfConstantMaturityIsThatOfTheGoldenVectors() {
        // Given contracts that yield 2 % at 10 days and 8 % at 100
        // When the minute closes
        Market market = golden().until(59);

        // Then each maturity between has its number, by either method
        assertThat(number(market, "BTC:basis_cm_30d:deribit.inverse.USD.forward_yield"))
                .isCloseTo(6.4444444444, near());
        assertThat(number(market, "BTC:basis_cm_30d:deribit.inverse.USD.linear_apr"))
                .isCloseTo(3.3333333333, near());
        assertThat(number(market, "BTC:basis_cm_60d:deribit.inverse.USD.forward_yield"))
                .isCloseTo(7.5555555556, near());
        assertThat(number(market, "BTC:basis_cm_60d:deribit.inverse.USD.linear_apr"))
                .isCloseTo(5.3333333333, near());
        assertThat(number(market, "BTC:basis_cm_90d:deribit.inverse.USD.forward_yield"))
                .isCloseTo(7.9259259259, near());
        assertThat(number(market, "BTC:basis_cm_90d:deribit.inverse.USD.linear_apr"))
                .isCloseTo(7.3333333333, near());
        assertThat(number(market, "BTC:basis_forward_yield:deribit.inverse.USD." + TEN + '~' + HUNDRED))
                .isCloseTo(8.6666666667, near());
    }

    private static Offset<Double> near() {
        return within(1e-4);
    }

    @Test
    void outsideTheCurveThereIsNoValueAndItsEndsAreTold() {
        // Given the same curve, which ends at 100 days
        Market market = golden().until(59);

        // When 180 days are asked for
        IndicatorValue value = at(market, "BTC:basis_cm_180d:deribit.inverse.USD.forward_yield");

        // Then nothing is drawn on
        assertThat(value.quality()).isEqualTo(Quality.ABSENT);
        assertThat(value.reasons()).containsExactly("outside_curve");
        assertThat(value.inputs()).isEmpty();
        assertThat((double) value.attributes().get("curve_from_days")).isCloseTo(10, near());
        assertThat((double) value.attributes().get("curve_to_days")).isCloseTo(100, near());
        assertThat(at(market, STRUCTURE + INVERSE).reasons()).contains("outside_curve");
        assertThat(at(market, STRUCTURE + INVERSE).attributes())
                .containsEntry("shape", "contango")
                .containsEntry("n_contracts", 2L)
                .containsKey("ann_30d")
                .doesNotContainKey("ann_180d");
    }

    @Test
    void theSlopeIsHalfAYearMinusAMonthAndTheInputsAreTheCurve() {
        // Given a third contract that yields 11 % at 200 days
        Market market = golden();
        contract(market, "deribit:BTC-USD-" + TWO_HUNDRED, 11, 200);

        // When the minute closes
        IndicatorValue value = at(market.until(59), STRUCTURE + INVERSE);

        // Then 180 days are between the second and the third
        double forward = (11 * 200 - 8 * 100) / 100.0;
        double far = (8 * 100 + forward * 80) / 180;
        assertThat(value.value().orElseThrow()).isCloseTo(far - 6.4444444444, near());
        assertThat((double) value.attributes().get("ann_180d")).isCloseTo(far, near());
        assertThat(value.attributes())
                .containsEntry("front_contract", "deribit:BTC-USD-" + TEN)
                .containsEntry("back_contract", "deribit:BTC-USD-" + TWO_HUNDRED);
        assertThat((double) value.attributes().get("back_ann")).isCloseTo(11, near());
        assertThat(value.inputs())
                .extracting(Input::kind)
                .containsExactly("value", "days_to_exp", "value", "days_to_exp", "value", "days_to_exp");
    }

    @Test
    void linearAndInverseContractsAndQuotesHaveCurvesOfTheirOwn() {
        // Given linear contracts in two currencies, an inverse one, a quanto and one in euros
        Market market = minute().index(-1, "deribit:BTC-USDC-INDEX", 100)
                .index(-1, "deribit:BTC-USDT-INDEX", 100)
                .index(-1, "deribit:BTC-EUR-INDEX", 100);
        for (String name : List.of("BTC-USDC-" + TEN, "BTC-USDT-" + TEN, "BTC-USD-" + TEN)) {
            contract(market, "deribit:" + name, 5, 10);
        }
        contract(market, "deribit:BTC-USD-" + HUNDRED + ":ETH", 50, 100);
        contract(market, "deribit:BTC-EUR-" + HUNDRED, 50, 100);

        // When the minute closes
        market.until(59);

        // Then there are three curves of one contract each
        assertThat(market.values().stream()
                        .filter(value -> value.series().indicator().equals("basis_term_structure"))
                        .filter(value -> value.resolution() == Resolution.MINUTE))
                .allSatisfy(value -> assertThat(value.attributes()).containsEntry("n_contracts", 1L))
                .extracting(value -> value.series().dimension())
                .containsExactly("deribit.inverse.USD", "deribit.linear.USDC", "deribit.linear.USDT");
    }

    @Test
    void aContractWithLessThanTwoDaysHasNoPlaceOnTheCurveAndIsNamed() {
        // Given a contract with a day left beside those of the golden vector
        Market market = golden();
        contract(market, "deribit:BTC-USD-20260303T0800Z", 90, 1);

        // When the minute closes
        IndicatorValue value = at(market.until(59), STRUCTURE + INVERSE);

        // Then it is an input that was left out
        assertThat(value.attributes()).containsEntry("n_contracts", 2L).containsEntry("shape", "contango");
        assertThat(value.inputs().getLast().source()).endsWith("20260303T0800Z");
        assertThat(value.inputs().getLast().excluded()).isEqualTo("under 2 days to expiry");
    }

    @Test
    void aForwardYieldIsOverWhenItsNearerContractLeavesTheCurve() {
        BasisForwardYield yield = new BasisForwardYield();
        Series series = Series.parse("BTC:basis_forward_yield:deribit.inverse.USD." + TEN + '~' + HUNDRED);

        assertThat(yield.isOver(series, Market.micros("2026-03-10T07:59:59Z"))).isFalse();
        assertThat(yield.isOver(series, Market.micros("2026-03-10T08:00:00Z"))).isTrue();
    }

    @Test
    void aCurveThatFallsSilentIsAbsent() {
        // Given a curve whose contracts are not quoted any more
        Market market = golden();
        contract(market, "deribit:BTC-USD-" + TWO_HUNDRED, 11, 200);
        market.until(180);

        // When a minute without them closes
        // Then both kinds say so
        assertThat(market.minute(STRUCTURE + INVERSE, 119).getFirst().reasons())
                .containsExactly("no dated contract with a basis in the minute");
        assertThat(market.minute("BTC:basis_cm_30d:deribit.inverse.USD.linear_apr", 119)
                        .getFirst()
                        .quality())
                .isEqualTo(Quality.ABSENT);
    }

    @Test
    void everyMaturityMatchesAPlainRecomputationOfRandomCurves() {
        Random random = new Random(11);
        for (int run = 0; run < 20; run++) {
            // Given three contracts of random prices
            Market market = minute();
            double[] basis = new double[3];
            double[] days = {10 + SECOND, 100 + SECOND, 200 + SECOND};
            List<String> expiries = List.of(TEN, HUNDRED, TWO_HUNDRED);
            for (int i = 0; i < 3; i++) {
                basis[i] = random.nextGaussian() * 10;
                contract(market, "deribit:BTC-USD-" + expiries.get(i), basis[i], days[i] - SECOND);
            }

            // When the minute closes
            market.until(59);

            // Then a maturity is on the straight line through what is earned until expiry
            for (int maturity : new int[] {30, 60, 90, 180}) {
                int far = maturity <= 100 ? 1 : 2;
                double earned = basis[far - 1] * days[far - 1]
                        + (basis[far] * days[far] - basis[far - 1] * days[far - 1])
                                * (maturity - days[far - 1])
                                / (days[far] - days[far - 1]);
                assertThat(number(market, "BTC:basis_cm_" + maturity + "d:deribit.inverse.USD.forward_yield"))
                        .isCloseTo(earned / maturity, within(1e-8));
            }
        }
    }
}
