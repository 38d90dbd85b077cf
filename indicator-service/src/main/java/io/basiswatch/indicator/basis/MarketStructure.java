package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** On which side of spot the dated contract of a policy is. */
@AutoService(Indicator.class)
public final class MarketStructure implements Indicator {
    static final String ID = "market_structure";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Market structure",
            "1 where the dated contract of a policy is above spot, −1 where it is below, 0 where it is neither.",
            Unit.RATIO,
            "1 where futures_basis > 0.25, −1 where it is < −0.25, else 0",
            List.of("futures_basis of the policy"),
            "the minute's last second; hour and day are their last minute that has a value",
            List.of(
                    "<venue>.next_quarter, <venue>.front_eligible, <venue>.current_quarter, <venue>.closest_90d: the policies"
                            + " of futures_basis"),
            List.of(
                    new Band(OptionalDouble.empty(), "backwardation", "Backwardation — futures are cheaper than spot."),
                    new Band(OptionalDouble.of(0), "flat", "Flat — futures cost what spot costs."),
                    new Band(OptionalDouble.of(1), "contango", "Contango — futures are dearer than spot.")),
            List.of(new Definition.Attribute("state", "contango, backwardation or flat")),
            "the published example of a futures basis API; the width of flat is a default of this project");

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
        return at -> at.values(FuturesBasis.ID, asset).stream()
                .filter(value -> !FuturesBasis.isOfContract(value))
                .forEach(value -> publish(value, series, at));
    }

    @Override
    public String silence() {
        return "no futures_basis of the policy in the minute";
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(side(receipt.input(CarryCurve.BASIS)));
    }

    private static void publish(IndicatorValue basis, SeriesOf series, Evaluation at) {
        int side = side(basis.value().orElseThrow());
        at.draft(series.dimension(basis.series().dimension()), DEFINITION.unit())
                .uses(basis, 1)
                .attribute("state", DEFINITION.band(side).orElseThrow().code())
                .publish(side);
    }

    /** 1 above spot, −1 below it, 0 within {@link CarryCurve#FLAT} of it. */
    static int side(double basis) {
        if (Math.abs(basis) <= CarryCurve.FLAT) {
            return 0;
        }
        return basis > 0 ? 1 : -1;
    }
}
