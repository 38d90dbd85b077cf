package io.basiswatch.indicator.liquidation;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was liquidated of both sides, of one market or of all, in one evaluation.
 *
 * @param longs liquidated longs
 * @param shorts liquidated shorts
 */
record LiquidationParts(IndicatorValue longs, IndicatorValue shorts) {
    static final String COMPLETENESS = "completeness";
    static final String LOWER_BOUND = "lower_bound";
    static final Definition.Attribute COMPLETENESS_TEXT = new Definition.Attribute(
            COMPLETENESS,
            "lower_bound where a venue tells only some of its liquidations, or some were not heard; else complete");

    static final List<String> INPUTS = List.of(LongLiquidations.ID + " (L)", ShortLiquidations.ID + " (S)");

    /** Those of {@code asset} of which both sides are known, by dimension. */
    static List<LiquidationParts> of(Evaluation at, SeriesOf longs, SeriesOf shorts) {
        List<LiquidationParts> parts = new ArrayList<>();
        at.values(LongLiquidations.ID, longs.asset()).stream()
                .sorted(Comparator.comparing(value -> value.series().dimension()))
                .forEach(value -> at.value(shorts.dimension(value.series().dimension()))
                        .ifPresent(other -> parts.add(new LiquidationParts(value, other))));
        return parts;
    }

    String dimension() {
        return longs.series().dimension();
    }

    /** Says what there is to say of both, and whether there may have been more. */
    ValueDraft enter(ValueDraft draft) {
        return remark(remark(draft, longs), shorts)
                .attribute(COMPLETENESS, isLowerBound(longs) || isLowerBound(shorts) ? LOWER_BOUND : "complete");
    }

    private static ValueDraft remark(ValueDraft draft, IndicatorValue part) {
        part.reasons().forEach(reason -> draft.remark(part.quality(), reason));
        return draft;
    }

    /** What is partial is a lower bound, whatever the reason; of hours and days, where any part of them was. */
    private static boolean isLowerBound(IndicatorValue part) {
        return part.quality() == Quality.PARTIAL
                || LOWER_BOUND.equals(part.attributes().get(COMPLETENESS))
                || part.attributes().containsKey("n_partial");
    }
}
