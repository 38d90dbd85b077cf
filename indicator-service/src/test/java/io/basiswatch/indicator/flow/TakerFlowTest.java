package io.basiswatch.indicator.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.PublishedPoints;
import io.basiswatch.indicator.Verification;
import io.basiswatch.indicator.Verifier;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import io.basiswatch.model.wire.ValueJson;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The measures of taker flow are made of the same trades, so they are tested together. */
class TakerFlowTest {
    private static final String PERP = "binance-usdm:ETH-USDT-PERP";
    private static final String INVERSE = "binance-coinm:ETH-USD-PERP";
    private static final String OF_PERP = ":binance-usdm.ETH-USDT-PERP";
    private static final String BUY = "ETH:taker_buy_volume_usd";
    private static final String SELL = "ETH:taker_sell_volume_usd";
    private static final String RATIO = "ETH:taker_buy_ratio";
    private static final String SELL_RATIO = "ETH:taker_sell_ratio";
    private static final String BUY_TO_SELL = "ETH:taker_buy_sell_ratio";
    private static final String IMBALANCE = "ETH:taker_imbalance_index";

    @Test
    void isEmptyUntilWarm() {
        // Given trades of spot only
        Market market = new Market().trade(0.5, "binance-spot:ETH-USDT", Side.BUY, 100);

        // When an instant is evaluated
        market.until(1);

        // Then perpetuals have no flow
        assertThat(market.second(RATIO, 1)).isEmpty();
        assertThat(market.second(BUY, 1)).isEmpty();
    }

    @Test
    void matchesGoldenVector() {
        // Given buys of 45,415 and sells of 54,585
        Market market = new Market().trade(0.5, INVERSE, Side.BUY, 45_415).trade(0.6, INVERSE, Side.SELL, 54_585);

        // When an instant is evaluated
        market.until(1);

        // Then the share is 0.45415 and the imbalance −0.0917
        assertThat(market.number(RATIO, 1)).isEqualTo(0.45415, within(1e-12));
        assertThat(market.number(IMBALANCE, 1)).isEqualTo(-0.0917, within(1e-12));
        assertThat(market.number(BUY, 1) / market.number(SELL, 1)).isEqualTo(0.832005129614363, within(1e-12));
        assertThat(market.number(SELL_RATIO, 1)).isEqualTo(0.54585, within(1e-12));
        assertThat(market.number(BUY_TO_SELL, 1)).isEqualTo(0.832005129614363, within(1e-12));
    }

    @Test
    void theRatioIsAbsentWhereTakersSoldNothing() {
        // Given buys only
        Market market = new Market().trade(0.5, INVERSE, Side.BUY, 45_415);

        // When an instant is evaluated
        market.until(1);

        // Then nothing is divided by nothing, and what can be told is told
        IndicatorValue ratio = market.second(BUY_TO_SELL, 1).orElseThrow();
        assertThat(ratio.value()).isEmpty();
        assertThat(ratio.reasons()).contains("takers sold nothing");
        assertThat(market.number(RATIO, 1)).isEqualTo(1);
        assertThat(market.number(SELL_RATIO, 1)).isZero();
    }

    @Test
    void theRatioOfAnHourIsThatOfItsSums() {
        // Given minutes of very different volumes
        Market market = new Market().until(0);
        market.trade(10, INVERSE, Side.BUY, 100).trade(11, INVERSE, Side.SELL, 400);
        market.trade(70, INVERSE, Side.BUY, 9_000).trade(71, INVERSE, Side.SELL, 1_600);

        // When the hour is over
        market.until(3_600);

        // Then it is one quotient, and no mean of quotients
        IndicatorValue hour = market.interval(BUY_TO_SELL, Resolution.HOUR, 0).getFirst();
        assertThat(hour.value()).hasValue(9_100.0 / 2_000);
    }

    @Test
    void everyValueIsComputedAgainFromItsReceipt() {
        // Given random trades of several markets with a rate, over the end of an hour
        Random random = new Random(4);
        Market market = new Market(Market.START - 120_000_000);
        for (double now = 0.5; now < 240; now += 1 + random.nextInt(9)) {
            market.quote(now, "kraken-spot:USDT-USD", 0.9, 0.9 + random.nextDouble());
            for (String perp : List.of(PERP, INVERSE, "okx:ETH-USDT-PERP")) {
                market.trade(now, perp, random.nextInt(3) > 0 ? Side.BUY : Side.SELL, 1 + random.nextInt(99_999) / 7.0);
            }
        }

        // When each is written, read and computed again
        Verifier verifier = new Verifier(Indicators.all());
        PublishedPoints published = new PublishedPoints(Indicators.all());
        market.values().forEach(published::take);
        List<IndicatorValue> taken = market.values().stream()
                .filter(value -> value.series().indicator().startsWith("taker_"))
                .map(value -> ValueJson.read(ValueJson.write(published.filled(value))))
                .toList();

        // Then all hold
        assertThat(taken)
                .hasSizeGreaterThan(1_000)
                .allSatisfy(
                        value -> assertThat(verifier.verify(value).outcome()).isEqualTo(Verification.Outcome.HOLDS));
    }

