package io.basiswatch.indicator.premium;

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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class PremiumMeanTest {
    private static final String COINBASE = "coinbase:BTC-USD";
    private static final String BINANCE = "binance-spot:BTC-USDT";
    private static final String RATE = "kraken-spot:USDT-USD";
    private static final String INDEX = "BTC:coinbase_premium_index_pct";
    private static final String ADJUSTED = "BTC:coinbase_premium_adj_pct";
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long HOUR = Resolution.HOUR.micros();

    /** Quotes every 20 s, with a premium of its own in each minute. */
    private static void quote(Market market, int fromMinute, int toMinute, Random random) {
        for (int minute = fromMinute; minute < toMinute; minute++) {
            double premium = random.nextGaussian();
            for (int part = 0; part < 3; part++) {
                double second = minute * 60 + part * 20 + 0.5;
                market.quote(second, BINANCE, 1_000)
                        .quote(second, COINBASE, 1_000 + premium)
                        .quote(second, RATE, 0.9994, 0.9996);
            }
        }
    }

    private static ClosedValue closed(String series, Resolution resolution, long time, double value) {
        return new ClosedValue(Series.parse(series), resolution, time, value, Quality.OK, time, false);
    }

    private static IndicatorValue minute(Market market, String series, int minute) {
        return market.minute(series, minute * 60).getLast();
    }

    /** What the hours before the start were, at the beginning of an hour; seconds of quotes make a minute follow. */
    private static Market after(String series, List<Double> hours) {
        Market market = new Market().resume(Market.START, List.of());
        for (int i = 0; i < hours.size(); i++) {
            market.engine()
                    .recall(closed(series, Resolution.HOUR, Market.START - (hours.size() - i) * HOUR, hours.get(i)));
        }
        quote(market, 0, 1, new Random(1));
        return market.until(62);
    }

    @Test
    void theMeanOfAnHourIsThatOfItsSixtyMinutes() {
        // Given 75 minutes of premiums
        Market market = new Market();
        quote(market, 0, 75, new Random(3));
        market.until(75 * 60);

        // When the mean of the last hour is computed of the minutes
        for (String form : List.of(INDEX, ADJUSTED)) {
            double sum = 0;
            for (int minute = 15; minute < 75; minute++) {
                sum += minute(market, form, minute).value().orElseThrow();
            }

            // Then it is what was published
            IndicatorValue mean = minute(market, form + "_sma_1h", 74);
            assertThat(mean.value().orElseThrow()).isEqualTo(sum / 60, within(1e-12));
            assertThat(mean.attributes())
                    .containsEntry("n_obs", 60L)
                    .containsEntry("window_start", "2026-03-02T00:15:00Z");
        }
    }

    @Test
    void fourFifthsOfTheMinutesAreEnoughAndPartial() {
        // Given 48 minutes
        Market market = new Market();
        quote(market, 0, 48, new Random(3));
        market.until(48 * 60);

        // Then the 48th is the first with a mean
        assertThat(market.minute(INDEX + "_sma_1h", 46 * 60)).isEmpty();
        IndicatorValue mean = minute(market, INDEX + "_sma_1h", 47);
        assertThat(mean.quality()).isNotEqualTo(Quality.OK);
        assertThat(mean.reasons()).contains("48 of 60 minutes");
    }

    @Test
    void itIsAbsentWithTheReasonWhereTooMuchIsMissing() {
        // Given an hour, and silence after it
        Market market = new Market();
        quote(market, 0, 60, new Random(3));

        // When 14 more minutes have passed
        market.until(74 * 60);

        // Then there is a mean while there are 48 minutes, a quote counting for 60 s after it was made, and none
        // afterwards
        assertThat(minute(market, INDEX + "_sma_1h", 71).value()).isPresent();
        IndicatorValue gone = minute(market, INDEX + "_sma_1h", 73);
        assertThat(gone.value()).isEmpty();
        assertThat(gone.reasons()).containsExactly("fewer than four fifths of the window");
    }

    @Test
    void theMeansOfADayAndAWeekAreThoseOfClosedHours() {
        // Given random means of hours
        Random random = new Random(5);
        for (int window : List.of(24, 168)) {
            List<Double> hours = new ArrayList<>();
            for (int i = 0; i < window + 1; i++) {
                hours.add(random.nextGaussian());
            }

            // When a minute closes
            for (String form : List.of(INDEX, ADJUSTED)) {
                Market market = after(form + "_sma_1h", hours);

                // Then the oldest hour counts no more
                double expected = hours.subList(1, window + 1).stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
                IndicatorValue mean = minute(market, form + "_sma_" + window + "h", 0);
                assertThat(mean.value().orElseThrow()).isEqualTo(expected, within(1e-12));
                assertThat(mean.attributes()).containsEntry("n_obs", (long) window);
                assertThat(mean.quality()).isEqualTo(Quality.OK);
            }
        }
    }

    @Test
    void aDayNeedsTwentyOfItsHours() {
        List<Double> hours = new ArrayList<>(Collections.nCopies(19, 0.5));

        assertThat(after(INDEX + "_sma_1h", hours).minute(INDEX + "_sma_24h", 0))
                .isEmpty();
        hours.add(0.5);
        IndicatorValue mean = minute(after(INDEX + "_sma_1h", hours), INDEX + "_sma_24h", 0);
        assertThat(mean.value()).hasValue(0.5);
        assertThat(mean.reasons()).containsExactly("20 of 24 hours");
    }

    /** A day of adjusted premiums, and hours of their means; {@code premium} by minutes before the start. */
    private static Market day(IntToDoubleFunction premium, int minutes) {
        Market market = new Market().resume(Market.START, List.of());
        for (int back = minutes; back > 0; back--) {
            market.engine()
                    .recall(closed(
                            ADJUSTED, Resolution.MINUTE, Market.START - back * MINUTE, premium.applyAsDouble(back)));
        }
        for (int back = 24; back > 0; back--) {
            market.engine().recall(closed(ADJUSTED + "_sma_1h", Resolution.HOUR, Market.START - back * HOUR, 0.1));
        }
        market.quote(0.5, BINANCE, 1_000).quote(0.5, COINBASE, 1_000.5).quote(0.5, RATE, 0.9994, 0.9996);
        return market.until(62);
    }

    @Test
    void thePremiumHasRecoveredWhenItWasNotNegativeForADay() {
        String mean = ADJUSTED + "_sma_24h";

        // Given a day without, with one, and with a minute below zero a day before it, and a day of which little is
        // known
        Market recovered = day(back -> 0, 1_439);
        Market not = day(back -> back == 700 ? -0.001 : 0.2, 1_439);
        Market before = day(back -> back == 1_440 ? -0.5 : 0.2, 1_440);
        Market unknown = day(back -> 0.2, 1_000);

        // Then that is told where it is known
        assertThat(minute(recovered, mean, 0).attributes()).containsEntry("recovered_24h", true);
        assertThat(minute(not, mean, 0).attributes()).containsEntry("recovered_24h", false);
        assertThat(minute(before, mean, 0).attributes()).containsEntry("recovered_24h", true);
        assertThat(minute(unknown, mean, 0).attributes()).doesNotContainKey("recovered_24h");
    }

    @Test
    void theSplitIsExactForAnyPrices() {
        // Given random prices and rates
        Random random = new Random(6);
        for (int i = 0; i < 100_000; i++) {
            double binance = Math.exp(random.nextGaussian() * 5);
            PremiumPair.Mids mids = new PremiumPair.Mids(binance * (1 + random.nextGaussian() / 50), binance);
            double rate = 1 + random.nextGaussian() / 100;

            // Then ln(1 + raw) = ln(1 + adjusted) + ln(usdt_usd)
            assertThat(Math.log1p(mids.percent() / 100))
                    .isEqualTo(Math.log1p(mids.adjustedPercent(rate) / 100) + Math.log(rate), within(1e-12));
        }
    }

    @Test
    void theMeansOfHoursAreFoundAgainFromTheirReceipts() {
        for (String form : List.of(INDEX, ADJUSTED)) {
            // Given random means of the hours of a week, some of them missing
            Random random = new Random(9);
            List<ClosedValue> hours = new ArrayList<>();
            for (int back = 168; back > 0; back--) {
                if (random.nextInt(12) > 0) {
                    hours.add(closed(
                            form + "_sma_1h", Resolution.HOUR, Market.START - back * HOUR, random.nextGaussian()));
                }
            }

            // When a minute closes
            Market market = new Market().resume(Market.START, List.of());
            hours.forEach(market.engine()::recall);
            quote(market, 0, 1, random);
            market.until(62);

            // Then the means of a day and of a week hold
            for (String window : List.of("_sma_24h", "_sma_168h")) {
                Verified.all(
                        market.values(),
                        hours,
                        value -> value.series().toString().equals(form + window));
            }
        }
    }

    @Test
    void everyValueIsFoundAgainFromItsReceipt() {
        // Given 130 minutes, some of them silent
        Market market = new Market();
        quote(market, 0, 62, new Random(7));
        quote(market, 66, 130, new Random(8));
        market.until(130 * 60);

        // Then seconds, minutes and hours hold
        Verified.all(market.values(), value -> value.series().indicator().startsWith("coinbase_premium"));
    }
}
