package io.basiswatch.indicator;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of the parts of one interval of one series: of the minutes of an hour, or of the hours of a day.
 *
 * <p>Sums are added up anew each time, in the order of time: nothing drifts, and a part that is revised or read from the
 * store gives what it would have given at once.
 */
final class IntervalParts {
    private final Unit unit;
    private final Resolution part;
    private final int minutes;
    private final double[] values;
    private final Coverage[] coverages;

    /**
     * @param resolution how long the interval is
     * @param part how long each of its parts is
     */
    IntervalParts(Unit unit, Resolution resolution, Resolution part) {
        this.unit = unit;
        this.part = part;
        this.minutes = (int) (resolution.micros() / Resolution.MINUTE.micros());
        this.values = new double[(int) (resolution.micros() / part.micros())];
        this.coverages = new Coverage[values.length];
        Arrays.fill(coverages, Coverage.NONE);
    }

    Unit unit() {
        return unit;
    }

    /** The value of a part; a revision takes the place of what was there. */
    void put(IndicatorValue value) {
        int place = (int) Math.floorMod(value.time() / part.micros(), (long) values.length);
        boolean isMinute = part == Resolution.MINUTE;
        values[place] = value.value().orElse(0);
        coverages[place] =
                value.value().isEmpty() ? Coverage.NONE : isMinute ? Coverage.of(value.quality()) : Coverage.of(value);
    }

    /** Publishes what the parts give by {@code rule}. */
    void publish(ValueDraft draft, long start, RollUp rule) {
        Coverage all = Coverage.NONE;
        for (Coverage coverage : coverages) {
            all = all.plus(coverage);
        }
        all.attributes().forEach(draft::attribute);
        if (all.present() == 0) {
            draft.absent("no minute had a value");
            return;
        }
        all.remarks(minutes, "minutes").forEach((reason, quality) -> draft.remark(quality, reason));
        List<Constituents.Point> points = points(start);
        draft.madeOf(Constituents.of(draft.series(), part, start, start + values.length * part.micros(), points)
                        .referred())
                .publish(Points.of(rule, points));
    }

    /** The parts that have a value; an hour counts as often as it had minutes. */
    private List<Constituents.Point> points(long start) {
        List<Constituents.Point> points = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            if (coverages[i].present() > 0) {
                points.add(new Constituents.Point(start + i * part.micros(), values[i], coverages[i].present()));
            }
        }
        return points;
    }
}
