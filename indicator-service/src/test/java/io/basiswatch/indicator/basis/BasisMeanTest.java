package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Days;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BasisMeanTest {
    private static final String PAIR = ":binance-usdm~binance-spot.USDT";
    private static final String WEEK = "BTC:futures_spot_basis_sma_7d" + PAIR;
    private static final String MONTH = "BTC:futures_spot_basis_sma_30d" + PAIR;

    /** The week of the golden vector: its mean is -0.004, its last day -0.008. */
    private static final double[] GOLDEN = {0.003, 0.001, -0.002, -0.006, -0.007, -0.009, -0.008};

    private static double number(IndicatorValue value) {
        return value.value().orElseThrow();
    }

    @Test
    void theWeekOfTheGoldenVectorHasItsMean() {
        // Given its seven days
        Days days = new Days("BTC");

        // When they are imported
        for (int day = 0; day < GOLDEN.length; day++) {
            days.basis(day, GOLDEN[day]);
        }

        // Then the last of them has the mean, marked as made of candles and degraded as they are
        IndicatorValue mean = days.on(WEEK, 6);
        assertThat(number(mean)).isCloseTo(-0.004, within(1e-12));
        assertThat(mean.derivedFrom()).isEqualTo(IndicatorValue.CANDLE);
        assertThat(mean.quality()).isEqualTo(Quality.DEGRADED);
        assertThat(mean.reasons()).contains("7 of 7 days degraded");
        assertThat(mean.attributes())
                .containsEntry("n_obs", 7L)
                .containsEntry("window_start", "2024-01-01")
                .containsEntry("zone", "base_zone")
                .containsEntry("recovery_started", false);
        assertThat((double) mean.attributes().get("slope_7d")).isCloseTo(-0.004 + 0.02 / 6, within(1e-12));
    }

    @Test
    void aMeanIsAbsentBelowFourFifthsOfItsDaysAndPartialUpToAllOfThem() {
        // Given the first days of a history, the fourth of which is missing
        Days days = new Days("BTC");

        // When nine of ten are there
        for (int day = 0; day < 10; day++) {
            if (day != 3) {
                days.basis(day, 1);
            }
        }

        // Then five days are too few to begin with, six are partial, and nothing is filled forward
        assertThat(days.newest(WEEK)).hasSize(4).doesNotContainKey(Days.time(5)).doesNotContainKey(Days.time(3));
        assertThat(number(days.on(WEEK, 6))).isCloseTo(1, within(1e-12));
        assertThat(days.on(WEEK, 6).reasons()).contains("6 of 7 days");
        assertThat(days.on(WEEK, 9).attributes()).containsEntry("n_obs", 6L);
        assertThat(days.newest(MONTH)).isEmpty();

        // When two weeks are missing
        days.basis(24, 1);

        // Then the next day's mean is absent, with the reason
        assertThat(days.on(WEEK, 24).value()).isEmpty();
        assertThat(days.on(WEEK, 24).reasons()).contains("1 of 7 days", "fewer than four fifths of 7 days");
    }

    @Test
    void theDaysGiveTheSameMeansInWhateverOrderTheyCome() {
        // Given sixty days in their order
        Random random = new Random(5);
        List<Integer> order = new ArrayList<>();
        double[] basis = new double[60];
        Days sorted = new Days("BTC");
        for (int day = 0; day < basis.length; day++) {
            basis[day] = random.nextGaussian() / 10;
            order.add(day);
            sorted.basis(day, basis[day]);
        }

        // When they come in another one
        Collections.shuffle(order, random);
        Days shuffled = new Days("BTC");
        order.forEach(day -> shuffled.basis(day, basis[day]));

        // Then number, quality and attributes of each day are the same in the end
        for (int day = 0; day < basis.length; day++) {
            for (String series : List.of(WEEK, MONTH)) {
                if (day < (series.equals(WEEK) ? 5 : 23)) {
                    continue;
                }
                assertThat(shuffled.on(series, day).value())
                        .isEqualTo(sorted.on(series, day).value());
                assertThat(shuffled.on(series, day).reasons())
                        .isEqualTo(sorted.on(series, day).reasons());
                assertThat(shuffled.on(series, day).attributes())
                        .isEqualTo(sorted.on(series, day).attributes());
            }
        }
    }

    @Test
    void aLateDayMakesTheMeansAgainThatLookBackOnItAndASecondImportMakesNone() {
        // Given twenty days without the tenth
        Days days = new Days("BTC");
        for (int day = 0; day < 20; day++) {
            if (day != 10) {
                days.basis(day, 1);
            }
        }
        int before = days.published(WEEK, 15);

        // When it comes, twice
        days.basis(10, 8).basis(10, 8);

        // Then the means of the week after it have changed once, known from then on, and those later have not
        assertThat(days.published(WEEK, 15)).isEqualTo(before + 1);
        assertThat(number(days.on(WEEK, 16))).isCloseTo(2, within(1e-12));
        assertThat(days.on(WEEK, 16).knownAt()).isGreaterThan(days.on(WEEK, 18).knownAt());
        assertThat(days.on(WEEK, 18).value()).hasValue(1);
    }

    @Test
    void bothMeansFallingConfirmATilt() {
        // Given a basis that falls day by day
        Days days = new Days("BTC");

        // When a month and a day are known
        for (int day = 0; day < 31; day++) {
            days.basis(day, 1 - day / 100.0);
        }

        // Then both have a falling slope
        assertThat((double) days.on(MONTH, 30).attributes().get("slope_30d")).isCloseTo(-0.01, within(1e-9));
        assertThat(days.on(MONTH, 30).attributes()).containsEntry("confirmed_bearish_tilt", true);
        assertThat(days.on(WEEK, 30).attributes()).containsEntry("zone", "risk_on_zone");
    }

    @Test
    void daysOfMinutesGiveMeansAsWellAndAreNoneOfCandles() {
        // Given six days of candles, and a seventh that was quoted
        long start = Market.micros("2026-11-07T00:00:00Z");
        Market market = new Market(start);
        for (int back = 6; back > 0; back--) {
            for (String name : List.of("binance-spot:BTC-USDT", "binance-usdm:BTC-USDT-PERP")) {
                market.take(CandleBuilder.of(name)
                        .open(start - back * Resolution.DAY.micros())
                        .received(start)
                        .close(name.endsWith("PERP") ? 101 : 100)
                        .build());
            }
        }
        for (double second = 0; second < 86_400; second += 45) {
            market.quote(second, "binance-spot:BTC-USDT", 100).quote(second, "binance-usdm:BTC-USDT-PERP", 108);
        }

        // When the day is over
        market.until(86_400);

        // Then its mean is of both, and says so; the day itself is its own
        IndicatorValue day = market.interval("BTC:futures_spot_basis_pct" + PAIR, Resolution.DAY, 0)
                .getFirst();
        assertThat(number(day)).isCloseTo(8, within(1e-9));
        assertThat(day.derivedFrom()).isEmpty();
        IndicatorValue mean = market.interval(WEEK, Resolution.DAY, 0).getFirst();
        assertThat(number(mean)).isCloseTo(2, within(1e-9));
        assertThat(mean.derivedFrom()).isEqualTo(IndicatorValue.CANDLE);
        assertThat(mean.knownAt()).isEqualTo(market.at(86_400.25));
    }
}
