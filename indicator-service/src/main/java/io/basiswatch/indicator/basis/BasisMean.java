package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DailyIndicator;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The mean of the futures to spot basis over closed UTC days, and its change from one day to the next. */
final class BasisMean {
    private BasisMean() {}

    /** Says what a mean over {@code days} days is. */
    static Definition definition(
            String id, int days, String description, List<Band> bands, List<Definition.Attribute> more) {
        List<Definition.Attribute> attributes = new ArrayList<>(List.of(
                new Definition.Attribute(
                        slope(days), "this mean minus that of the day before, in percent; where both are"),
                new Definition.Attribute("n_obs", "days that had a value"),
                new Definition.Attribute("window_start", "the first of the days, UTC"),
                new Definition.Attribute(
                        IndicatorValue.DERIVED_FROM, "candle where any of the days was made of candles")));
        attributes.addAll(more);
        return new Definition(
                id,
                1,
                "Futures to spot basis, mean of " + days + " days",
                description,
                Unit.PERCENT,
                "Σ day / n over the last " + days + " closed UTC days that have a value",
                List.of(PerpSpotBasis.ID
                        + " of days: the mean of the day's minutes, or of imported candles their close"),
                days
                        + " closed UTC days; nothing is filled forward; absent with fewer than four fifths of them, partial"
                        + " with fewer than all; none at the beginning of a history",
                List.of("those of " + PerpSpotBasis.ID),
                bands,
                attributes,
                "7- and 30-day averages of the futures-to-spot basis as in market articles of November 2025");
    }

    static String slope(int days) {
        return "slope_" + days + "d";
    }

    /** The change of the mean of {@code days} days from the day before; empty where one of the two is absent. */
    static OptionalDouble slope(ClosedDays days, int window) {
        OptionalDouble now = days.mean(0, window - 1);
        OptionalDouble before = days.mean(1, window);
        return now.isPresent() && before.isPresent()
                ? OptionalDouble.of(now.getAsDouble() - before.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Enters what mean and slope are made of; returns the mean. */
    static OptionalDouble enter(ClosedDays days, int window, DayDraft draft) {
        draft.over(0, window - 1);
        OptionalDouble mean = days.mean(0, window - 1);
        if (mean.isEmpty()) {
            if (!days.isBeginning(0, window - 1, least(window))) {
                draft.absent("fewer than four fifths of " + window + " days");
            }
            return mean;
        }
        if (days.value(0).isPresent()) {
            draft.uses(1.0 / days.values(0, window - 1).length);
        }
        slope(days, window).ifPresent(slope -> draft.attribute(slope(window), slope));
        return mean;
    }

    /** Four fifths, rounded up. */
    private static int least(int window) {
        return (window * 4 + 4) / 5;
    }

    /** What both means have in common. */
    interface OfDays extends DailyIndicator {
        @Override
        default String of() {
            return PerpSpotBasis.ID;
        }
    }
}
