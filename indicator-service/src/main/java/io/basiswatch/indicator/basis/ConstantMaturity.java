package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import io.basiswatch.model.View;
import java.util.List;
import java.util.OptionalDouble;

/** What the indicators of one time to expiry have in common: a basis of a contract that nobody lists. */
abstract class ConstantMaturity implements Indicator {
    /** Why there is no value where the contracts do not reach. */
    static final String OUTSIDE = "outside_curve";

    private final Definition definition;
    private final double days;

    /**
     * @param id with the days in it
     * @param days to the expiry
     */
    ConstantMaturity(String id, int days) {
        this.days = days;
        this.definition = new Definition(
                        id,
                        1,
                        "Futures basis at " + days + " days",
                        "What a contract with always " + days
                                + " days left would yield per year, between the two that are listed"
                                + " around it: no roll, and no jump at one.",
                        Unit.PERCENT_PER_YEAR,
                        "forward_yield: fwd = (b2 · t2 − b1 · t1) / (t2 − t1), (b1 · t1 + fwd · (T − t1)) / T; linear_apr: b1 + (b2 − b1)"
                                + " · (T − t1) / (t2 − t1); T = " + days
                                + ", b and t: basis and days of the neighbours",
                        List.of(DatedCurve.INPUT),
                        "the minute's last second; hour and day are their last minute that has a value. Outside the curve nothing is"
                                + " drawn on: the value is absent (outside_curve)",
                        List.of(
                                DatedCurve.NAME + ".forward_yield: linear in what is earned until expiry",
                                DatedCurve.NAME + ".linear_apr: linear in the annualised basis"),
                        FuturesBasis.BANDS,
                        List.of(
                                new Definition.Attribute("method", "forward_yield or linear_apr"),
                                new Definition.Attribute("n_contracts", "how many contracts are on the curve"),
                                new Definition.Attribute("curve_from_days", "days to expiry of the nearest of them"),
                                new Definition.Attribute("curve_to_days", "days to expiry of the farthest of them")),
                        "forward_yield as Coin Metrics, linear_apr as Amberdata")
                .shownIn(View.TERM_STRUCTURE_MATURITY);
    }

    @Override
    public final Definition definition() {
        return definition;
    }

    @Override
    public final MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public final List<String> builtOn() {
        return List.of(FuturesBasis.ID);
    }

    @Override
    public final State start(String asset) {
        SeriesOf series = new SeriesOf(asset, definition.id());
        return at -> {
            for (DatedCurve curve : DatedCurve.at(at, asset)) {
                CarryCurve carry = curve.carry();
                for (Interpolation method : Interpolation.values()) {
                    publish(curve, carry, method, series, at);
                }
            }
        };
    }

    @Override
    public final String silence() {
        return "no dated contract with a basis in the minute";
    }

    @Override
    public final OptionalDouble recompute(Receipt receipt) {
        Interpolation method = Interpolation.parse(receipt.text("method").orElseThrow());
        return CarryCurve.of(receipt).at(method, days);
    }

    private void publish(DatedCurve curve, CarryCurve carry, Interpolation method, SeriesOf series, Evaluation at) {
        ValueDraft draft = at.draft(series.dimension(curve.name() + '.' + method.code()), definition.unit())
                .attribute("method", method.code())
                .attribute("n_contracts", (long) carry.points().size());
        if (!carry.points().isEmpty()) {
            draft.attribute("curve_from_days", carry.points().getFirst().days())
                    .attribute("curve_to_days", carry.points().getLast().days());
        }
        List<Integer> around = carry.neighbours(days);
        if (around.size() == 2) {
            double near = method.nearWeight(
                    carry.points().get(around.getFirst()).days(),
                    carry.points().get(around.getLast()).days(),
                    days);
            curve.enter(around.getFirst(), near, draft);
            curve.enter(around.getLast(), 1 - near, draft);
        } else if (around.size() == 1) {
            curve.enter(around.getFirst(), 1, draft);
        }
        carry.at(method, days).ifPresentOrElse(draft::publish, () -> draft.absent(OUTSIDE));
    }
}
