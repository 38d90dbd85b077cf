package io.basiswatch.indicator.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Days;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Daily closes of years through the engine, against a computation of a few lines. */
class PriceHistoryTest {
    private static final Path SPOT =
            Path.of("..", "..", "shared", "data", "history", "binance-spot_BTCUSDT_1d-2021-2024.csv");
    private static final long DAY = 86_400_000_000L;

    @Test
    void fourYearsGiveWhatAPlainComputationGives() throws IOException {
        // Given the closes of spot, 2021 to 2024
        if (!Files.isReadable(SPOT)) {
            String reason = "NOT RUN, the data are not beside the project: " + SPOT;
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        List<String[]> rows = Files.readAllLines(SPOT).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
        long first = Market.micros(rows.getFirst()[0].substring(0, 10) + "T00:00:00Z");
        double[] closes =
                rows.stream().mapToDouble(cells -> Double.parseDouble(cells[4])).toArray();

        // When they are imported
        // Then every day has the numbers that the closes give
        assertThat(closes).hasSize(1_461);
        check(first, closes);
    }

    @Test
    void aYearThatWasMadeUpGivesWhatAPlainComputationGives() {
        // Given a random walk of four hundred days
        Random random = new Random(17);
        double[] closes = new double[400];
        double price = 30_000;
        for (int day = 0; day < closes.length; day++) {
            price *= Math.exp(random.nextGaussian() / 40);
            closes[day] = price;
        }

        // When it is imported
        // Then every day has the numbers that the closes give
        check(Days.time(0), closes);
    }

    private static void check(long first, double[] closes) {
        Days days = new Days("BTC");
        for (int day = 0; day < closes.length; day++) {
            days.take(
                    "binance-spot:BTC-USDT",
                    first + day * DAY,
                    closes[day],
                    OptionalDouble.empty(),
                    OptionalDouble.empty());
        }
        same(days, "spot_index", first, closes.length, 0, day -> closes[day]);
        for (int length : List.of(1, 3, 7)) {
            same(days, "return_" + length + "d", first, closes.length, length, day -> gained(closes, day, length));
        }
        for (int length : List.of(7, 30)) {
            same(
                    days,
                    "drawdown_" + length + "d",
                    first,
                    closes.length,
                    length - 1,
                    day -> closes[day] / highest(closes, day - length + 1, day) - 1);
        }
        same(days, "drawdown_ath", first, closes.length, 0, day -> closes[day] / highest(closes, 0, day) - 1);
        same(days, "realized_vol_30d_daily", first, closes.length, 30, day -> volatility(closes, day));
        same(days, "range_state", first, closes.length, 20, day -> range(closes, day) <= 0.12 ? 1 : 0);
        same(days, "downside_momentum_accelerating", first, closes.length, 7, day -> {
            double three = gained(closes, day, 3);
            return three < 0 && three < gained(closes, day, 7) * 3 / 7 * 1.25 ? 1 : 0;
        });
    }

    private static double gained(double[] closes, int day, int length) {
        return (closes[day] - closes[day - length]) / closes[day - length];
    }

    private static double highest(double[] closes, int from, int to) {
        return Arrays.stream(closes, from, to + 1).max().orElseThrow();
    }

    private static double range(double[] closes, int day) {
        double high = highest(closes, day - 20, day);
        double low = Arrays.stream(closes, day - 20, day + 1).min().orElseThrow();
        return 2 * (high - low) / (high + low);
    }

    private static double volatility(double[] closes, int day) {
        double squares = IntStream.rangeClosed(day - 29, day)
                .mapToDouble(each -> Math.log(closes[each]) - Math.log(closes[each - 1]))
                .map(each -> each * each)
                .sum();
        return Math.sqrt(squares / 30 * 365);
    }

    /** From day {@code from} on each day is there. */
    private static void same(Days days, String id, long first, int count, int from, IntToDoubleFunction expected) {
        Map<Long, IndicatorValue> found = days.newest("BTC:" + id + ":usdt");
        for (int day = from; day < count; day++) {
            IndicatorValue value = found.get(first + day * DAY);
            assertThat(value.value().orElseThrow())
                    .as("%s on day %d", id, day)
                    .isCloseTo(expected.applyAsDouble(day), within(1e-9));
            assertThat(value.derivedFrom()).isEqualTo(IndicatorValue.CANDLE);
        }
    }
}
