package io.basiswatch.indicator.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {
    private static final int SEEDS = 300;

    /** Any finite double at all, all exponents alike. */
    private static double any(Random random) {
        while (true) {
            double x = Double.longBitsToDouble(random.nextLong());
            // Sums of several of these must remain finite.
            if (Double.isFinite(x) && Math.abs(x) < 1e305) {
                return x;
            }
        }
    }

    /** Numbers of like size and either sign, most of which cancel out. */
    private static double alike(Random random) {
        return Math.scalb(random.nextInt(2_001) - 1_000, random.nextInt(80) - 40);
    }

    @Test
    void isWhatExactDecimalsGiveAfterEveryStep() {
        for (int seed = 0; seed < SEEDS; seed++) {
            // Given a sum of numbers of all sizes, of which some are taken away again
            Random random = new Random(seed);
            ExactSum sum = new ExactSum();
            BigDecimal exact = BigDecimal.ZERO;
            List<Double> added = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                if (added.size() > 3 && random.nextInt(3) == 0) {
                    double gone = added.remove(random.nextInt(added.size()));
                    sum.subtract(gone);
                    exact = exact.subtract(new BigDecimal(gone));
                } else {
                    double more = seed % 2 == 0 ? any(random) : alike(random);
                    added.add(more);
                    sum.add(more);
                    exact = exact.add(new BigDecimal(more));
                }

                // When it is read
                double read = sum.toDouble();

                // Then it is the exact sum, rounded once
                assertThat(read).as("seed %d, step %d", seed, step).isEqualTo(exact.doubleValue());
            }
        }
    }

    @Test
    void addsProductsExactly() {
        for (int seed = 0; seed < SEEDS; seed++) {
            // Given products whose sizes are far apart, and sums times a number
            Random random = new Random(seed);
            ExactSum sum = new ExactSum();
            ExactSum other = new ExactSum();
            BigDecimal exact = BigDecimal.ZERO;
            BigDecimal exactOther = BigDecimal.ZERO;
            for (int step = 0; step < 20; step++) {
                double a = random.nextGaussian() * Math.pow(10, random.nextInt(80) - 40);
                double b = random.nextGaussian() * Math.pow(10, random.nextInt(80) - 40);
                sum.addProduct(a, b);
                exact = exact.add(new BigDecimal(a).multiply(new BigDecimal(b)));
                other.add(a);
                exactOther = exactOther.add(new BigDecimal(a));
            }
            double factor = random.nextGaussian() * 1e5;

            // When one is added to the other
            sum.addScaled(other, factor);

            // Then nothing of it was rounded
            double expected =
                    exact.add(exactOther.multiply(new BigDecimal(factor))).doubleValue();
            assertThat(sum.toDouble()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void doesNotDependOnTheOrder() {
        // Given numbers whose floating sum depends on their order
        Random random = new Random(7);
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            numbers.add(any(random));
        }
        ExactSum sum = new ExactSum();
        numbers.forEach(sum::add);
        double expected = sum.toDouble();

        // When they are added in other orders
        for (int turn = 0; turn < 20; turn++) {
            Collections.shuffle(numbers, random);
            ExactSum again = new ExactSum();
            numbers.forEach(again::add);

            // Then the sum is the same, to the last bit
            assertThat(again.toDouble()).isEqualTo(expected);
        }
    }

    @Test
    void keepsNoTraceOfWhatWasTakenAway() {
        // Given a small number, and numbers that no double could hold beside it
        ExactSum sum = new ExactSum();
        sum.add(0.1);
        for (double huge : new double[] {1e300, -3e17, Double.MIN_VALUE, 4e-300}) {
            sum.add(huge);
        }

        // When all of them are taken away
        for (double huge : new double[] {4e-300, 1e300, Double.MIN_VALUE, -3e17}) {
            sum.subtract(huge);
        }

        // Then the small one is there, untouched
        assertThat(sum.toDouble()).isEqualTo(0.1);
        sum.subtract(0.1);
        assertThat(sum.toDouble()).isZero();
    }

    @Test
    void roundsToEvenUnlessTheLeastBitOfAllSaysOtherwise() {
        // Given a number exactly between two doubles
        ExactSum sum = new ExactSum();
        sum.add(1);
        sum.add(0x1p-53);

        // When and then: to even at first, up for the least that is more, down for the least that is less; the same
        // below 0
        assertThat(sum.toDouble()).isEqualTo(1);
        sum.add(Double.MIN_VALUE);
        assertThat(sum.toDouble()).isEqualTo(Math.nextUp(1.0));
        sum.add(0x1p-52);
        sum.subtract(Double.MIN_VALUE);
        assertThat(sum.toDouble()).isEqualTo(1 + 0x1p-51);
        sum.subtract(Double.MIN_VALUE);
        assertThat(sum.toDouble()).isEqualTo(Math.nextUp(1.0));
        sum.subtract(4);
        assertThat(sum.toDouble())
                .isEqualTo(new BigDecimal(-3)
                        .add(new BigDecimal(3 * 0x1p-53))
                        .subtract(new BigDecimal(Double.MIN_VALUE))
                        .doubleValue());
    }

    @Test
    void findsTheMeanOfEqualNumbersToBeThatNumber() {
        Random random = new Random(11);
        for (int turn = 0; turn < 2_000; turn++) {
            // Given one number several times
            double number = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            int count = 1 + random.nextInt(200);
            ExactSum sum = new ExactSum();
            for (int i = 0; i < count; i++) {
                sum.add(number);
            }

            // When and then
            assertThat(sum.dividedBy(count)).isEqualTo(number);
        }
    }

    @Test
    void isInfiniteWhereNoDoubleIsAsLargeAndComesBackFromThere() {
        // Given more than the largest double
        ExactSum sum = new ExactSum();
        sum.add(Double.MAX_VALUE);
        sum.add(Double.MAX_VALUE);

        // When and then
        assertThat(sum.toDouble()).isInfinite();
        sum.subtract(Double.MAX_VALUE);
        assertThat(sum.toDouble()).isEqualTo(Double.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNoNumber(double none) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ExactSum().add(none));
    }
}
