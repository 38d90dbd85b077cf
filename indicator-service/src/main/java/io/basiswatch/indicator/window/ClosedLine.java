package io.basiswatch.indicator.window;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * The closed values of one series, as far back as somebody looks: each may be put again, and takes the place of what it was. What
 * was heard counts, whether the past is told of the same interval before or after it.
 *
 * <p>What is asked for lies within a time that whoever asks has chosen, so it does not matter what else was told before a restart.
 */
public final class ClosedLine {
    private static final long NONE = Long.MIN_VALUE;

    private final Series series;
    private final Resolution resolution;
    private final double[] values;
    private final boolean[] partial;
    private final boolean[] past;
    private long last = NONE;
    private Constituents seen;

    /** The newest {@code length} values of {@code series}. */
    public ClosedLine(Series series, Resolution resolution, int length) {
        this.series = series;
        this.resolution = resolution;
        this.values = new double[length];
        this.partial = new boolean[length];
        this.past = new boolean[length];
        Arrays.fill(values, Double.NaN);
    }

    /** Takes note of a value of this series and resolution. O(1), but for a hole before it. */
    public void put(ClosedValue value) {
        long slot = slot(value.time());
        if (last == NONE) {
            last = slot;
        }
        for (long missing = Math.max(last + 1, slot - values.length + 1); missing <= slot; missing++) {
            values[place(missing)] = Double.NaN;
        }
        last = Math.max(last, slot);
        if (slot > last - values.length && !(value.isOfCandles() && isHeard(slot))) {
            values[place(slot)] = value.value();
            partial[place(slot)] = value.quality() == Quality.PARTIAL;
            past[place(slot)] = value.isOfCandles();
            seen = null;
        }
    }

    private boolean isHeard(long slot) {
        return read(slot).isPresent() && !past[place(slot)];
    }

    private long slot(long time) {
        return Math.floorDiv(time, resolution.micros());
    }

    private int place(long slot) {
        return (int) Math.floorMod(slot, (long) values.length);
    }

    /** The value of the interval that begins at {@code time}, microseconds since the epoch. */
    public OptionalDouble at(long time) {
        return read(slot(time));
    }

    private OptionalDouble read(long slot) {
        if (last == NONE || slot > last || slot <= last - values.length) {
            return OptionalDouble.empty();
        }
        double value = values[place(slot)];
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The values of the intervals that begin in [{@code from}, {@code to}), microseconds since the epoch, oldest first. */
    public List<Constituents.Point> points(long from, long to) {
        return points(from, to, resolution.micros());
    }

    /** Of {@link #points(long, long)} the first and those that begin whole {@code steps} after it. */
    public List<Constituents.Point> points(long from, long to, long steps) {
        List<Constituents.Point> points = new ArrayList<>();
        for (long slot = slot(from); slot < slot(to); slot += slot(steps)) {
            OptionalDouble value = read(slot);
            if (value.isPresent()) {
                points.add(new Constituents.Point(slot * resolution.micros(), value.getAsDouble(), 1));
            }
        }
        return points;
    }

    /** Whether any of {@link #points} was partial. */
    public boolean isPartial(long from, long to) {
        for (long slot = slot(from); slot < slot(to); slot++) {
            if (read(slot).isPresent() && partial[place(slot)]) {
                return true;
            }
        }
        return false;
    }

    /** How many of {@link #points} are of the past: of candles, or of what was asked for afterwards. */
    public long ofThePast(long from, long to) {
        return LongStream.range(slot(from), slot(to))
                .filter(slot -> read(slot).isPresent() && past[place(slot)])
                .count();
    }

    /** {@link #points} with their fingerprint. */
    public Constituents whole(long from, long to) {
        return Constituents.of(series, resolution, from, to, points(from, to));
    }

    /**
     * {@link #points} by reference. As long as neither they nor the times change this is the same object, so what follows
     * from the points may be kept beside it.
     */
    public Constituents referred(long from, long to) {
        if (seen == null || seen.from() != from || seen.to() != to) {
            seen = whole(from, to).referred();
        }
        return seen;
    }
}
