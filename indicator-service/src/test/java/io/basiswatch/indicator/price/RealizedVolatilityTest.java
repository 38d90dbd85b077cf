package io.basiswatch.indicator.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Verified;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RealizedVolatilityTest {
    private static final String SQUARED = "BTC:return_squared_5m:usd";
    private static final List<String> VENUES = List.of("coinbase:BTC-USD", "kraken-spot:BTC-USD", "bitstamp:BTC-USD");
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long FIVE = 5 * MINUTE;
    private static final long HOUR = Resolution.HOUR.micros();
    private static final double PER_YEAR = 365 * 288;

    /** Three venues that quote the same every ten seconds; {@code prices} by minutes, none where it is not positive. */
    private static Market quote(Market market, int from, double... prices) {
        for (int minute = 0; minute < prices.length; minute++) {
            for (int second = 0; second < 60 && prices[minute] > 0; second += 10) {
                for (String venue : VENUES) {
                    market.quote((from + minute) * 60 + second + 0.5, venue, prices[minute]);
                }
            }
        }
        return market;
    }

    private static double[] random(int minutes, long seed) {
        Random random = new Random(seed);
        double[] prices = new double[minutes];
        double price = 50_000;
        for (int i = 0; i < minutes; i++) {
            price *= Math.exp(random.nextGaussian() / 1_000);
            prices[i] = price;
        }
        return prices;
    }

    private static ClosedValue closed(Resolution resolution, long time, double value) {
        return new ClosedValue(Series.parse(SQUARED), resolution, time, value, Quality.OK, time, false);
    }

    @Test
    void aReturnIsThatOfFiveMinutesOnTheClock() {
        // Given prices of 21 minutes
        double[] prices = random(21, 1);

        // When they are over
        Market market = quote(new Market(), 0, prices).until(21 * 60);

        // Then only the minutes that end at :05, :10 … have one, from the second of them on
        List<IndicatorValue> squares = market.values().stream()
                .filter(value -> value.series().toString().equals(SQUARED))
                .toList();
        assertThat(squares)
                .extracting(IndicatorValue::time)
                .containsExactly(market.at(9 * 60), market.at(14 * 60), market.at(19 * 60));
        double gained = Math.log(prices[9] / prices[4]);
        assertThat(squares.getFirst().value().orElseThrow()).isEqualTo(gained * gained, within(1e-15));
        assertThat(squares.getFirst().quality()).isEqualTo(Quality.OK);
    }

    @Test
    void anHourIsTheMeanOfItsTwelveReturns() {
        // Given two hours
        double[] prices = random(121, 2);
        Market market = quote(new Market(), 0, prices).until(121 * 60);

        // When the second is over
        IndicatorValue hour = market.interval(SQUARED, Resolution.HOUR, 3_600).getLast();

        // Then its returns are those between 00:59 and 01:59
        double sum = 0;
        for (int minute = 64; minute < 120; minute += 5) {
            double gained = Math.log(prices[minute] / prices[minute - 5]);
            sum += gained * gained;
        }
        assertThat(hour.value().orElseThrow()).isEqualTo(sum / 12, within(1e-15));
        assertThat(hour.attributes()).containsEntry("returns", 12L);
        assertThat(hour.quality()).isEqualTo(Quality.OK);
    }

    @Test
    void anHourOfWhichTooLittleIsKnownHasNone() {
        // Given an hour with a hole of twenty minutes in it, and one of five
        double[] twenty = random(121, 3);
        double[] five = random(121, 3);
        Arrays.fill(twenty, 80, 100, -1);
        Arrays.fill(five, 80, 85, -1);

        // When they are over
        Market first = quote(new Market(), 0, twenty).until(121 * 60);
        Market second = quote(new Market(), 0, five).until(121 * 60);

        // Then the first has no value, and the second says what is missing
        assertThat(first.interval(SQUARED, Resolution.HOUR, 3_600)).isEmpty();
        assertThat(second.interval(SQUARED, Resolution.HOUR, 3_600).getLast().reasons())
                .contains("10 of 12 returns");
    }

    @Test
    void theVolatilityOfADayIsThatOfItsReturns() {
        for (long seed = 1; seed <= 5; seed++) {
            // Given random squares of five minutes of more than a day
            Random random = new Random(seed);
            List<Double> squares = new ArrayList<>();
            Market market = new Market().resume(Market.START, List.of());
            for (int back = 300; back > 0; back--) {
                double gained = random.nextGaussian() / 1_000;
                squares.add(gained * gained);
                market.engine()
                        .recall(closed(Resolution.MINUTE, Market.START - back * FIVE + FIVE - MINUTE, gained * gained));
            }

            // When a minute closes
            quote(market, 0, 50_000, 50_000).until(121);

            // Then it is √(365 × 288 × Σ r² / N) of the last 288
            double sum = squares.subList(12, 300).stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            IndicatorValue vol = market.minute("BTC:realized_vol_1d:usd", 60).getLast();
            assertThat(vol.value().orElseThrow()).isEqualTo(Math.sqrt(PER_YEAR * sum / 288), within(1e-12));
            assertThat(vol.attributes())
                    .containsEntry("n_obs", 288L)
                    .containsEntry("window_start", "2026-03-01T00:00:00Z");
            assertThat(vol.quality()).isEqualTo(Quality.OK);
        }
    }

    @Test
    void theReturnOfItsOwnMinuteCounts() {
        // Given 287 returns of zero, and prices before and after the start
        Market market = new Market().resume(Market.START, List.of());
        for (int back = 287; back > 0; back--) {
            market.engine().recall(closed(Resolution.MINUTE, Market.START - back * FIVE + FIVE - MINUTE, 0));
        }
        market.engine()
                .recall(new ClosedValue(
                        Series.parse("BTC:spot_index:usd"),
                        Resolution.MINUTE,
                        Market.START - MINUTE,
                        50_000,
                        Quality.OK,
                        Market.START,
                        false));

        // When five minutes end 1 % higher
        quote(market, 0, 50_000, 50_000, 50_000, 50_000, 50_500).until(301);

        // Then the volatility of the fifth minute tells, and that of the fourth does not yet
        double gained = Math.log(1.01);
        assertThat(market.minute("BTC:realized_vol_1d:usd", 180).getLast().value())
                .hasValue(0);
        assertThat(market.minute("BTC:realized_vol_1d:usd", 240)
                        .getLast()
                        .value()
                        .orElseThrow())
                .isEqualTo(Math.sqrt(PER_YEAR * gained * gained / 288), within(1e-9));
    }

    private static ClosedValue imported(long time, double price) {
        Series index = Series.parse("BTC:spot_index:usd");
        return new ClosedValue(
                index, Resolution.MINUTE, time, price, Quality.DEGRADED, Market.START + 10_000_000, true);
    }

    @Test
    void theReturnsOfADayThatNobodyHeardAreThoseOfImportedMinutes() {
        // Given imported minutes of a day and a half, of which an hour is missing
        double[] prices = random(36 * 60, 11);
        List<ClosedValue> minutes = new ArrayList<>();
        for (int minute = 0; minute < prices.length; minute++) {
            if (minute < 30 * 60 || minute >= 31 * 60) {
                minutes.add(imported(Market.START - (prices.length - minute) * MINUTE, prices[minute]));
            }
        }
        Market market = new Market().resume(Market.START, List.of());
        minutes.forEach(market.engine()::recall);

        // When a minute closes
        quote(market, 0, 50_000).until(61);

        // Then the volatility is that of the returns between them
        double sum = 0;
        int count = 0;
        for (int minute = 12 * 60 + 4; minute < prices.length; minute += 5) {
            if (minute < 30 * 60 || minute - 5 >= 31 * 60) {
                double gained = Math.log(prices[minute] / prices[minute - 5]);
                sum += gained * gained;
                count++;
            }
        }
        IndicatorValue vol = market.minute("BTC:realized_vol_1d:usd", 0).getLast();
        assertThat(vol.value().orElseThrow()).isEqualTo(Math.sqrt(PER_YEAR * sum / count), within(1e-12));
        assertThat(vol.attributes()).containsEntry("n_obs", 275L).containsEntry("n_imported", 275L);
        assertThat(vol.reasons()).containsExactlyInAnyOrder("275 of 288 returns", "275 of 275 returns imported");
        Verified.all(
                market.values(), minutes, value -> value.series().indicator().equals("realized_vol_1d"));
    }

    @Test
    void nothingIsKnownOfImportedMinutesBeforeTheyCame() {
        // Given minutes that are told ten seconds after a minute has closed
        Market market = new Market().resume(Market.START, List.of());
        for (int back = 1_500; back > 0; back--) {
            long told = Market.START + 70_000_000;
            market.engine()
                    .recall(new ClosedValue(
                            Series.parse("BTC:spot_index:usd"),
                            Resolution.MINUTE,
                            Market.START - back * MINUTE,
                            50_000 + back,
                            Quality.DEGRADED,
                            told,
                            true));
        }

        // When that minute and the next one close
        quote(market, 0, 50_000, 50_000).until(121);

        // Then only the next one knows them
        assertThat(market.minute("BTC:realized_vol_1d:usd", 0)).isEmpty();
        assertThat(market.minute("BTC:realized_vol_1d:usd", 60)).isNotEmpty();
    }

    @Test
    void thoseOfAWeekAndAMonthAreOfClosedHours() {
        for (int days : List.of(7, 30)) {
            // Given random hours, two more than are looked at
            Random random = new Random(days);
            List<Double> hours = new ArrayList<>();
            Market market = new Market().resume(Market.START, List.of());
            for (int back = days * 24 + 2; back > 0; back--) {
                hours.add(random.nextDouble() / 1e6);
                market.engine().recall(closed(Resolution.HOUR, Market.START - back * HOUR, hours.getLast()));
            }

            // When a minute closes
            quote(market, 0, 50_000).until(61);

            // Then it is √(365 × 288 × mean)
            double mean = hours.subList(2, hours.size()).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            IndicatorValue vol =
                    market.minute("BTC:realized_vol_" + days + "d:usd", 0).getLast();
            assertThat(vol.value().orElseThrow()).isEqualTo(Math.sqrt(PER_YEAR * mean), within(1e-12));
            assertThat(vol.attributes()).containsEntry("n_obs", days * 24L);
        }
    }

    @Test
    void fewerThanFourFifthsGiveNone() {
        // Given 134 and 135 of 168 hours
        for (int known : List.of(134, 135)) {
            Market market = new Market().resume(Market.START, List.of());
            for (int back = known; back > 0; back--) {
                market.engine().recall(closed(Resolution.HOUR, Market.START - back * HOUR, 1e-6));
            }
            quote(market, 0, 50_000).until(61);

            // Then the second has a value that is partial
            List<IndicatorValue> vol = market.minute("BTC:realized_vol_7d:usd", 0);
            assertThat(vol).hasSize(known == 134 ? 0 : 1);
            assertThat(vol).allSatisfy(value -> assertThat(value.reasons()).containsExactly("135 of 168 hours"));
        }
    }

    @Test
    void hoursOfCandlesAreNotMixedIn() {
        // Given closed hours that were made of candles
        Market market = new Market().resume(Market.START, List.of());
        for (int back = 168; back > 0; back--) {
            long time = Market.START - back * HOUR;
            market.engine()
                    .recall(new ClosedValue(
                            Series.parse(SQUARED), Resolution.HOUR, time, 1e-6, Quality.DEGRADED, time, true));
        }

        // Then nothing comes of them
        quote(market, 0, 50_000).until(61);
        assertThat(market.minute("BTC:realized_vol_7d:usd", 0)).isEmpty();
    }

    @Test
    void thoseOfHoursAreFoundAgainFromTheirReceipts() {
        // Given random hours of a month, some of them missing
        Random random = new Random(10);
        List<ClosedValue> hours = new ArrayList<>();
        for (int back = 720; back > 0; back--) {
            if (random.nextInt(12) > 0) {
                hours.add(closed(Resolution.HOUR, Market.START - back * HOUR, random.nextDouble() / 1e6));
            }
        }

        // When a minute closes
        Market market = new Market().resume(Market.START, List.of());
        hours.forEach(market.engine()::recall);
        quote(market, 0, 50_000).until(61);

        // Then the volatilities of a week and of a month hold
        for (String id : List.of("realized_vol_7d", "realized_vol_30d")) {
            Verified.all(
                    market.values(), hours, value -> value.series().indicator().equals(id));
        }
    }

    @Test
    void everyValueIsFoundAgainFromItsReceipt() {
        // Given twenty hours and a half with a hole, from which on there is a volatility of the day
        double[] prices = random(20 * 60 + 30, 9);
        Arrays.fill(prices, 200, 212, -1);
        Market market = quote(new Market(), 0, prices).until(prices.length * 60);

        // Then returns, hours and volatilities hold
        Verified.all(market.values(), value -> value.series().indicator().equals("return_squared_5m"));
        Verified.all(
                market.values(),
                value -> value.series().indicator().equals("realized_vol_1d")
                        && value.value().isPresent());
    }
}
