package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Side;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Hours and days made of minutes. */
class RollUpsTest {
    private static final String SPOT = "binance-spot:ETH-USDT";
    private static final String PERP = "binance-usdm:ETH-USDT-PERP";
    private static final String BASIS = "ETH:futures_spot_basis_pct:binance-usdm~binance-spot.USDT";
    private static final String BOUGHT = "ETH:taker_buy_volume_usd:binance-usdm.ETH-USDT-PERP";
    private static final String IMBALANCE = "ETH:taker_imbalance_index:binance-usdm.ETH-USDT-PERP";
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;

    /** Quotes every 30 s from one second to another, at a basis of {@code percent}. */
    private static void quotes(Market market, double from, double to, double percent) {
        for (double second = from; second < to; second += 30) {
            market.quote(second, SPOT, 99.995, 100.005)
                    .quote(second, PERP, 100 + percent - 0.005, 100 + percent + 0.005);
        }
    }

    private static IndicatorValue only(List<IndicatorValue> values) {
        assertThat(values).hasSize(1);
        return values.getFirst();
    }

    @Test
    void anHourOfAPriceIsTheMeanOfItsMinutes() {
        // Given an hour with a basis of 1 in its first quarter and of 2 in the rest
        Market market = new Market();
        quotes(market, 0, 900, 1);
        quotes(market, 900, HOUR, 2);

        // When it is over
        market.until(HOUR - 1);
        assertThat(market.interval(BASIS, Resolution.HOUR, 0)).isEmpty();
        market.until(HOUR);

        // Then it is published with the instant of its end, and never before
        IndicatorValue hour = only(market.interval(BASIS, Resolution.HOUR, 0));
        assertThat(hour.value().orElseThrow()).isCloseTo(1.75, within(1e-9));
        assertThat(hour.attributes()).containsEntry("n_obs", 60L);
        assertThat(hour.knownAt()).isEqualTo(market.at(HOUR + 0.25));
    }

    @Test
    void aDayIsTheMeanOfAllItsMinutesAndPartialBelowFourFifths() {
        // Given a day with six hours at 1 and two at 5, and silence else
        Market market = new Market();
        quotes(market, 0, 6 * HOUR, 1);
        quotes(market, 20 * HOUR, 22 * HOUR, 5);

        // When it is over, and something is heard again
        market.until(DAY + 2).until(DAY + 4);

        // Then it is the mean of the minutes that were there, and says how few these were
        IndicatorValue day = only(market.interval(BASIS, Resolution.DAY, 0));
        long minutes = (Long) day.attributes().get("n_obs");
        assertThat(minutes).isBetween(480L, 483L);
        assertThat(day.value().orElseThrow()).isCloseTo(2, within(0.02));
        assertThat(day.quality()).isNotEqualTo(Quality.OK);
        assertThat(day.reasons()).contains(minutes + " of 1440 minutes");
        assertThat(market.interval(BASIS, Resolution.DAY, DAY)).isEmpty();
    }

    @Test
    void aDayIsClosedAtItsEndThoughNothingIsHeardForDays() {
        // Given an hour of a day, and then a silence of three days
        Market market = new Market();
        quotes(market, 0, HOUR, 1);

        // When the market is heard again
        quotes(market, 3 * DAY + 30, 3 * DAY + 300, 2);
        market.until(3 * DAY + 300);

        // Then the day and its hours are there, known from then on, and nothing of the days between
        IndicatorValue day = only(market.interval(BASIS, Resolution.DAY, 0));
        assertThat(day.knownAt()).isBetween(market.at(3 * DAY), market.at(3 * DAY + 60));
        assertThat(market.interval(BASIS, Resolution.HOUR, 0)).hasSize(1);
        assertThat(market.interval(BASIS, Resolution.DAY, DAY)).isEmpty();
    }

    @Test
    void volumesAreSummedUpAndTheirImbalanceIsThatOfTheSums() {
        // Given minutes with buys of 100 and sells of 300, and one with buys of 1,000 alone
        Market market = new Market();
        for (int minute = 0; minute < 59; minute++) {
            market.trade(minute * 60 + 10, PERP, Side.BUY, 100).trade(minute * 60 + 20, PERP, Side.SELL, 300);
        }
        market.trade(59 * 60 + 10, PERP, Side.BUY, 1_000);

        // When the hour is over
        market.until(HOUR);

        // Then volumes are sums, and the imbalance is not the mean of minutes
        IndicatorValue bought = only(market.interval(BOUGHT, Resolution.HOUR, 0));
        assertThat(bought.value()).isEqualTo(OptionalDouble.of(6_900));
        double sold = 59 * 300;
        IndicatorValue imbalance = only(market.interval(IMBALANCE, Resolution.HOUR, 0));
        assertThat(imbalance.value().orElseThrow()).isEqualTo((6_900 - sold) / (6_900 + sold));
        assertThat(imbalance.inputs()).hasSize(2);
    }

