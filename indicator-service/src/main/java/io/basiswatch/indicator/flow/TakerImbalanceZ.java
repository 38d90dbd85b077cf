package io.basiswatch.indicator.flow;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DailyIndicator;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How unusual a day's taker imbalance is: its distance from the mean of the 90 days before, in their standard deviations.
 *
 * <p>The day itself is no part of mean and deviation, and the deviation is that of a sample. Others do it otherwise, and get
 * other numbers of the same days, so the convention is told with each value.
 */
@AutoService(Indicator.class)
public final class TakerImbalanceZ implements DailyIndicator {
    static final String ID = "taker_imbalance_z_90d";

    private static final int DAYS = 90;
    private static final int LEAST = 30;
    private static final int NARROWING = 3;
    private static final double NEUTRAL = 0.5;
    private static final double EXTREME = 2;
    /** Makes the median of the absolute deviations a standard deviation where values are normally distributed. */
    private static final double MAD_TO_DEVIATION = 1.4826;

    private static final List<Band> BANDS = List.of(
            new Band(
                    OptionalDouble.empty(),
                    "extreme_selling",
                    "Extreme selling — two deviations below usual, or more."),
            new Band(
                    OptionalDouble.of(Math.nextUp(-EXTREME)),
                    "sell_dominant",
                    "Sell-dominant — takers sell more than they usually do."),
            new Band(OptionalDouble.of(-NEUTRAL), "neutral", "Neutral — takers are as they usually are."),
            new Band(
                    OptionalDouble.of(Math.nextUp(NEUTRAL)),
                    "buy_dominant",
                    "Buy-dominant — takers buy more than they usually do."),
            new Band(
                    OptionalDouble.of(EXTREME),
                    "extreme_buying",
                    "Extreme buying — two deviations above usual, or more."));

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Taker imbalance, z-score of 90 days",
            "How unusual the day's taker imbalance is among the 90 days before it.",
            Unit.RATIO,
            "(x − mean) / s; x is the day's taker_imbalance_index, mean and s (sample deviation, n − 1) are those of the 90"
                    + " days before it",
            List.of(TakerImbalanceIndex.ID + " of closed UTC days"),
            "90 closed UTC days before the day; absent with fewer than 30 of them, partial with fewer than 90; none at the"
                    + " beginning of a history; nothing is filled forward",
            List.of("those of " + TakerImbalanceIndex.ID),
            BANDS,
            attributes(),
            "taker imbalance z-score as in market articles of November 2025, whose convention is not told; sample deviation"
                    + " with the day itself excluded");

    private static List<Definition.Attribute> attributes() {
        return List.of(
                new Definition.Attribute("z_convention", "exclude-current, sample: how mean and deviation are taken"),
                new Definition.Attribute("imbalance", "x, the day's imbalance"),
                new Definition.Attribute("mean", "mean of the days before"),
                new Definition.Attribute("deviation", "their sample standard deviation"),
                new Definition.Attribute(
                        "robust_z", "(x − median) / (1.4826 × median absolute deviation); where that is not 0"),
                new Definition.Attribute("zone", "the code of the value's band"),
                new Definition.Attribute(
                        "taker_recovery", "neutral, and the imbalance has come closer to 0 on three days in a row"),
                new Definition.Attribute("n_obs", "days before that had a value"),
                new Definition.Attribute("window_start", "the first of the days before, UTC"),
                new Definition.Attribute(
                        IndicatorValue.DERIVED_FROM, "candle where any of the days was made of candles"));
    }

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public String of() {
        return TakerImbalanceIndex.ID;
    }

    @Override
    public int lookBack() {
        return DAYS;
    }

    @Override
    public void value(ClosedDays days, DayDraft draft) {
        draft.over(1, DAYS).attribute("z_convention", "exclude-current, sample");
        double[] before = days.values(1, DAYS);
        if (days.isBeginning(1, DAYS, LEAST)) {
            return;
        }
        if (days.value(0).isEmpty()) {
            draft.absent("the day itself has no value");
            return;
        }
        double today = days.value(0).getAsDouble();
        draft.uses(1).attribute("imbalance", today);
        if (before.length < LEAST) {
            draft.absent("fewer than " + LEAST + " days before");
            return;
        }
        double[] sorted = before.clone();
        Arrays.sort(sorted);
        if (sorted[0] == sorted[sorted.length - 1]) {
            draft.absent("the days before do not differ");
            return;
        }
        publish(today, before, sorted, isNarrowing(days), draft);
    }

    private static void publish(double today, double[] before, double[] sorted, boolean narrowing, DayDraft draft) {
        double mean = mean(before);
        double deviation = deviation(before, mean);
        double z = (today - mean) / deviation;
        draft.attribute("mean", mean)
                .attribute("deviation", deviation)
                .attribute("taker_recovery", Math.abs(z) <= NEUTRAL && narrowing);
        double median = median(sorted);
        double[] distances = Arrays.stream(sorted)
                .map(value -> Math.abs(value - median))
                .sorted()
                .toArray();
        double spread = MAD_TO_DEVIATION * median(distances);
        if (spread > 0) {
            draft.attribute("robust_z", (today - median) / spread);
        }
        DEFINITION.band(z).ifPresent(band -> draft.attribute("zone", band.code()));
        draft.publish(z);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Whether the imbalance has come closer to 0 on each of the last three days. */
    private static boolean isNarrowing(ClosedDays days) {
        for (int back = 0; back < NARROWING; back++) {
            OptionalDouble day = days.value(back);
            OptionalDouble earlier = days.value(back + 1);
            if (day.isEmpty()
                    || earlier.isEmpty()
                    || !(Math.abs(day.getAsDouble()) < Math.abs(earlier.getAsDouble()))) {
                return false;
            }
        }
        return true;
    }
}