    @Test
    void matchesFullRecompute() {
        // Given random trades, some of them late
        Random random = new Random(12);
        Market market = new Market().until(0);
        for (double now = 0.01; now < 200; now += random.nextDouble()) {
            double late = random.nextInt(5) == 0 ? random.nextDouble() * 40 : 0;
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            market.trade(Math.max(0, now - late), now, PERP, "r" + now, side, 1 + random.nextInt(100_000));

            // When instants are evaluated
            int second = (int) now;
            market.until(second);

            // Then buys and sells of the trailing minute, as received by then, make the value
            double buys = sum(market, Side.BUY, second);
            double sells = sum(market, Side.SELL, second);
            if (buys + sells > 0) {
                assertThat(market.number(RATIO + OF_PERP, second)).isEqualTo(buys / (buys + sells), within(1e-12));
                assertThat(market.number(IMBALANCE + OF_PERP, second))
                        .isEqualTo(2 * buys / (buys + sells) - 1, within(1e-12));
            }
        }
    }

    private static double sum(Market market, Side side, int second) {
        double sum = 0;
        for (MarketEvent event : market.events()) {
            if (event instanceof Trade trade
                    && trade.aggressor() == side
                    && trade.receivedTime() <= market.at(second)
                    && trade.eventTime() >= market.at(second - 60)
                    && trade.eventTime() < market.at(second)) {
                sum += trade.notional();
            }
        }
        return sum;
    }

    @Test
    void forgetsAfterTheWindow() {
        // Given one trade
        Market market = new Market().trade(0.5, PERP, Side.BUY, 100);

        // When only time passes
        market.until(61);

        // Then it is in the window for a minute; without trades there is no share, and not a share of 0
        assertThat(market.number(RATIO, 60)).isEqualTo(1);
        IndicatorValue after = market.second(RATIO, 61).orElseThrow();
        assertThat(after.value()).isEmpty();
        assertThat(after.reasons()).containsExactly("no trades in the window");
    }

    @Test
    void startsAgainAfterAFeedGap() {
        // Given buys before an interruption and a sell after it
        Market market = new Market()
                .trade(-0.5, PERP, Side.BUY, 300)
                .trade(10, PERP, Side.BUY, 300)
                .gap(20, PERP)
                .trade(30, PERP, Side.SELL, 100);

        // When the minute closes
        market.until(60);

        // Then what was before the gap is not in it, and the value says that it is not whole
        assertThat(market.number(RATIO + OF_PERP, 31)).isZero();
        IndicatorValue minute = market.minute(RATIO + OF_PERP, 0).getFirst();
        assertThat(minute.value().orElseThrow()).isZero();
        assertThat(minute.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(minute.reasons()).containsExactly("feed_gap");
    }

    @Test
    void countsAMinutesOwnTradesOnly() {
        // Given a trade on each side of the end of a minute
        Market market = new Market()
                .until(0)
                .trade(59.999, PERP, Side.BUY, 100)
                .trade(60, PERP, Side.SELL, 100)
                .until(120);

        // Then each is in the minute of its own time
        assertThat(market.minute(RATIO + OF_PERP, 0).getFirst().value().orElseThrow())
                .isEqualTo(1);
        assertThat(market.minute(RATIO + OF_PERP, 60).getFirst().value().orElseThrow())
                .isZero();
    }

    @Test
    void takesUsdtAtParAndSaysSoWhereItsRateIsUnknown() {
        // Given a USDT and a dollar market, and no rate
        Market market = new Market()
                .trade(-61, PERP, Side.BUY, 100)
                .trade(-61, INVERSE, Side.SELL, 300)
                .trade(0.5, PERP, Side.BUY, 100)
                .trade(0.5, INVERSE, Side.SELL, 300)
                .until(1);

        // Then the sum is degraded, and the market for itself is not: its rate cancels
        assertThat(market.number(RATIO, 1)).isEqualTo(0.25);
        assertThat(market.second(RATIO, 1).orElseThrow().reasons()).containsExactly("usdt_usd unknown, taken at par");
        assertThat(market.quality(RATIO + OF_PERP, 1)).isEqualTo(Quality.OK);
    }

    @Test
    void countsUsdtAtItsRateWhereThatIsKnown() {
        // Given a USDT that is worth half a dollar
        Market market = new Market()
                .quote(0.5, "kraken-spot:USDT-USD", 0.49, 0.51)
                .trade(0.5, PERP, Side.BUY, 100)
                .trade(0.5, INVERSE, Side.SELL, 50)
                .until(1);

        // Then 100 USDT weigh as much as 50 dollars
        assertThat(market.number(BUY, 1)).isEqualTo(50, within(1e-9));
        assertThat(market.number(RATIO, 1)).isEqualTo(0.5, within(1e-9));
    }
}
