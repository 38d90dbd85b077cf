package io.basiswatch.indicator;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;

/**
 * The closed UTC days of one series, looked back on from one of them. Days are counted, not rows: one that is missing is
 * missing, and never stands in for another.
 */
public final class ClosedDays {
    private final Series series;
    private final DayLine line;
    private final long day;
    private final Map<String, ClosedDays> companions;
    private long begunKnownAt;

    /** {@code companions} are by the id of their indicator. */
    ClosedDays(Series series, DayLine line, long day, Map<String, ClosedDays> companions) {
        this.series = series;
        this.line = line;
        this.day = day;
        this.companions = companions;
    }

    /**
     * The same days of a series that is read beside this one; days of which nothing is known where it has none.
     *
     * @param indicator the id, one of those that {@link Indicator.Days#companions} names
     */
    public ClosedDays beside(String indicator) {
        return Optional.ofNullable(companions.get(indicator)).orElseThrow();
    }

    /** Those beside it, in the order of their ids. */
    List<ClosedDays> companions() {
        return companions.keySet().stream().sorted().map(companions::get).toList();
    }

    /** Which series' days. */
    public Series series() {
        return series;
    }

    /** The value of the day {@code back} days before; of the day itself for 0. */
    public OptionalDouble value(int back) {
        return point(back).map(DayPoint::value).orElse(OptionalDouble.empty());
    }

    /** The values that there are of the days between {@code newest} and {@code oldest} days back, both included; oldest first. */
    public double[] values(int newest, int oldest) {
        return IntStream.iterate(oldest, back -> back >= newest, back -> back - 1)
                .mapToObj(this::value)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    /**
     * The values of the day itself and of as many days before it as {@code lookBack} says, oldest first; NaN stands for a day
     * that has none. For long looks back: O(days that are known).
     */
    public double[] row(int lookBack) {
        double[] row = new double[lookBack + 1];
        Arrays.fill(row, Double.NaN);
        each(
                0,
                lookBack,
                (point, time) -> row[(int) (time / Resolution.DAY.micros() - (day - lookBack))] =
                        point.value().orElse(Double.NaN));
        return row;
    }

    /** Gives out, with its time, what is known between two days back, both included; oldest first. */
    void each(int newest, int oldest, ObjLongConsumer<DayPoint> taker) {
        line.each(day - oldest, day - newest, (point, number) -> taker.accept(point, number * Resolution.DAY.micros()));
    }

    /** The mean of what there is between these days; empty where that is less than four fifths of them. */
    public OptionalDouble mean(int newest, int oldest) {
        double[] values = values(newest, oldest);
        if (!new Coverage(values.length, 0, 0, 0).isEnough(oldest - newest + 1)) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return OptionalDouble.of(sum / values.length);
    }

    /**
     * Whether the series has only begun between these days, and fewer than {@code least} of them are known: nothing can be
     * said yet, and nothing is missing.
     */
    public boolean isBeginning(int newest, int oldest, int least) {
        if (line.known(day - oldest, day - newest).size() >= least) {
            return false;
        }
        if (line.first() > day - oldest) {
            return true;
        }
        // That it is none is known since any of the earlier days was.
        begunKnownAt = Math.max(begunKnownAt, line.knownSince(day - oldest));
        return false;
    }

    /** Since when it is known that the series has not only begun, where a value depends on that; microseconds. */
    long begunKnownAt() {
        return begunKnownAt;
    }

    /** The day {@code back} days before, in UTC. */
    public LocalDate date(int back) {
        return LocalDate.ofEpochDay(day - back);
    }

    /** How many days back the first one is of which something is known, {@code most} at most; 0 where that is none. */
    public int first(int most) {
        return line.first() > day ? 0 : (int) Math.min(most, day - line.first());
    }

    /** The beginning of the day {@code back} days before, microseconds since the epoch. */
    long time(int back) {
        return (day - back) * Resolution.DAY.micros();
    }

    Optional<DayPoint> point(int back) {
        return line.at(day - back);
    }
}
