package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerpSpotBasisTest {
    private static final String SPOT = "binance-spot:BTC-USDT";
    private static final String PERP = "binance-usdm:BTC-USDT-PERP";
    private static final String BASIS = "BTC:futures_spot_basis_pct:binance-usdm~binance-spot.USDT";

    @Test
    void isEmptyUntilWarm() {
        // Given a perpetual without spot
        Market market = new Market().quote(0.5, PERP, 100).until(1);

        // Then there is nothing to compare it with
        assertThat(market.second(BASIS, 1)).isEmpty();
    }

    @Test
    void matchesGoldenVector() {
        // Given the example: a basis of −0.008 % at 92,000 is −7.36
        Market market = new Market().quote(0.5, SPOT, 92_000).quote(0.5, PERP, 91_992.64);

        // When an instant is evaluated
        market.until(1);

        // Then it is −0.008 %
        IndicatorValue value = market.second(BASIS, 1).orElseThrow();
        assertThat(value.value().orElseThrow()).isEqualTo(-0.008, within(1e-9));
        assertThat(value.attributes()).containsEntry("fut_mid", 91_992.64).containsEntry("spot_mid", 92_000.0);
    }

    @Test
    void matchesFullRecompute() {
        // Given random quotes, one crossed among ten
        Random random = new Random(6);
        Market market = new Market();
        double spot = 0;
        double perp = 0;
        double sum = 0;
        for (int second = 0; second < 60; second++) {
            spot = 50_000 + random.nextGaussian();
            perp = 50_000 + random.nextGaussian();
            market.quote(second - 0.5, SPOT, spot).quote(second - 0.4, PERP, perp);
            market.quote(second - 0.3, PERP, 60_000, 40_000);
            sum += (perp - spot) / spot * 100;

            // When each instant is evaluated
            market.until(second);

            // Then the last uncrossed quotes make the value
            assertThat(market.number(BASIS, second)).isEqualTo((perp - spot) / spot * 100, within(1e-12));
        }

        // And the minute is the mean of its sixty seconds
        market.until(60);
        IndicatorValue minute = market.minute(BASIS, 0).getFirst();
        assertThat(minute.value().orElseThrow()).isEqualTo(sum / 60, within(1e-12));
        assertThat(minute.attributes()).containsEntry("n_obs", 60L);
    }

    @Test
    void forgetsAfterTheWindow() {
        Market market = new Market().quote(0.5, SPOT, 100).quote(0.5, PERP, 101).until(61);

        assertThat(market.number(BASIS, 60)).isEqualTo(1, within(1e-12));
        assertThat(market.quality(BASIS, 61)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void startsAgainAfterAFeedGap() {
        // Given a pair whose spot leg is interrupted
        Market market = new Market()
                .quote(0.5, SPOT, 100)
                .quote(0.5, PERP, 101)
                .gap(1.5, SPOT)
                .until(2);
        assertThat(market.quality(BASIS, 2)).isEqualTo(Quality.ABSENT);

        // When it is quoted again
        market.quote(2.5, SPOT, 50).until(3);

        // Then the value is there again
        assertThat(market.number(BASIS, 3)).isEqualTo(102, within(1e-9));
    }

    @Test
    void pairsOnlyMarketsOfTheSameQuoteCurrency() {
        // Given dollar and USDT markets of several venues
        Market market = new Market()
                .quote(0.5, SPOT, 100)
                .quote(0.5, "okx:BTC-USDT", 100)
                .quote(0.5, "coinbase:BTC-USD", 100)
                .quote(0.5, PERP, 101)
                .quote(0.5, "binance-coinm:BTC-USD-PERP", 101)
                .quote(0.5, "kraken-futures:BTC-USD-PERP:USD", 101)
                .until(1);

        // Then each perpetual has the spot markets of its own currency, and an unusual settlement shows
        assertThat(market.values().stream()
                        .filter(value -> value.series().indicator().equals("futures_spot_basis_pct"))
                        .map(value -> value.series().dimension())
                        .filter(dimension -> dimension.contains("~")))
                .containsExactly(
                        "binance-coinm~coinbase.USD",
                        "binance-usdm~binance-spot.USDT",
                        "binance-usdm~okx.USDT",
                        "kraken-futures~coinbase.USD-USD");
    }
}
