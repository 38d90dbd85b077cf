package io.basiswatch.indicator.episode;

import io.basiswatch.indicator.ClosedDays;
import java.util.Arrays;

/**
 * Closed days of one series in a row, the last of them the day that is looked back from; NaN stands for a day that has no value.
 * Days are counted by their place in the row, so that no later day than the last can be asked for.
 */
final class DayRow {
    private final double[] values;

    private DayRow(double[] values) {
        this.values = values;
    }

    /** The days up to {@code lookBack} days back, and the day itself. */
    static DayRow of(ClosedDays days, int lookBack) {
        return new DayRow(days.row(lookBack));
    }

    /** These days; the last one is that which is looked back from. */
    static DayRow of(double... values) {
        return new DayRow(values.clone());
    }

    /** The place of the day that is looked back from. */
    int last() {
        return values.length - 1;
    }

    /** Whether the day at {@code place} has a value; one before the first or after the last has none. */
    boolean has(int place) {
        return place >= 0 && place < values.length && !Double.isNaN(values[place]);
    }

    /** The value of a day; NaN where it has none, or is not of the row. */
    double at(int place) {
        return place >= 0 && place < values.length ? values[place] : Double.NaN;
    }

    /** The values that there are between two places, both included. */
    double[] present(int first, int last) {
        return Arrays.stream(values, Math.max(0, first), Math.min(values.length, last + 1))
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }
}
