package io.basiswatch.indicator.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.model.Quality;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StablecoinRateTest {
    private static final String RATE = "USDT:stablecoin_rate:usd";

    @Test
    void isEmptyUntilWarm() {
        // Given dollar and USDT markets of another asset, and no direct one
        Market market = new Market().quote(0.5, "coinbase:BTC-USD", 100).quote(0.5, "binance-spot:BTC-USDT", 100.1);

        // When time passes
        market.until(70);

        // Then no rate is made up from them, not even as absent
        assertThat(market.values())
                .noneMatch(value -> value.series().indicator().equals("stablecoin_rate"));
    }

    @Test
    void matchesGoldenVector() {
        // Given three direct markets
        Market market = new Market()
                .quote(0.1, "kraken-spot:USDT-USD", 0.9993, 0.9995)
                .quote(0.2, "coinbase:USDT-USD", 0.9994, 0.9996)
                .quote(0.3, "bitstamp:USDT-USD", 0.9995, 0.9997);

        // When the rate is taken
        market.until(1);

        // Then it is the mean of 0.9994, 0.9995 and 0.9996
        assertThat(market.number(RATE, 1)).isEqualTo(0.9995, within(1e-12));
        assertThat(market.quality(RATE, 1)).isEqualTo(Quality.OK);
    }

    @Test
    void matchesFullRecompute() {
        // Given one market with random quotes, several in each second
        Random random = new Random(4);
        Market market = new Market();
        for (int second = 0; second < 60; second++) {
            double first = 0.999 + random.nextDouble() / 500;
            market.quote(second + 0.2, "kraken-spot:USDT-USD", first - 1e-5, first + 1e-5);
            market.quote(second + 0.6, "kraken-spot:USDT-USD", 0.9, 0.91);

            // When an instant is evaluated
            market.until(second + 1);

            // Then the first quote of its second counts: a partition that gets only that one computes the same
            assertThat(market.number(RATE, second + 1)).isEqualTo(first, within(1e-12));
        }
    }

    @Test
    void forgetsAfterTheWindow() {
        Market market =
                new Market().quote(0.5, "kraken-spot:USDT-USD", 0.9994, 0.9996).until(61);

        assertThat(market.second(RATE, 60).orElseThrow().value()).isPresent();
        assertThat(market.quality(RATE, 61)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void whatWasQuotedBeforeAGapAndComesLateIsNotUsed() {
        // Given a gap
        Market market = new Market()
                .quote(0.5, "kraken-spot:USDT-USD", 0.9994, 0.9996)
                .gap(1.5, "kraken-spot:USDT-USD")
                .until(2);

        // When a quote from before it arrives
        market.quote(1.2, "kraken-spot:USDT-USD", 0.9996, 0.9998).until(3);

        // Then nothing is known
        assertThat(market.quality(RATE, 3)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void theFirstQuoteAfterAGapCountsThoughItsSecondHadOneBefore() {
        Market market = new Market()
                .quote(1.1, "kraken-spot:USDT-USD", 0.9994, 0.9996)
                .gap(1.5, "kraken-spot:USDT-USD")
                .quote(1.6, "kraken-spot:USDT-USD", 0.9996, 0.9998)
                .until(2);

        assertThat(market.number(RATE, 2)).isEqualTo(0.9997, within(1e-12));
    }

    @Test
    void startsAgainAfterAFeedGap() {
        // Given a market that is interrupted
        Market market = new Market()
                .quote(0.5, "kraken-spot:USDT-USD", 0.9994, 0.9996)
                .gap(1.5, "kraken-spot:USDT-USD")
                .until(2);
        assertThat(market.quality(RATE, 2)).isEqualTo(Quality.ABSENT);

        // When it quotes again
        market.quote(2.5, "kraken-spot:USDT-USD", 0.9996, 0.9998).until(3);

        // Then the rate is there again
        assertThat(market.number(RATE, 3)).isEqualTo(0.9997, within(1e-12));
    }
}
