package io.basiswatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract refuses, so that nobody downstream has to check it again. */
class ContractRulesTest {
    private static final Instrument ETH = Instrument.parse("binance-spot:ETH-USDT");
    private static final Stamp STAMP = new Stamp(1, 2, 3, Origin.LIVE);

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesPricesThatAreNoPrices(double price) {
        // When / Then
        assertThatThrownBy(() -> new Quote(ETH, STAMP, price, 1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Trade(ETH, STAMP, "1", price, 1, 1, Side.BUY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MarkPrice(ETH, STAMP, price)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSharesThatAreNoneAndRatiosWithoutShorts() {
        // When / Then
        for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new LongShortRatio(ETH, STAMP, LongShortRatio.Kind.ACCOUNTS, 1, share, 0.5))
                    .as("%s", share)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> LongShortRatio.ofShares(ETH, STAMP, LongShortRatio.Kind.ACCOUNTS, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExchangeReserve("ETH", STAMP, "binance", -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExchangeReserve("ETH", STAMP, " ", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsTheSharesOfARatioAndTheRatioOfShares() {
        // When
        LongShortRatio told = LongShortRatio.ofRatio(ETH, STAMP, LongShortRatio.Kind.ACCOUNTS, 1.5);
        LongShortRatio made = LongShortRatio.ofShares(ETH, STAMP, LongShortRatio.Kind.ACCOUNTS, 0.6, 0.4);

        // Then
        assertThat(told.longShare()).isEqualTo(0.6);
        assertThat(told.shortShare()).isEqualTo(0.4);
        assertThat(made.ratio()).isEqualTo(0.6 / 0.4);
    }

    @Test
    void callsAQuoteCrossedWhenItsBidReachesItsAsk() {
        // When
        Quote locked = new Quote(ETH, STAMP, 10, 1, 10, 1);
        Quote orderly = new Quote(ETH, STAMP, 10, 1, 11, 1);

        // Then
        assertThat(locked.isCrossed()).isTrue();
        assertThat(orderly.isCrossed()).isFalse();
        assertThat(orderly.mid()).isEqualTo(10.5);
    }

    @Test
    void refusesANumberWithoutValueAndAValueWithoutNumber() {
        // When / Then
        assertThatThrownBy(() -> value(OptionalDouble.empty(), Quality.OK, List.of()))
                .hasMessageContaining("quality OK");
        assertThatThrownBy(() -> value(OptionalDouble.of(1), Quality.ABSENT, List.of("gone")))
                .hasMessageContaining("quality ABSENT");
        assertThatThrownBy(() -> value(OptionalDouble.of(1), Quality.STALE, List.of()))
                .hasMessageContaining("reasons");
    }

    private static IndicatorValue value(OptionalDouble number, Quality quality, List<String> reasons) {
        return new IndicatorValue(
                Series.of("ETH", "spot_index", "usdt"),
                1,
                Resolution.SECOND,
                1_000_000,
                number,
                Unit.USDT_PER_UNIT,
                quality,
                reasons,
                1_250_000,
                0,
                List.of(),
                Map.of());
    }

    @Test
    void findsTheBandOfAValueAndRefusesBandsOutOfOrder() {
        // Given
        Band low = new Band(OptionalDouble.empty(), "low", "Below zero.");
        Band high = new Band(OptionalDouble.of(0), "high", "Zero and above.");

        // When
        Definition definition = definition(List.of(low, high));

        // Then
        assertThat(definition.band(-0.1)).contains(low);
        assertThat(definition.band(0)).contains(high);
        assertThatThrownBy(() -> definition(List.of(high, low))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Definition definition(List<Band> bands) {
        return new Definition(
                "x", 1, "X", "An x.", Unit.PERCENT, "x", List.of("y"), "1 s", List.of(), bands, List.of(), "here");
    }

    @Test
    void putsTimesOnTheGridOfTheirResolution() {
        // When
        long minute = Resolution.MINUTE.floor(1_723_161_256_560_000L);

        // Then
        assertThat(minute).isEqualTo(1_723_161_240_000_000L);
    }
}
