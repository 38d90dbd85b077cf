package io.basiswatch.indicator.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Verified;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandleIndexTest {
    private static final CandleBuilder BINANCE =
            CandleBuilder.of("binance-spot:BTC-USDT").close(100);
    private static final CandleBuilder OKX =
            CandleBuilder.of("okx:BTC-USDT").close(101).received(CandleBuilder.IMPORTED + 1_000);

    private static List<IndicatorValue> index(CandleBuilder... candles) {
        Market market = new Market();
        for (CandleBuilder candle : candles) {
            market.take(candle.build());
        }
        return market.values().stream()
                .filter(value -> value.series().indicator().equals(SpotIndex.ID))
                .toList();
    }

    @Test
    void aDayOfOneVenueIsItsCloseAndDegraded() {
        // Given a candle of spot
        // When it is imported
        IndicatorValue index = index(BINANCE).getFirst();

        // Then it is the index of its quote currency
        assertThat(index.series().toString()).isEqualTo("BTC:spot_index:usdt");
        assertThat(index.unit()).isEqualTo(Unit.USDT_PER_UNIT);
        assertThat(index.value()).hasValue(100);
        assertThat(index.quality()).isEqualTo(Quality.DEGRADED);
        assertThat(index.reasons()).containsExactly("last trades, not mids", "quorum 1 of 3");
        assertThat(index.derivedFrom()).isEqualTo("candle");
        assertThat(index.knownAt()).isEqualTo(CandleBuilder.IMPORTED);
    }

    @Test
    void severalVenuesGiveTheirConsensusWhicheverComesFirst() {
        // Given candles of two venues
        // When they come in either order
        IndicatorValue one = index(BINANCE, OKX).getLast();
        IndicatorValue other = index(OKX, BINANCE).getLast();

        // Then 100 and 101 clamped to half a percent around 100.5 have the mean 100.5
        assertThat(one).isEqualTo(other);
        assertThat(one.value().orElseThrow()).isEqualTo(100.5, within(1e-9));
        assertThat(one.inputs()).hasSize(2);
    }

    @Test
    void otherCurrenciesStablecoinsAndFuturesGiveNone() {
        assertThat(index(
                        CandleBuilder.of("binance-usdm:BTC-USDT-PERP"),
                        CandleBuilder.of("binance-spot:BTC-USDC"),
                        CandleBuilder.of("kraken-spot:USDT-USD")))
                .isEmpty();
    }

    @Test
    void theSameCandleAgainSaysNothingNew() {
        assertThat(index(BINANCE, BINANCE.received(CandleBuilder.IMPORTED + 5))).hasSize(1);
    }

    @Test
    void itIsFoundAgainFromItsReceipt() {
        Verified.all(index(BINANCE, OKX), value -> true);
    }
}
