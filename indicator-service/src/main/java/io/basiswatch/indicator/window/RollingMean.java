package io.basiswatch.indicator.window;

import java.time.Duration;
import java.util.OptionalDouble;

/** Sum and mean of the numbers in a {@link RollingWindow}: as if they were added exactly and rounded once. O(1). */
public final class RollingMean extends RollingWindow {
    private final ExactSum sum = new ExactSum();

    /** The last {@code slots} slots of {@code step} each. */
    public RollingMean(Duration step, int slots) {
        super(step, slots);
    }

    @Override
    void enter(long slot, double value) {
        sum.add(value);
    }

    @Override
    void leave(long slot, double value) {
        sum.subtract(value);
    }

    /** Empty where no slot has a number. */
    public OptionalDouble sum() {
        return count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum.toDouble());
    }

    /** Empty where no slot has a number. */
    public OptionalDouble mean() {
        return count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum.dividedBy(count()));
    }
}
