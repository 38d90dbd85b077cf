package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.model.IndicatorValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Daily candles of years through the engine, against a computation of a few lines from the rows. */
class DailyHistoryTest {
    /** Each day of what looks back on years costs milliseconds, and is not what is tested here. */
    private static final List<Indicator> WITHOUT_STUDIES = Indicators.all().stream()
            .filter(indicator -> indicator.days().stream().allMatch(days -> days.lookBack() < 1_000))
            .toList();

    private static final Path HISTORY = Path.of("..", "..", "shared", "data", "history");
    private static final double EXACT = 1e-9;

    /** What a day's row tells. */
    private record Row(long open, double close, double all, double bought) {}

    private static List<Row> read(Path file) {
        if (!Files.isReadable(file)) {
            String reason = "NOT RUN, the data are not beside the project: " + file;
            System.out.println(reason);
            return Assumptions.abort(reason);
        }
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(DailyHistoryTest::row).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String[] cells = line.split(",");
        return new Row(
                Market.micros(cells[0].substring(0, 10) + "T00:00:00Z"),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[7]),
                Double.parseDouble(cells[10]));
    }

    @ParameterizedTest
    @CsvSource({"BTC, csv", "ETH, csv.gz"})
    void fourYearsOfTwoAssetsGiveWhatAPlainComputationGives(String asset, String form) {
        // Given the rows of a perpetual and of spot, 2021 to 2024
        List<Row> perp = read(HISTORY.resolve("binance-perp_" + asset + "USDT_1d-2021-2024." + form));
        List<Row> spot = read(HISTORY.resolve("binance-spot_" + asset + "USDT_1d-2021-2024." + form));

        // When they are imported
        // Then every day has the number that its rows give
        assertThat(perp).hasSize(1_461);
        check(asset, perp, spot);
    }

    @Test
    void aYearThatWasMadeUpGivesWhatAPlainComputationGives() {
        // Given random rows of four hundred days
        Random random = new Random(3);
        List<Row> perp = new ArrayList<>();
        List<Row> spot = new ArrayList<>();
        for (int day = 0; day < 400; day++) {
            double price = 30_000 * Math.exp(random.nextGaussian() / 10);
            double all = 1e9 * random.nextDouble() + 1;
            spot.add(new Row(Days.time(day), price, 0, 0));
            perp.add(new Row(
                    Days.time(day), price * (1 + random.nextGaussian() / 1_000), all, all * random.nextDouble()));
        }

        // When they are imported
        // Then every day has the number that its rows give
        check("BTC", perp, spot);
    }

    private static void check(String asset, List<Row> perp, List<Row> spot) {
        Days days = new Days(asset, WITHOUT_STUDIES);
        for (int day = 0; day < perp.size(); day++) {
            Row row = perp.get(day);
            days.take(asset("binance-usdm:%s-USDT-PERP", asset), row.open, row.close, told(row.all), told(row.bought));
            days.take(
                    asset("binance-spot:%s-USDT", asset),
                    spot.get(day).open,
                    spot.get(day).close,
                    OptionalDouble.empty(),
                    OptionalDouble.empty());
        }
        double[] basis = IntStream.range(0, perp.size())
                .mapToDouble(day -> 100 * (perp.get(day).close / spot.get(day).close - 1))
                .toArray();
        double[] flow =
                perp.stream().mapToDouble(row -> 2 * row.bought / row.all - 1).toArray();
        String pair = "binance-usdm~binance-spot.USDT";
        String market = asset("binance-usdm.%s-USDT-PERP", asset);
        long first = perp.getFirst().open;
        same(days.newest(asset + ":futures_spot_basis_pct:" + pair), first, basis, 0);
        same(days.newest(asset + ":futures_spot_basis_sma_7d:" + pair), first, means(basis, 7), 6);
        same(days.newest(asset + ":futures_spot_basis_sma_30d:" + pair), first, means(basis, 30), 29);
        same(days.newest(asset + ":taker_imbalance_index:" + market), first, flow, 0);
        same(days.newest(asset + ":taker_imbalance_z_90d:" + market), first, scores(flow), 90);
    }

    private static String asset(String form, String asset) {
        return form.formatted(asset);
    }

    private static OptionalDouble told(double number) {
        return OptionalDouble.of(number);
    }

    private static double[] means(double[] values, int days) {
        return IntStream.range(0, values.length)
                .mapToDouble(day -> Arrays.stream(values, Math.max(0, day - days + 1), day + 1)
                        .average()
                        .orElseThrow())
                .toArray();
    }

    /** By the sum of squares, which the engine does not use. */
    private static double[] scores(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(day -> {
                    double[] before = Arrays.copyOfRange(values, Math.max(0, day - 90), day);
                    double mean = Arrays.stream(before).average().orElse(0);
                    double squares =
                            Arrays.stream(before).map(each -> each * each).sum();
                    double variance = (squares - before.length * mean * mean) / (before.length - 1);
                    return (values[day] - mean) / Math.sqrt(variance);
                })
                .toArray();
    }

    /** From day {@code from} on each day is there. */
    private static void same(Map<Long, IndicatorValue> found, long first, double[] expected, int from) {
        assertThat(found).hasSizeGreaterThanOrEqualTo(expected.length - from);
        for (int day = from; day < expected.length; day++) {
            IndicatorValue value = found.get(first + day * 86_400_000_000L);
            assertThat(value.value().orElseThrow())
                    .as("%s on day %d", value.series(), day)
                    .isCloseTo(expected[day], within(EXACT));
            assertThat(value.derivedFrom()).isEqualTo(IndicatorValue.CANDLE);
        }
    }
}
