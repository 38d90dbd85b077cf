package io.basiswatch.indicator.funding;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Unit;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;

/** A running rate brought to another length of time: made of percent and hours of the interval. */
record Normalised(String asset, SeriesOf series, Unit unit, DoubleBinaryOperator formula) implements Indicator.State {
    static final String UNKNOWN_INTERVAL = "the funding interval is not known yet";

    Normalised(String asset, String id, Unit unit, DoubleBinaryOperator formula) {
        this(asset, new SeriesOf(asset, id), unit, formula);
    }

    static OptionalDouble recompute(Receipt receipt, DoubleBinaryOperator formula) {
        return receipt.valueOf(RunningFunding.ID)
                .map(rate ->
                        OptionalDouble.of(formula.applyAsDouble(rate.value(), receipt.number(FundingTerms.INTERVAL))))
                .orElse(OptionalDouble.empty());
    }

    @Override
    public void values(Evaluation at) {
        for (IndicatorValue rate : at.values(RunningFunding.ID, asset)) {
            ValueDraft draft =
                    at.draft(series.dimension(rate.series().dimension()), unit).uses(rate, 1);
            if (rate.attributes().get(FundingTerms.INTERVAL) instanceof Double hours) {
                draft.attribute(FundingTerms.INTERVAL, hours);
                draft.publish(formula.applyAsDouble(rate.value().orElseThrow(), hours));
            } else {
                draft.absent(UNKNOWN_INTERVAL);
            }
        }
    }
}
