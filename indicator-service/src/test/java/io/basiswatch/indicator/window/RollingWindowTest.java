package io.basiswatch.indicator.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of window beside a plain computation over everything that should be in it. */
class RollingWindowTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long STEP = 60_000_000;
    private static final MathContext DIGITS = new MathContext(60);
    /** Enough to tell a number of any size from its own mean. */
    private static final MathContext ALL_DIGITS = new MathContext(250);

    /** All four windows, told the same. */
    private record Windows(
            RollingMean mean, RollingDeviation deviation, RollingExtremes extremes, RollingQuantile quantile) {
        static Windows of(int slots) {
            return new Windows(
                    new RollingMean(MINUTE, slots),
                    new RollingDeviation(MINUTE, slots),
                    new RollingExtremes(MINUTE, slots),
                    new RollingQuantile(MINUTE, slots));
        }

        List<RollingWindow> all() {
            return List.of(mean, deviation, extremes, quantile);
        }

        /** Everything that they say, apart from what is asked about a number. */
        List<Object> said() {
            return List.of(
                    mean.count(),
                    mean.first(),
                    mean.last(),
                    mean.sum(),
                    mean.mean(),
                    deviation.mean(),
                    deviation.sampleDeviation(),
                    deviation.populationDeviation(),
                    deviation.sampleScore(0.3),
                    deviation.populationScore(0.3),
                    extremes.highest(),
                    extremes.lowest(),
                    extremes.highestAt(),
                    extremes.lowestAt(),
                    quantile.quantile(0),
                    quantile.quantile(0.05),
                    quantile.quantile(0.5),
                    quantile.quantile(1),
                    quantile.rank(0.3));
        }
    }

    /** What should be in a window: kept and searched in the plainest way. */
    private static final class Model {
        private final TreeMap<Long, Double> numbers = new TreeMap<>();
        private final int slots;
        private long newest = Long.MIN_VALUE / 2;

        Model(int slots) {
            this.slots = slots;
        }

        boolean put(long slot, double value) {
            advance(slot);
            if (slot <= newest - slots) {
                return false;
            }
            numbers.put(slot, value);
            return true;
        }

        void miss(long slot) {
            advance(slot);
            numbers.remove(slot);
        }

        void advance(long slot) {
            newest = Math.max(newest, slot);
            numbers.headMap(newest - slots, true).clear();
        }

        /** A window that has never seen anything else than what is in this one. */
        Windows refilled() {
            Windows windows = Windows.of(slots);
            for (RollingWindow window : windows.all()) {
                numbers.forEach((slot, value) -> window.put(slot * STEP, value));
                window.advance(newest * STEP);
            }
            return windows;
        }
    }

    /** Numbers of one kind, so that each kind of trouble is met. */
    private static double number(int kind, Random random) {
        return switch (kind) {
            case 0 -> random.nextGaussian();
            // Prices whose differences are nothing beside them.
            case 1 -> 1e5 + random.nextInt(50) * 1e-3;
            // Few different ones, and both zeros.
            case 2 -> (random.nextInt(7) - 3) * (random.nextBoolean() ? 1.0 : -1.0);
            // All sizes.
            case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30);
            // Neighbouring doubles.
            default -> Double.longBitsToDouble(Double.doubleToLongBits(64_000) - 3 + random.nextInt(6));
        };
    }

    private static long nextSlot(Model model, Random random) {
        return switch (random.nextInt(20)) {
            // Far ahead: some, or all, or a thousand times all of the window leaves.
            case 0 -> model.newest + 1 + random.nextInt(model.slots);
            case 1 ->
                random.nextInt(4) == 0 ? model.newest + model.slots * (1L + random.nextInt(1_000)) : model.newest + 2;
            // The last one again.
            case 2, 3, 4 -> model.newest;
            // Late, or too late.
            case 5, 6 -> model.newest - random.nextInt(model.slots + 2);
            case 7 -> model.newest - 1;
            default -> model.newest + 1;
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 60, 333})
    void sayWhatAPlainRecomputationSaysAfterEveryStep(int slots) {
        for (int seed = 0; seed < 100; seed++) {
            // Given windows and a plain model that are told the same: new, late, repeated and missing numbers, and gaps
            Random random = new Random(1_000L * slots + seed);
            Windows windows = Windows.of(slots);
            Model model = new Model(slots);
            model.newest = random.nextInt(1_000_000) - 500_000;
            model.put(model.newest, 1);
            windows.all().forEach(window -> window.put(model.newest * STEP, 1));
            for (int step = 0; step < 400; step++) {
                tell(windows, model, seed % 5, random);

                // When everything is asked, then it is what the model says
                if (step % 7 == 0 || slots < 10) {
                    check(windows, model, "seed " + seed + ", step " + step);
                }
            }
            // And windows that have never seen anything but what is left say the same, bit for bit
            assertThat(windows.said())
                    .as("seed %d", seed)
                    .isEqualTo(model.refilled().said());
        }
    }

    private static void tell(Windows windows, Model model, int kind, Random random) {
        long slot = nextSlot(model, random);
        // Anywhere in the slot is the slot.
        long time = slot * STEP + random.nextInt((int) STEP);
        int what = random.nextInt(12);
        if (what == 0) {
            model.miss(slot);
            windows.all().forEach(window -> window.miss(time));
        } else if (what == 1) {
            model.advance(slot);
            windows.all().forEach(window -> window.advance(time));
        } else {
            double number = number(kind, random);
            boolean taken = model.put(slot, number);
            windows.all().forEach(window -> assertThat(window.put(time, number)).isEqualTo(taken));
        }
    }

    private static void check(Windows windows, Model model, String when) {
        TreeMap<Long, Double> numbers = model.numbers;
        for (RollingWindow window : windows.all()) {
            assertThat(window.count()).as(when).isEqualTo(numbers.size());
        }
        if (numbers.isEmpty()) {
            assertThat(windows.said().stream().filter(OptionalDouble.empty()::equals))
                    .as(when)
                    .hasSize(14);
            return;
        }
        assertThat(windows.mean.first()).as(when).hasValue(numbers.firstKey() * STEP);
        assertThat(windows.mean.last()).as(when).hasValue(numbers.lastKey() * STEP);
        assertThat(windows.mean.at(numbers.firstKey() * STEP))
                .as(when)
                .hasValue(numbers.firstEntry().getValue());
        checkMoments(windows, numbers, when);
        checkExtremes(windows.extremes, numbers, when);
        checkQuantiles(windows.quantile, numbers, when);
    }

    private static void checkMoments(Windows windows, TreeMap<Long, Double> numbers, String when) {
        BigDecimal n = new BigDecimal(numbers.size());
        BigDecimal sum = numbers.values().stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.divide(n, ALL_DIGITS);
        BigDecimal squares = numbers.values().stream()
                .map(value -> new BigDecimal(value).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(windows.mean.sum()).as(when).hasValue(sum.doubleValue());
        double nearest = mean.doubleValue();
        assertThat(windows.mean.mean().orElseThrow()).as(when).isEqualTo(nearest, within(1.5 * Math.ulp(nearest)));
        assertThat(windows.deviation.mean()).as(when).isEqualTo(windows.mean.mean());
        double population = squares.divide(n, DIGITS).sqrt(DIGITS).doubleValue();
        close(windows.deviation.populationDeviation(), population, when);
        if (numbers.size() == 1) {
            assertThat(windows.deviation.sampleDeviation()).as(when).isEmpty();
            return;
        }
        BigDecimal sample = squares.divide(n.subtract(BigDecimal.ONE), DIGITS).sqrt(DIGITS);
        close(windows.deviation.sampleDeviation(), sample.doubleValue(), when);
        if (population == 0) {
            assertThat(windows.deviation.sampleScore(2)).as(when).isEmpty();
        } else {
            double x = numbers.lastEntry().getValue();
            close(
                    windows.deviation.sampleScore(x),
                    new BigDecimal(x).subtract(mean).divide(sample, DIGITS).doubleValue(),
                    when);
        }
    }

    /** Right to the last digits, whatever cancels out. */
    private static void close(OptionalDouble actual, double expected, String when) {
        assertThat(actual.orElseThrow()).as(when).isEqualTo(expected, within(Math.abs(expected) * 2e-15));
    }

    private static void checkExtremes(RollingExtremes extremes, TreeMap<Long, Double> numbers, String when) {
        Map.Entry<Long, Double> highest = numbers.firstEntry();
        Map.Entry<Long, Double> lowest = numbers.firstEntry();
        for (Map.Entry<Long, Double> each : numbers.entrySet()) {
            highest = each.getValue() >= highest.getValue() ? each : highest;
            lowest = each.getValue() <= lowest.getValue() ? each : lowest;
        }
        assertThat(extremes.highest()).as(when).hasValue(highest.getValue());
        assertThat(extremes.lowest()).as(when).hasValue(lowest.getValue());
        assertThat(extremes.highestAt()).as(when).hasValue(highest.getKey() * STEP);
        assertThat(extremes.lowestAt()).as(when).hasValue(lowest.getKey() * STEP);
    }

    private static void checkQuantiles(RollingQuantile quantile, TreeMap<Long, Double> numbers, String when) {
        double[] sorted = numbers.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        int n = sorted.length;
        assertThat(quantile.quantile(0)).as(when).hasValue(sorted[0]);
        for (int percent : new int[] {1, 5, 7, 25, 50, 75, 90, 95, 100}) {
            int rank = Math.max(1, (percent * n + 99) / 100);
            assertThat(quantile.quantile(percent / 100.0)).as(when).hasValue(sorted[rank - 1]);
        }
        double x = sorted[n / 2];
        assertThat(quantile.countBelow(x))
                .as(when)
                .isEqualTo(Arrays.stream(sorted).filter(y -> y < x).count());
        int upTo = (int) Arrays.stream(sorted).filter(y -> y <= x).count();
        assertThat(quantile.countUpTo(x)).as(when).isEqualTo(upTo);
        assertThat(quantile.rank(x)).as(when).hasValue((double) upTo / n);
    }

    @Test
    void doNotDriftInAMillionUpdates() {
        // Given windows through which a million numbers have passed, some of them enormous
        Random random = new Random(3);
        int slots = 1_440;
        Windows windows = Windows.of(slots);
        Model model = new Model(slots);
        for (long slot = 0; slot < 1_000_000; slot++) {
            double number = random.nextInt(100) == 0 ? random.nextGaussian() * 1e30 : 64_000 + random.nextGaussian();
            if (slot >= 1_000_000 - slots) {
                number = 64_000 + random.nextInt(1_000) * 1e-4;
                model.put(slot, number);
            }
            for (RollingWindow window : windows.all()) {
                window.put(slot * STEP, number);
            }
        }

        // When and then: nothing of the enormous ones is left, and what is left is told exactly
        check(windows, model, "after a million");
        assertThat(windows.said()).isEqualTo(model.refilled().said());
    }

    @Test
    void tellDeviationsOfAThousandthAtPricesOfAHundredThousand() {
        // Given a deviation of 1e-3 around 1e5, which a sum of squares in doubles does not see at all
        RollingDeviation window = new RollingDeviation(MINUTE, 1_000);
        for (int slot = 0; slot < 1_000; slot++) {
            window.put(slot * STEP, 100_000 + (slot % 2 == 0 ? 0x1p-10 : -0x1p-10));
        }

        // When and then
        assertThat(window.mean()).hasValue(100_000);
        assertThat(window.populationDeviation()).hasValue(0x1p-10);
        assertThat(window.populationScore(100_000 + 0x1p-9)).hasValue(2);
    }

    @Test
    void giveTheScoresOfTheGoldenFixture() {
        // Given 90 days alternating around -0.0012, as in golden_vectors.json (z90_fixture_pop)
        RollingDeviation window = new RollingDeviation(Duration.ofDays(1), 90);
        long day = 86_400_000_000L;
        for (int i = 0; i < 90; i++) {
            window.put(i * day, -0.0012 + (i % 2 == 0 ? -0.05 : 0.05));
        }
        // When and then: the day itself excluded, then included
        assertThat(window.populationScore(-0.0917).orElseThrow()).isEqualTo(-1.81, within(1e-12));
        assertThat(window.sampleScore(-0.0917).orElseThrow()).isEqualTo(-1.799916356081273, within(1e-12));
    }

    @Test
    void areTheSameInWhateverOrderTheNumbersCome() {
        // Given the numbers of a window
        Random random = new Random(17);
        Model model = new Model(500);
        for (long slot = 0; slot < 500; slot++) {
            model.put(slot, random.nextGaussian() * 1e3);
        }
        List<Long> order = new ArrayList<>(model.numbers.keySet());
        List<Object> expected = model.refilled().said();
        for (int turn = 0; turn < 10; turn++) {
            Collections.shuffle(order, random);

            // When they are put in another order, the last slot being known from the beginning
            Windows windows = Windows.of(500);
            for (RollingWindow window : windows.all()) {
                window.advance(499 * STEP);
                order.forEach(slot -> window.put(slot * STEP, model.numbers.get(slot)));
            }

            // Then they say the same, bit for bit
            assertThat(windows.said()).isEqualTo(expected);
        }
    }

    @Test
    void refuseWhatCannotBeCounted() {
        // Given a window
        RollingMean window = new RollingMean(MINUTE, 3);

        // When and then
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e151}) {
            assertThatIllegalArgumentException().isThrownBy(() -> window.put(0, none));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new RollingMean(MINUTE, 0));
        assertThat(window.count()).isZero();
    }
}