    @Test
    void aLateTradeRevisesItsMinuteItsHourAndItsDay() {
        // Given a day that has closed
        Market market = new Market().trade(DAY - 50, PERP, Side.BUY, 100).trade(DAY - 40, PERP, Side.SELL, 100);
        market.until(DAY);
        assertThat(only(market.interval(IMBALANCE, Resolution.DAY, 0)).value()).isEqualTo(OptionalDouble.of(0));

        // When a trade of its last minute comes 30 s after midnight
        market.trade(DAY - 30, DAY + 30, PERP, "late", Side.SELL, 200).until(DAY + 120);

        // Then the hour and the day have a second revision each, known from then on
        for (IndicatorValue revised : List.of(
                market.interval(IMBALANCE, Resolution.HOUR, DAY - HOUR).getLast(),
                market.interval(IMBALANCE, Resolution.DAY, 0).getLast())) {
            assertThat(revised.revision()).isEqualTo(1);
            assertThat(revised.value()).isEqualTo(OptionalDouble.of(-0.5));
            assertThat(revised.knownAt()).isEqualTo(market.at(DAY + 30.25));
        }
        assertThat(market.interval(IMBALANCE, Resolution.DAY, 0)).hasSize(2);
    }

    @Test
    void hoursAreWhatTheirMinutesGiveInTheEndWhateverComesLateOrTwice() {
        for (long seed = 1; seed <= 5; seed++) {
            // Given a log across the end of an hour, with silences, gaps, late and repeated trades
            Market market = new Market();
            RandomLog.events(seed, Market.START + Resolution.HOUR.micros() - 600_000_000, 900)
                    .forEach(market::take);

            // When its last minutes and its hour have been revised for the last time
            Map<Series, Map<Long, IndicatorValue>> minutes = new TreeMap<>();
            Map<Series, IndicatorValue> hours = new TreeMap<>();
            for (IndicatorValue value : market.values()) {
                boolean isOfHour = value.time() < Market.START + Resolution.HOUR.micros();
                if (value.resolution() == Resolution.MINUTE
                        && isOfHour
                        && value.value().isPresent()) {
                    minutes.computeIfAbsent(value.series(), series -> new TreeMap<>())
                            .put(value.time(), value);
                } else if (value.resolution() == Resolution.HOUR
                        && isOfHour
                        && value.value().isPresent()) {
                    hours.put(value.series(), value);
                }
            }

            // Then every hour is the mean, the sum or the last of the minutes that are known in the end
            assertThat(hours).hasSizeGreaterThan(20);
            hours.forEach((series, hour) -> expected(minutes, series)
                    .ifPresent(number -> assertThat(hour.value().orElseThrow())
                            .as(series.toString())
                            .isCloseTo(number, within(1e-9 * Math.max(1, Math.abs(number))))));
        }
    }

    private static OptionalDouble expected(Map<Series, Map<Long, IndicatorValue>> minutes, Series series) {
        double[] numbers = minutes.getOrDefault(series, Map.of()).values().stream()
                .mapToDouble(value -> value.value().orElseThrow())
                .toArray();
        return switch (series.indicator()) {
            case "taker_buy_volume_usd", "taker_sell_volume_usd" ->
                OptionalDouble.of(Arrays.stream(numbers).sum());
            case "taker_buy_ratio", "taker_imbalance_index" -> share(minutes, series);
            case "futures_basis", "spot_index", "stablecoin_rate" -> OptionalDouble.of(numbers[numbers.length - 1]);
            case "futures_spot_basis_pct" -> Arrays.stream(numbers).average();
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble share(Map<Series, Map<Long, IndicatorValue>> minutes, Series series) {
        double bought = volume(minutes, series, "taker_buy_volume_usd");
        double sold = volume(minutes, series, "taker_sell_volume_usd");
        boolean isRatio = series.indicator().equals("taker_buy_ratio");
        return OptionalDouble.of((isRatio ? bought : bought - sold) / (bought + sold));
    }

    private static double volume(Map<Series, Map<Long, IndicatorValue>> minutes, Series series, String indicator) {
        return minutes.get(Series.of(series.asset(), indicator, series.dimension())).values().stream()
                .mapToDouble(value -> value.value().orElseThrow())
                .sum();
    }

    @Test
    void anHourWithoutAnyValueIsAbsentWithTheReason() {
        // Given a series that falls silent
        Market market = new Market();
        quotes(market, 0, 600, 1);

        // When two hours have passed
        for (double second = 600; second <= 2 * HOUR; second += 60) {
            market.until(second);
        }

        // Then the second hour is not that of the last value
        IndicatorValue hour = only(market.interval(BASIS, Resolution.HOUR, HOUR));
        assertThat(hour.value()).isEmpty();
        assertThat(hour.reasons()).containsExactly("no minute had a value");
    }
}
