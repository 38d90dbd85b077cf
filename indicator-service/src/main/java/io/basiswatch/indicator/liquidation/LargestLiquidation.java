package io.basiswatch.indicator.liquidation;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.RollUp;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** The largest position that was closed by force, of either side. */
@AutoService(Indicator.class)
public final class LargestLiquidation implements Indicator {
    static final String ID = "liquidations_largest_usd";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Largest liquidation",
            "The largest position of a perpetual that was closed by force, of either side; 0 where it is known that nobody was"
                    + " liquidated.",
            Unit.USD,
            "max(notional of a liquidation × usd per quote currency)",
            List.of(
                    LongLiquidations.ID + ": its attribute largest",
                    ShortLiquidations.ID + ": the same; where there is none it is 0"),
            "liquidations received within the minute, taken when it closes; hours and days have the largest of their"
                    + " minutes",
            LiquidationBoard.DIMENSIONS,
            List.of(),
            List.of(
                    new Definition.Attribute("side", "the side of the position; missing where nobody was liquidated"),
                    LiquidationParts.COMPLETENESS_TEXT),
            "a forced order as told; venues may close one position by several");

    private static final String LARGEST = "largest";

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public RollUp rollUp() {
        return RollUp.MAX;
    }

    @Override
    public List<String> builtOn() {
        return List.of(LongLiquidations.ID, ShortLiquidations.ID);
    }

    @Override
    public State start(String asset) {
        SeriesOf own = new SeriesOf(asset, ID);
        SeriesOf longs = new SeriesOf(asset, LongLiquidations.ID);
        SeriesOf shorts = new SeriesOf(asset, ShortLiquidations.ID);
        return at -> LiquidationParts.of(at, longs, shorts).forEach(parts -> publish(at, own, parts));
    }

    @Override
    public String silence() {
        return LiquidationBoard.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        List<Input> sides = receipt.used(LARGEST);
        return OptionalDouble.of(larger(sides.get(0).value(), sides.get(1).value()));
    }

    private static double larger(double ofLongs, double ofShorts) {
        return Math.max(ofLongs, ofShorts);
    }

    private static void publish(Evaluation at, SeriesOf own, LiquidationParts parts) {
        double ofLongs = largest(parts.longs());
        double ofShorts = largest(parts.shorts());
        double largest = larger(ofLongs, ofShorts);
        ValueDraft draft = parts.enter(at.draft(own.dimension(parts.dimension()), DEFINITION.unit()))
                .input(input(parts.longs(), ofLongs, ofLongs == largest))
                .input(input(parts.shorts(), ofShorts, ofShorts == largest));
        if (largest > 0) {
            draft.attribute("side", ofLongs == largest ? "long" : "short");
        }
        draft.publish(largest);
    }

    private static double largest(IndicatorValue side) {
        return side.attributes().get(LARGEST) instanceof Double number ? number : 0;
    }

    private static Input input(IndicatorValue side, double largest, boolean counts) {
        long time = side.closeTime();
        return new Input(side.series().toString(), LARGEST, largest, time, time, counts ? 1 : 0, "");
    }
}
