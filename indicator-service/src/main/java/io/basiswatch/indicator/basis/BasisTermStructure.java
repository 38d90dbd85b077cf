package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Unit;
import io.basiswatch.model.View;
import java.util.List;
import java.util.OptionalDouble;

/** The curve of dated contracts: how much more half a year yields than a month, and what the whole looks like. */
@AutoService(Indicator.class)
public final class BasisTermStructure implements Indicator {
    static final String ID = "basis_term_structure";

    private static final double NEAR_DAYS = 30;
    private static final double FAR_DAYS = 180;

    private static final Definition DEFINITION = new Definition(
                    ID,
                    1,
                    "Term structure of the futures basis",
                    "How much more a year's yield is at 180 days to expiry than at 30. The inputs are the curve: each contract with its"
                            + " basis and its days; prices, expiry and open interest are in the series of the contract.",
                    Unit.PERCENT_PER_YEAR,
                    "basis(180 d) − basis(30 d), both by forward_yield as in basis_cm_180d and basis_cm_30d",
                    List.of(DatedCurve.INPUT),
                    "the minute's last second; hour and day are their last minute that has a value. Outside the curve nothing is"
                            + " drawn on: the value is absent (outside_curve), shape and ends of the curve are told nevertheless",
                    List.of(DatedCurve.NAME + ": one curve; linear and inverse contracts are never on the same"),
                    List.of(
                            new Band(OptionalDouble.empty(), "falling", "Falling curve — the near end yields more."),
                            new Band(
                                    OptionalDouble.of(-CarryCurve.FLAT),
                                    "level",
                                    "Level curve — the same yield at both ends."),
                            new Band(
                                    OptionalDouble.of(Math.nextUp(CarryCurve.FLAT)),
                                    "rising",
                                    "Rising curve — the far end yields more.")),
                    List.of(
                            new Definition.Attribute(
                                    "shape",
                                    "contango where all contracts are above 0.25 % per year, backwardation where all are below −0.25,"
                                            + " flat where all are between, else humped"),
                            new Definition.Attribute("n_contracts", "how many contracts are on the curve"),
                            new Definition.Attribute("front_contract", "the nearest of them"),
                            new Definition.Attribute("front_days", "its days to expiry"),
                            new Definition.Attribute("front_ann", "its basis in percent per year"),
                            new Definition.Attribute("back_contract", "the farthest of them"),
                            new Definition.Attribute("back_days", "its days to expiry"),
                            new Definition.Attribute("back_ann", "its basis in percent per year"),
                            new Definition.Attribute("ann_30d", "the basis at 30 days, where the curve has it"),
                            new Definition.Attribute("ann_180d", "the basis at 180 days, where the curve has it")),
                    "term structures as Amberdata's; shape and slope are defaults of this project")
            .shownIn(View.TERM_STRUCTURE);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public List<String> builtOn() {
        return List.of(FuturesBasis.ID);
    }

    @Override
    public State start(String asset) {
        SeriesOf series = new SeriesOf(asset, ID);
        return at -> DatedCurve.at(at, asset).forEach(curve -> publish(curve, series, at));
    }

    @Override
    public String silence() {
        return "no dated contract with a basis in the minute";
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return slope(CarryCurve.of(receipt));
    }

    private static OptionalDouble slope(CarryCurve carry) {
        OptionalDouble near = carry.at(Interpolation.FORWARD_YIELD, NEAR_DAYS);
        OptionalDouble far = carry.at(Interpolation.FORWARD_YIELD, FAR_DAYS);
        return near.isPresent() && far.isPresent()
                ? OptionalDouble.of(far.getAsDouble() - near.getAsDouble())
                : OptionalDouble.empty();
    }

    private static void publish(DatedCurve curve, SeriesOf series, Evaluation at) {
        ValueDraft draft = at.draft(series.dimension(curve.name()), DEFINITION.unit());
        CarryCurve carry = curve.carry();
        int contracts = carry.points().size();
        draft.attribute("n_contracts", (long) contracts);
        for (int i = 0; i < contracts; i++) {
            curve.enter(i, 1, draft);
        }
        curve.enterTooNear(draft);
        if (contracts > 0) {
            draft.attribute("shape", carry.shape().code());
            end("front", curve.contracts().getFirst(), draft);
            end("back", curve.contracts().getLast(), draft);
        }
        carry.at(Interpolation.FORWARD_YIELD, NEAR_DAYS).ifPresent(ann -> draft.attribute("ann_30d", ann));
        carry.at(Interpolation.FORWARD_YIELD, FAR_DAYS).ifPresent(ann -> draft.attribute("ann_180d", ann));
        slope(carry).ifPresentOrElse(draft::publish, () -> draft.absent(ConstantMaturity.OUTSIDE));
    }

    private static void end(String which, IndicatorValue contract, ValueDraft draft) {
        draft.attribute(which + "_contract", FuturesBasis.contract(contract))
                .attribute(which + "_days", FuturesBasis.days(contract))
                .attribute(which + "_ann", contract.value().orElseThrow());
    }
}
