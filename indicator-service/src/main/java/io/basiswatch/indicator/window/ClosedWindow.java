package io.basiswatch.indicator.window;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The closed values of one series of the last while, on a grid of equal steps; a revised one takes the place of the first.
 *
 * <p>What is between two times is read in the order of time and depends on nothing else. It is kept until it is asked for
 * otherwise, so that a window of hours which is looked at every minute is put together once an hour.
 */
public final class ClosedWindow {
    /** An evaluation may be of a minute before the newest: these steps are kept besides. */
    private static final int SPARE = 4;

    private final Series series;
    private final Resolution resolution;
    private final long step;
    private final long[] times;
    private final double[] values;
    private final Quality[] qualities;
    private Optional<Constituents> last = Optional.empty();

    /**
     * @param series whose values
     * @param resolution of these values
     * @param step how far apart they are, microseconds
     * @param length of the longest window that will be asked for, microseconds
     */
    public ClosedWindow(Series series, Resolution resolution, long step, long length) {
        this.series = series;
        this.resolution = resolution;
        this.step = step;
        int slots = (int) (length / step) + SPARE;
        this.times = new long[slots];
        this.values = new double[slots];
        this.qualities = new Quality[slots];
        Arrays.fill(times, Long.MIN_VALUE);
    }

    private int slot(long time) {
        return (int) Math.floorMod(Math.floorDiv(time, step), (long) times.length);
    }

    /** Takes note of a value; what was made of candles, or is older than what is kept, is passed over. */
    public void put(ClosedValue value) {
        int slot = slot(value.time());
        if (value.isOfCandles() || times[slot] > value.time()) {
            return;
        }
        if (times[slot] == value.time() && values[slot] == value.value() && qualities[slot] == value.quality()) {
            return;
        }
        times[slot] = value.time();
        values[slot] = value.value();
        qualities[slot] = value.quality();
        if (last.filter(seen -> value.time() >= seen.from() && value.time() < seen.to())
                .isPresent()) {
            last = Optional.empty();
        }
    }

    /** Whether there is a value of {@code time}, a place of the grid. */
    public boolean has(long time) {
        return times[slot(time)] == time;
    }

    /** The value of {@code time}, which is there. */
    public double at(long time) {
        return values[slot(time)];
    }

    /** How many values there are in [{@code from}, {@code to}), both on the grid. */
    public int count(long from, long to) {
        int count = 0;
        for (long time = from; time < to; time += step) {
            count += has(time) ? 1 : 0;
        }
        return count;
    }

    /** The values in [{@code from}, {@code to}), oldest first, with their fingerprint. */
    public Constituents between(long from, long to) {
        Optional<Constituents> known = last.filter(seen -> seen.from() == from && seen.to() == to);
        if (known.isPresent()) {
            return known.get();
        }
        List<Constituents.Point> points = new ArrayList<>();
        for (long cell = firstCell(from); cell < to; cell += step) {
            long time = times[slot(cell)];
            if (Math.floorDiv(time, step) == Math.floorDiv(cell, step) && time >= from && time < to) {
                points.add(new Constituents.Point(time, values[slot(cell)], 1));
            }
        }
        Constituents found = Constituents.of(series, resolution, from, to, points);
        last = Optional.of(found);
        return found;
    }

    private long firstCell(long from) {
        return Math.floorDiv(from, step) * step;
    }

    /** Whether there are four fifths of {@code wanted} values between these times. */
    public boolean isEnough(long from, long to, int wanted) {
        return between(from, to).count() * 5L >= wanted * 4L;
    }

    /**
     * Enters what there is between two times into {@code draft}, with what is to be said of it.
     *
     * @param wanted how many values there can be
     * @param parts what they are called, such as {@code minutes}
     */
    public ValueDraft enter(ValueDraft draft, long from, long to, int wanted, String parts) {
        Constituents found = between(from, to);
        int count = found.count();
        draft.attribute("n_obs", (long) count)
                .attribute(
                        "window_start",
                        Instant.EPOCH
                                .plusMillis(TimeUnit.MICROSECONDS.toMillis(from))
                                .toString())
                .madeOf(found.referred());
        if (count < wanted) {
            draft.remark(Quality.PARTIAL, count + " of " + wanted + ' ' + parts);
        }
        for (Quality quality : List.of(Quality.PARTIAL, Quality.STALE, Quality.DEGRADED)) {
            long such = found.points().stream()
                    .filter(point -> qualities[slot(point.time())] == quality)
                    .count();
            if (such * 5 > count) {
                draft.remark(quality, such + " of " + count + ' ' + parts + ' ' + quality.code());
            }
        }
        return draft;
    }
}
