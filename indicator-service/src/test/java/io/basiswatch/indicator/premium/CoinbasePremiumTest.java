package io.basiswatch.indicator.premium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Verified;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The three forms of the premium are made of the same two quotes, so they are tested together. */
class CoinbasePremiumTest {
    private static final String GAP = "BTC:coinbase_premium_gap_usd";
    private static final String INDEX = "BTC:coinbase_premium_index_pct";
    private static final String ADJUSTED = "BTC:coinbase_premium_adj_pct";
    private static final String COINBASE = "coinbase:BTC-USD";
    private static final String BINANCE = "binance-spot:BTC-USDT";
    private static final String RATE = "kraken-spot:USDT-USD";

    @Test
    void isEmptyUntilWarm() {
        // Given one of the two quotes
        Market market = new Market().quote(0.5, COINBASE, 91_929.16);

        // When an instant is evaluated
        market.until(1);

        // Then there is no premium
        assertThat(market.second(GAP, 1)).isEmpty();
        assertThat(market.second(INDEX, 1)).isEmpty();
        assertThat(market.second(ADJUSTED, 1)).isEmpty();
    }

    @Test
    void matchesGoldenVector() {
        // Given the example: 91,929.16 dollars against 92,000 USDT, a USDT at 0.9995
        Market market = new Market()
                .quote(0.5, COINBASE, 91_929.16)
                .quote(0.5, BINANCE, 92_000)
                .quote(0.5, RATE, 0.9994, 0.9996);

        // When an instant is evaluated
        market.until(1);

        // Then −0.077 % is −0.027 % once USDT is counted at its price
        assertThat(market.number(GAP, 1)).isEqualTo(-70.84, within(1e-9));
        assertThat(market.number(INDEX, 1)).isEqualTo(-0.07699999999999374, within(1e-12));
        assertThat(market.number(ADJUSTED, 1)).isEqualTo(-0.027013506753370553, within(1e-9));
        assertThat(market.second(INDEX, 1).orElseThrow().quality()).isEqualTo(Quality.OK);
    }

    @Test
    void matchesFullRecompute() {
        // Given random prices
        Random random = new Random(8);
        Market market = new Market();
        for (int second = 0; second < 100; second++) {
            double coinbase = 90_000 + random.nextGaussian() * 100;
            double binance = 90_000 + random.nextGaussian() * 100;
            double rate = 1 + random.nextGaussian() / 1_000;
            market.quote(second + 0.1, COINBASE, coinbase)
                    .quote(second + 0.2, BINANCE, binance)
                    .quote(second + 0.3, RATE, rate - 1e-6, rate + 1e-6);

            // When each instant is evaluated
            market.until(second + 1);

            // Then the premium splits into demand and stablecoin leg exactly: ln(1+raw) = ln(1+adj) + ln(rate)
            IndicatorValue adjusted = market.second(ADJUSTED, second + 1).orElseThrow();
            double used = (Double) adjusted.attributes().get("usdt_usd");
            double raw = market.number(INDEX, second + 1);
            assertThat(raw).isEqualTo((coinbase / binance - 1) * 100, within(1e-9));
            assertThat(Math.log1p(raw / 100))
                    .isEqualTo(Math.log1p(adjusted.value().orElseThrow() / 100) + Math.log(used), within(1e-12));
        }
    }

    @Test
    void forgetsAfterTheWindow() {
        // Given both quotes
        Market market = new Market().quote(0.5, COINBASE, 100).quote(0.5, BINANCE, 100);

        // When only time passes
        market.until(61);

        // Then the premium is stale first and absent then
        assertThat(market.quality(INDEX, 11)).isEqualTo(Quality.STALE);
        assertThat(market.quality(INDEX, 61)).isEqualTo(Quality.ABSENT);
        assertThat(market.quality(GAP, 61)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void startsAgainAfterAFeedGap() {
        // Given a premium whose Binance leg is interrupted
        Market market = new Market()
                .quote(0.5, COINBASE, 100)
                .quote(0.5, BINANCE, 100)
                .gap(1.5, BINANCE)
                .until(2);
        assertThat(market.quality(INDEX, 2)).isEqualTo(Quality.ABSENT);

        // When it is quoted again
        market.quote(2.5, BINANCE, 80).until(3);

        // Then the premium is there again
        assertThat(market.number(GAP, 3)).isEqualTo(20, within(1e-9));
    }

    @Test
    void hasNoAdjustedFormWhereNobodyTradesUsdtForDollars() {
        // Given both quotes and no rate
        Market market =
                new Market().quote(0.5, COINBASE, 100).quote(0.5, BINANCE, 101).until(1);

        // Then the adjusted premium is absent and says why
        IndicatorValue adjusted = market.second(ADJUSTED, 1).orElseThrow();
        assertThat(adjusted.value()).isEmpty();
        assertThat(adjusted.reasons()).containsExactly("usdt_usd unknown");
    }

    @Test
    void anHourThatNobodyRecordedIsThatOfBothCloses() {
        // Given candles of an hour of both venues, of which one comes twice and once corrected
        long hour = Resolution.HOUR.micros();
        CandleBuilder coinbase = CandleBuilder.of(COINBASE).length(hour).close(91_929.16);
        CandleBuilder binance = CandleBuilder.of(BINANCE).length(hour).close(92_000);
        Market market = new Market().take(coinbase.build()).take(coinbase.build());
        assertThat(market.values()).noneMatch(value -> value.series().toString().equals(INDEX));

        // When the other one comes
        market.take(binance.build());

        // Then the premium is that of the closes, and says so
        IndicatorValue index = market.interval(INDEX, Resolution.HOUR, 0).getFirst();
        assertThat(index.value().orElseThrow()).isEqualTo(-0.077, within(1e-12));
        assertThat(index.derivedFrom()).isEqualTo(IndicatorValue.CANDLE);
        assertThat(index.reasons()).containsExactly("last trades, not mids");
        assertThat(market.interval(GAP, Resolution.HOUR, 0).getFirst().value().orElseThrow())
                .isEqualTo(-70.84, within(1e-9));
        assertThat(market.interval(ADJUSTED, Resolution.HOUR, 0)).isEmpty();

        // When one is corrected
        market.take(
                binance.close(91_929.16).received(CandleBuilder.IMPORTED + 1).build());

        // Then so is the premium
        assertThat(market.interval(INDEX, Resolution.HOUR, 0).getLast().value()).hasValue(0);
        Verified.all(
                market.values(),
                value -> value.series().indicator().startsWith("coinbase_premium")
                        && value.value().isPresent());
    }

    @Test
    void ofAMinuteOfCandlesNothingIsSaid() {
        long minute = Resolution.MINUTE.micros();
        Market market = new Market()
                .take(CandleBuilder.of(COINBASE).length(minute).build())
                .take(CandleBuilder.of(BINANCE).length(minute).build());

        assertThat(market.values())
                .noneMatch(value -> value.series().indicator().startsWith("coinbase_premium"));
    }
}
