package io.basiswatch.indicator.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Days;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Verified;
import io.basiswatch.model.Candle;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What closes of days give: from imported candles, which are days at once. */
class PriceDaysTest {
    private static final double NONE = -1;

    private final Market market = new Market();
    private long received = CandleBuilder.IMPORTED;

    private Candle candle(int day, double close) {
        return CandleBuilder.of("binance-spot:BTC-USDT")
                .open(Days.time(day))
                .close(close)
                .received(received += 1_000)
                .build();
    }

    /** The days from the first on; {@link #NONE} where a day is missing. */
    private PriceDaysTest closes(double... closes) {
        for (int day = 0; day < closes.length; day++) {
            if (closes[day] > 0) {
                market.take(candle(day, closes[day]));
            }
        }
        return this;
    }

    private List<IndicatorValue> of(String id, int day) {
        return market.values().stream()
                .filter(value -> value.series().equals(Series.of("BTC", id, "usdt"))
                        && value.resolution() == Resolution.DAY
                        && value.time() == Days.time(day))
                .toList();
    }

    private IndicatorValue on(String id, int day) {
        return of(id, day).getLast();
    }

    private double number(String id, int day) {
        return on(id, day).value().orElseThrow();
    }

    private static double[] days(int count, IntToDoubleFunction close) {
        return IntStream.range(0, count).mapToDouble(close).toArray();
    }

    @Test
    void drawDownsMatchTheGoldenNumbers() {
        // Given a high of 105 and one of 110 within a week, and 92 and 95 at its end
        PriceDaysTest one = new PriceDaysTest().closes(100, 105, 104, 101, 99, 95, 92);
        PriceDaysTest other = new PriceDaysTest().closes(100, 104, 110, 101, 99, 97, 95);

        // Then the draw-downs are 12.38 % and 13.64 %
        assertThat(one.number("drawdown_7d", 6)).isEqualTo(-0.12380952380952381, within(1e-15));
        assertThat(other.number("drawdown_7d", 6)).isEqualTo(-0.13636363636363635, within(1e-15));
        assertThat(one.on("drawdown_7d", 6).attributes())
                .containsEntry("high", 105.0)
                .containsEntry("high_at", "2024-01-02")
                .containsEntry("n_obs", 7L)
                .containsEntry("derived_from", "candle");
    }

    @Test
    void theHighOfAWeekIsForgottenAfterIt() {
        closes(200, 100, 100, 100, 100, 100, 100, 90);

        assertThat(number("drawdown_7d", 6)).isEqualTo(-0.5, within(1e-15));
        assertThat(number("drawdown_7d", 7)).isEqualTo(-0.1, within(1e-15));
        assertThat(number("drawdown_ath", 7)).isEqualTo(-0.55, within(1e-15));
        assertThat(on("drawdown_ath", 7).attributes())
                .containsEntry("high", 200.0)
                .containsEntry("window_start", "2024-01-01");
    }

    @Test
    void aNewHighIsNoDrawDown() {
        closes(1, 2, 3, 4, 5, 6, 7);

        assertThat(number("drawdown_7d", 6)).isZero();
        assertThat(number("drawdown_ath", 6)).isZero();
    }

    @Test
    void anOlderHistoryWithoutAHigherCloseChangesNoDrawDown() {
        // Given days from the fifth on
        for (int day = 5; day < 12; day++) {
            market.take(candle(day, 100 - day));
        }
        int before = of("drawdown_ath", 11).size();

        // When lower ones of before are imported, and then a higher one
        market.take(candle(3, 50));
        market.take(candle(4, 60));
        assertThat(of("drawdown_ath", 11)).hasSize(before);
        market.take(candle(2, 200));

        // Then the higher one alone counts
        assertThat(number("drawdown_ath", 11)).isEqualTo(89.0 / 200 - 1, within(1e-15));
    }

    @Test
    void returnsAreOfTwoCloses() {
        closes(100, 110, 99, 120, 130, 140, 150, 160);

        assertThat(number("return_1d", 1)).isEqualTo(0.1, within(1e-15));
        assertThat(number("return_3d", 7)).isEqualTo(160.0 / 130 - 1, within(1e-15));
        assertThat(number("return_7d", 7)).isEqualTo(0.6, within(1e-15));
        assertThat(on("return_7d", 7).attributes()).containsEntry("close_before", 100.0);
    }

    @Test
    void thereIsNoReturnBeforeTheHistoryIsLongEnough() {
        closes(100, 110, 99);

        assertThat(of("return_1d", 0)).isEmpty();
        assertThat(of("return_3d", 2)).isEmpty();
        assertThat(of("drawdown_7d", 2)).isEmpty();
        assertThat(of("realized_vol_30d_daily", 2)).isEmpty();
    }

    @Test
    void aReturnIsAbsentWhereTheEarlierDayIsMissing() {
        closes(100, NONE, 99, 98, 97);

        assertThat(on("return_1d", 2).reasons()).contains("the day 1 before has no close");
        assertThat(on("return_1d", 2).value()).isEmpty();
        assertThat(on("return_3d", 4).value()).isEmpty();
        assertThat(number("return_1d", 3)).isEqualTo(98.0 / 99 - 1, within(1e-15));
    }

