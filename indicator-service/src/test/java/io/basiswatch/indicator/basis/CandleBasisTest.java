package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandleBasisTest {
    private static final CandleBuilder FUTURE =
            CandleBuilder.of("binance-usdm:BTC-USDT-PERP").close(101).traded(1, -1);
    private static final CandleBuilder SPOT =
            CandleBuilder.of("binance-spot:BTC-USDT").close(100);
    private static final long LATER = CandleBuilder.IMPORTED + 5_000_000;

    private static List<IndicatorValue> values(CandleBuilder... candles) {
        Market market = new Market();
        for (CandleBuilder candle : candles) {
            market.take(candle.build());
        }
        return ofPairs(market);
    }

    private static List<IndicatorValue> ofPairs(Market market) {
        return market.values().stream()
                .filter(value -> value.series().indicator().equals("futures_spot_basis_pct"))
                .filter(value -> value.series().dimension().contains("~"))
                .toList();
    }

    @Test
    void aPerpetualAndSpotOfOneExchangeGiveTheirBasisFromTheirCloses() {
        // Given the same day of both, imported one after the other
        // When both have come
        List<IndicatorValue> values = values(FUTURE, SPOT.received(LATER));

        // Then the pair has its basis, said to be from last trades, known since the second of them was
        assertThat(values).hasSize(1);
        IndicatorValue basis = values.getFirst();
        assertThat(basis.series().toString()).isEqualTo("BTC:futures_spot_basis_pct:binance-usdm~binance-spot.USDT");
        assertThat(basis.value().orElseThrow()).isCloseTo(1.0, within(1e-12));
        assertThat(basis.resolution()).isEqualTo(Resolution.DAY);
        assertThat(basis.quality()).isEqualTo(Quality.DEGRADED);
        assertThat(basis.reasons()).containsExactly("last trades, not mids");
        assertThat(basis.derivedFrom()).isEqualTo("candle");
        assertThat(basis.knownAt()).isEqualTo(LATER);
        assertThat(basis.inputs())
                .extracting(input -> input.source() + " " + input.kind() + " " + input.value())
                .containsExactly("binance-usdm:BTC-USDT-PERP close 101.0", "binance-spot:BTC-USDT close 100.0");
    }

    @Test
    void whichOfThemComesFirstMakesNoDifference() {
        assertThat(values(SPOT.received(LATER), FUTURE)).isEqualTo(values(FUTURE, SPOT.received(LATER)));
    }

    @Test
    void candlesThatDoNotBelongTogetherAreNotCompared() {
        // Given spot of another exchange, in another currency, of another day, and of another length
        CandleBuilder minute = SPOT.length(Resolution.MINUTE.micros());

        // When they meet the perpetual
        // Then there is no basis
        assertThat(values(
                        FUTURE,
                        CandleBuilder.of("okx:BTC-USDT"),
                        CandleBuilder.of("binance-spot:BTC-USDC"),
                        SPOT.open(Market.START + Resolution.DAY.micros()),
                        minute))
                .isEmpty();
    }

    @Test
    void aCorrectedCandleGivesTheBasisAnewAndTheSameOneDoesNot() {
        // Given a pair
        // When its spot candle comes again, first unchanged, then corrected, then once more as it was corrected
        List<IndicatorValue> values = values(
                FUTURE,
                SPOT,
                SPOT.received(LATER),
                SPOT.received(LATER + 1).close(100.5),
                SPOT.received(LATER + 2).close(100.5));

        // Then there are the first and the corrected basis
        assertThat(values).extracting(IndicatorValue::knownAt).containsExactly(CandleBuilder.IMPORTED, LATER + 1);
        assertThat(values.getLast().value().orElseThrow()).isCloseTo((101 - 100.5) / 100.5 * 100, within(1e-12));
    }

    @Test
    void anOlderCandleDoesNotReplaceANewerOne() {
        assertThat(values(SPOT.received(LATER).close(100.5), SPOT, FUTURE))
                .extracting(value -> value.attributes().get("spot_close"))
                .containsExactly(100.5);
    }

    @Test
    void aCandleWhoseCounterpartComesTooLateIsForgotten() {
        // Given a perpetual's candle and as many others after it as are remembered
        Market market = new Market().take(FUTURE.build());
        for (int i = 1; i <= Indicator.Candles.REMEMBERED; i++) {
            market.take(FUTURE.open(Market.START + i * Resolution.MINUTE.micros())
                    .length(Resolution.MINUTE.micros())
                    .build());
        }

        // When spot comes, for the first and for a later one of them
        market.take(SPOT.build());
        assertThat(ofPairs(market)).isEmpty();
        market.take(SPOT.open(Market.START + 10 * Resolution.MINUTE.micros())
                .length(Resolution.MINUTE.micros())
                .build());

        // Then only the later one was still there
        assertThat(ofPairs(market)).hasSize(1);
    }

    @Test
    void theMeanOverPerpetualsCountsThemAlikeBecauseCandlesTellNoOpenInterest() {
        // Given a day of two pairs of different exchanges, and of a quanto
        CandleBuilder other = CandleBuilder.of("okx:BTC-USDT-PERP").close(103).traded(1, -1);
        CandleBuilder otherSpot = CandleBuilder.of("okx:BTC-USDT").close(100);
        CandleBuilder quanto =
                CandleBuilder.of("binance-usdm:BTC-USDT-PERP:ETH").close(900).traded(1, -1);
        Market market = new Market();

        // When the second pair comes after the first one
        market.take(FUTURE.build()).take(quanto.build()).take(SPOT.build());
        market.take(other.build()).take(otherSpot.build());

        // Then the mean is that of one, and then that of both, and the quanto has no part in it
        List<IndicatorValue> means = market.values().stream()
                .filter(value -> value.series().toString().equals("BTC:futures_spot_basis_pct:perp"))
                .toList();
        assertThat(means)
                .extracting(value -> value.value().orElseThrow())
                .satisfiesExactly(
                        first -> assertThat(first).isCloseTo(1, within(1e-12)),
                        second -> assertThat(second).isCloseTo(2, within(1e-12)));
        assertThat(means.getLast().reasons())
                .containsExactly("last trades, not mids", "no open interest: equal weights");
        assertThat(means.getLast().derivedFrom()).isEqualTo("candle");
    }
}
