package io.basiswatch.indicator.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Unit;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpotIndexTest {
    private static final String USD = "BTC:spot_index:usd";
    private static final String USDT = "BTC:spot_index:usdt";

    @Test
    void isEmptyUntilWarm() {
        // Given no quote but a crossed one
        Market market = new Market().quote(0.5, "coinbase:BTC-USD", 101, 100);

        // When an instant is evaluated
        market.until(1);

        // Then there is no value
        assertThat(market.second(USD, 1)).isEmpty();
    }

    @Test
    void matchesGoldenVector() {
        // Given mids of 100, 100.4 and 104 on three venues
        Market market = new Market()
                .quote(0.1, "coinbase:BTC-USD", 100)
                .quote(0.2, "kraken-spot:BTC-USD", 100.4)
                .quote(0.3, "bitstamp:BTC-USD", 104);

        // When the index is taken
        market.until(1);

        // Then 100, 100.4 and 104 clamped to 100.902 have the mean 100.434
        IndicatorValue index = market.second(USD, 1).orElseThrow();
        assertThat(index.value().orElseThrow()).isEqualTo(100.434, within(1e-9));
        assertThat(index.quality()).isEqualTo(Quality.OK);
        assertThat(index.unit()).isEqualTo(Unit.USD_PER_UNIT);
        assertThat(index.inputs()).extracting(Input::source).hasSize(3).contains("bitstamp:BTC-USD");
    }

    @Test
    void matchesFullRecompute() {
        // Given random quotes of four venues
        Random random = new Random(9);
        String[] venues = {"coinbase", "kraken-spot", "bitstamp", "gemini"};
        Market market = new Market();
        double[] mids = new double[4];
        for (int second = 0; second < 100; second++) {
            for (int venue = 0; venue < 4; venue++) {
                mids[venue] = 100 + random.nextGaussian();
                market.quote(second + 0.1 * (venue + 1), venues[venue] + ":BTC-USD", mids[venue]);
            }

            // When each instant is evaluated
            market.until(second + 1);

            // Then it is the mean of the mids, clamped to half a percent around their median
            double[] ordered = mids.clone();
            Arrays.sort(ordered);
            double median = (ordered[1] + ordered[2]) / 2;
            double sum = 0;
            for (double mid : mids) {
                sum += Math.max(median * 0.995, Math.min(median * 1.005, mid));
            }
            assertThat(market.number(USD, second + 1)).isEqualTo(sum / 4, within(1e-9));
        }
    }

    @Test
    void forgetsAfterTheWindow() {
        // Given one quote
        Market market = new Market().quote(0.5, "coinbase:BTC-USD", 100);

        // When only time passes
        market.until(61);

        // Then it is usable for 60 s, stale above 10 s, and absent afterwards
        assertThat(market.quality(USD, 10)).isEqualTo(Quality.DEGRADED);
        assertThat(market.second(USD, 11).orElseThrow().reasons()).contains("stale");
        assertThat(market.second(USD, 60).orElseThrow().value()).isPresent();
        assertThat(market.quality(USD, 61)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void startsAgainAfterAFeedGap() {
        // Given a venue whose stream is interrupted
        Market market = new Market()
                .quote(0.5, "coinbase:BTC-USD", 100)
                .gap(1.5, "coinbase:BTC-USD")
                .until(2);
        assertThat(market.quality(USD, 2)).isEqualTo(Quality.ABSENT);

        // When it quotes again
        market.quote(2.5, "coinbase:BTC-USD", 103).until(3);

        // Then the value is there again
        assertThat(market.number(USD, 3)).isEqualTo(103, within(1e-9));
    }

    @Test
    void isDegradedBelowTheQuorum() {
        Market market = new Market().quote(0.5, "coinbase:BTC-USD", 100).until(1);

        assertThat(market.second(USD, 1).orElseThrow().reasons()).containsExactly("quorum 1 of 3");
        assertThat(market.quality(USD, 1)).isEqualTo(Quality.DEGRADED);
    }

    @Test
    void neverMixesDollarsAndUsdt() {
        // Given a dollar and a USDT market
        Market market = new Market()
                .quote(0.5, "coinbase:BTC-USD", 100)
                .quote(0.5, "binance-spot:BTC-USDT", 110)
                .until(1);

        // Then each has an index of its own, in its own unit
        assertThat(market.number(USD, 1)).isEqualTo(100, within(1e-9));
        assertThat(market.number(USDT, 1)).isEqualTo(110, within(1e-9));
        assertThat(market.second(USDT, 1).orElseThrow().unit()).isEqualTo(Unit.USDT_PER_UNIT);
    }

    @Test
    void leavesAnOutlierOutAndKeepsItOutForAMinute() {
        // Given three venues that agree and one that is 10 % off for a moment
        Market market = new Market();
        for (int second = 0; second < 70; second++) {
            market.quote(second + 0.1, "coinbase:BTC-USD", 100)
                    .quote(second + 0.2, "kraken-spot:BTC-USD", 100)
                    .quote(second + 0.3, "bitstamp:BTC-USD", 100)
                    .quote(second + 0.4, "gemini:BTC-USD", second == 0 ? 110 : 100.2);
        }

        // When it is back in line
        market.until(70);

        // Then it is left out for 60 s, and the input says why
        IndicatorValue during = market.second(USD, 60).orElseThrow();
        assertThat(during.value().orElseThrow()).isEqualTo(100, within(1e-9));
        assertThat(during.inputs()).extracting(Input::excluded).contains("outlier");
        assertThat(market.number(USD, 61)).isEqualTo(100.05, within(1e-9));
    }
}