    @Test
    void aWeekWithFewerThanFourFifthsOfItsDaysHasNoDrawDown() {
        closes(100, 100, 100, 100, 100, 100, 100, NONE, NONE, 90, 90);

        assertThat(on("drawdown_7d", 9).value()).isEmpty();
        assertThat(on("drawdown_7d", 9).reasons()).contains("fewer than four fifths of 7 days");
    }

    @Test
    void aWeekWithAHoleIsPartial() {
        closes(100, 100, 100, 100, 100, 100, 100, NONE, 90);

        assertThat(number("drawdown_7d", 8)).isEqualTo(-0.1, within(1e-15));
        assertThat(on("drawdown_7d", 8).reasons()).contains("6 of 7 days");
    }

    @Test
    void theFallAcceleratesWhereThreeDaysFallFasterThanTheirWeek() {
        // Given a fall that becomes faster, one that becomes slower, and a rise
        PriceDaysTest faster = new PriceDaysTest().closes(100, 100, 99, 99, 98, 96, 93, 90);
        PriceDaysTest slower = new PriceDaysTest().closes(100, 95, 92, 91, 90.5, 90.3, 90.1, 90);
        PriceDaysTest rise = new PriceDaysTest().closes(100, 101, 102, 103, 104, 105, 106, 107);

        // Then only the first is said to accelerate
        assertThat(faster.number("downside_momentum_accelerating", 7)).isEqualTo(1);
        assertThat(slower.number("downside_momentum_accelerating", 7)).isZero();
        assertThat(rise.number("downside_momentum_accelerating", 7)).isZero();
        assertThat(faster.on("downside_momentum_accelerating", 7).attributes())
                .containsEntry("return_3d", 90.0 / 98 - 1)
                .containsEntry("return_7d", 90.0 / 100 - 1)
                .containsEntry("threshold", (90.0 / 100 - 1) / 7 * 3 * 1.25);
    }

    @Test
    void threeWeeksWithinTwelvePercentAreARange() {
        // Given closes whose range is 11.98 % of their middle, and such whose range is 12.02 %
        PriceDaysTest range = new PriceDaysTest().closes(days(21, day -> day % 2 == 0 ? 94.01 : 105.99));
        PriceDaysTest moving = new PriceDaysTest().closes(days(21, day -> day % 2 == 0 ? 93.99 : 106.01));

        // Then the first is a range
        assertThat(range.number("range_state", 20)).isEqualTo(1);
        assertThat(moving.number("range_state", 20)).isZero();
        assertThat((Double) range.on("range_state", 20).attributes().get("range"))
                .isEqualTo(0.1198, within(1e-12));
        assertThat(range.on("range_state", 20).attributes())
                .containsEntry("high", 105.99)
                .containsEntry("low", 94.01)
                .containsEntry("limit", 0.12);
    }

    @Test
    void theVolatilityOfDaysIsTheRootOfTheirMeanSquaredReturn() {
        // Given 31 closes that gain or lose 2 % by the logarithm
        closes(days(31, day -> 100 * Math.exp(day % 2 * 0.02)));

        // Then that is 0.02 × √365 a year
        assertThat(number("realized_vol_30d_daily", 30)).isEqualTo(0.02 * Math.sqrt(365), within(1e-12));
        assertThat(on("realized_vol_30d_daily", 30).attributes()).containsEntry("returns", 30L);
    }

    @Test
    void aMissingDayCostsTheVolatilityTwoReturns() {
        closes(days(32, day -> day == 10 ? NONE : 100 + day % 2));

        assertThat(on("realized_vol_30d_daily", 31).attributes()).containsEntry("returns", 28L);
        assertThat(on("realized_vol_30d_daily", 31).reasons()).contains("28 of 30 returns");
    }

    @Test
    void daysOfCandlesAreDegraded() {
        closes(100, 110);

        assertThat(on("return_1d", 1).quality()).isEqualTo(Quality.DEGRADED);
    }

    @Test
    void theSameDaysInAnyOrderGiveTheSameValues() {
        // Given 60 days with holes
        Random random = new Random(11);
        List<Candle> candles = new ArrayList<>();
        double price = 100;
        for (int day = 0; day < 60; day++) {
            price *= Math.exp(random.nextGaussian() / 30);
            if (random.nextInt(15) > 0) {
                candles.add(candle(day, price));
            }
        }
        Map<String, String> expected = known(candles);

        // When they come in another order
        Collections.shuffle(candles, new Random(12));

        // Then the same is known in the end
        assertThat(known(candles)).isEqualTo(expected).hasSizeGreaterThan(300);
    }

    private static Map<String, String> known(List<Candle> candles) {
        Market market = new Market();
        candles.forEach(market::take);
        Map<String, String> known = new TreeMap<>();
        market.values()
                .forEach(value -> known.put(
                        value.series() + " " + value.time(),
                        value.value() + " " + value.reasons() + value.attributes() + value.constituents()));
        return known;
    }

    @Test
    void everyValueIsFoundAgainFromItsReceipt() {
        // Given 80 days with holes
        Random random = new Random(13);
        closes(days(80, day -> random.nextInt(12) == 0 ? NONE : 80 + random.nextInt(40)));

        // Then all that is made of them holds
        Verified.all(market.values(), value -> true);
    }
}
