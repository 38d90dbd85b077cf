package io.basiswatch.indicator;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import java.util.Arrays;

/**
 * What is known of the parts of one interval of one series: of the minutes of an hour, or of the hours of a day.
 *
 * <p>Sums are added up anew each time, in the order of time: nothing drifts, and a part that is revised or read from the
 * store gives what it would have given at once.
 */
final class IntervalParts {
    private final Unit unit;
    private final long partMicros;
    private final int minutes;
    private final double[] values;
    private final Coverage[] coverages;

    /**
     * @param resolution how long the interval is
     * @param part how long each of its parts is
     */
    IntervalParts(Unit unit, Resolution resolution, Resolution part) {
        this.unit = unit;
        this.partMicros = part.micros();
        this.minutes = (int) (resolution.micros() / Resolution.MINUTE.micros());
        this.values = new double[(int) (resolution.micros() / part.micros())];
        this.coverages = new Coverage[values.length];
        Arrays.fill(coverages, Coverage.NONE);
    }

    Unit unit() {
        return unit;
    }

    /** The value of a part; a revision takes the place of what was there. */
    void put(IndicatorValue part) {
        int place = (int) Math.floorMod(part.time() / partMicros, (long) values.length);
        boolean isMinute = part.resolution() == Resolution.MINUTE;
        values[place] = part.value().orElse(0);
        coverages[place] =
                part.value().isEmpty() ? Coverage.NONE : isMinute ? Coverage.of(part.quality()) : Coverage.of(part);
    }

    /** Publishes what the parts give by {@code rule}. */
    void publish(ValueDraft draft, RollUp rule) {
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
        draft.publish(
                switch (rule) {
                    case MEAN -> mean(all.present());
                    case SUM -> sum();
                    case LAST -> last();
                    case NONE, RECOMPUTED -> throw new IllegalStateException(rule + " adds nothing up");
                });
    }

    private double sum() {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += coverages[i].present() > 0 ? values[i] : 0;
        }
        return sum;
    }

    /** Of the minutes: an hour counts as often as it had minutes. */
    private double mean(long present) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * coverages[i].present();
        }
        return sum / present;
    }

    private double last() {
        double last = 0;
        for (int i = 0; i < values.length; i++) {
            last = coverages[i].present() > 0 ? values[i] : last;
        }
        return last;
    }
}
