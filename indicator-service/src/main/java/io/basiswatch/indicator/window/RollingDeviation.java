package io.basiswatch.indicator.window;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Mean and standard deviation of the numbers in a {@link RollingWindow}, and how far a number is from them. O(1).
 *
 * <p>With S = Σx and Q = Σx², both exact, and c the double nearest to the mean: Σ(x − c)² = Q − c·S − c·(S − n·c), of which
 * nothing is rounded before the result. So it does not matter how small the deviations are beside the numbers.
 */
public final class RollingDeviation extends RollingWindow {
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private final ExactSum offset = new ExactSum();
    private final ExactSum scatter = new ExactSum();
    private boolean isCurrent;
    private double mean;
    /** What the true mean is more than its double. */
    private double meanRest;

    private double squaresAroundMean;

    /** The last {@code slots} slots of {@code step} each. */
    public RollingDeviation(Duration step, int slots) {
        super(step, slots);
    }

    @Override
    void enter(long slot, double value) {
        sum.add(value);
        squares.addProduct(value, value);
        isCurrent = false;
    }

    @Override
    void leave(long slot, double value) {
        sum.subtract(value);
        squares.addProduct(-value, value);
        isCurrent = false;
    }

    /** Empty where no slot has a number. */
    public OptionalDouble mean() {
        return count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(compute().mean);
    }

    /** The standard deviation of a sample (n − 1); empty where fewer than two slots have a number. */
    public OptionalDouble sampleDeviation() {
        return count() < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(compute().squaresAroundMean / (count() - 1)));
    }

    /** The standard deviation of a population (n); empty where no slot has a number. */
    public OptionalDouble populationDeviation() {
        return count() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(compute().squaresAroundMean / count()));
    }

    /**
     * How many sample deviations {@code value}, which may be in the window or not, is above the mean; empty where there is no
     * sample deviation, or it is 0.
     */
    public OptionalDouble sampleScore(double value) {
        return score(value, sampleDeviation());
    }

    /** The same in population deviations. */
    public OptionalDouble populationScore(double value) {
        return score(value, populationDeviation());
    }

    private OptionalDouble score(double value, OptionalDouble deviation) {
        return deviation.isEmpty() || deviation.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((value - mean - meanRest) / deviation.getAsDouble());
    }

    private RollingDeviation compute() {
        if (!isCurrent) {
            mean = sum.dividedBy(count());
            offset.set(sum);
            offset.addProduct(-count(), mean);
            scatter.set(squares);
            scatter.addScaled(sum, -mean);
            scatter.addScaled(offset, -mean);
            double sumOfRests = offset.toDouble();
            meanRest = sumOfRests / count();
            squaresAroundMean = Math.max(0, scatter.toDouble() - sumOfRests * meanRest);
            isCurrent = true;
        }
        return this;
    }
}
