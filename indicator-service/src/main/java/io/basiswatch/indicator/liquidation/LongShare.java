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
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** Which part of what was liquidated were longs. */
@AutoService(Indicator.class)
public final class LongShare implements Indicator {
    static final String ID = "liquidation_long_share";
    static final String NOBODY = "nobody was liquidated";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Share of longs in liquidations",
            "Which part of the liquidated positions were longs: 1 where only longs were, 0 where only shorts were.",
            Unit.FRACTION,
            "L / (L + S)",
            LiquidationParts.INPUTS,
            "liquidations received within the minute, taken when it closes; hours and days from their summed liquidations",
            LiquidationBoard.DIMENSIONS,
            List.of(),
            List.of(
                    new Definition.Attribute("long_usd", "L, in US dollars"),
                    new Definition.Attribute("short_usd", "S, in US dollars"),
                    LiquidationParts.COMPLETENESS_TEXT),
            "the side is that of the position that was closed; a share of what venues tell");

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
        return RollUp.RECOMPUTED;
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
        return OptionalDouble.of(share(
                receipt.valueOf(LongLiquidations.ID).orElseThrow().value(),
                receipt.valueOf(ShortLiquidations.ID).orElseThrow().value()));
    }

    private static double share(double longs, double shorts) {
        return longs / (longs + shorts);
    }

    private static void publish(Evaluation at, SeriesOf own, LiquidationParts parts) {
        double longs = parts.longs().value().orElseThrow();
        double shorts = parts.shorts().value().orElseThrow();
        ValueDraft draft = parts.enter(at.draft(own.dimension(parts.dimension()), DEFINITION.unit()))
                .input(ValueDraft.valueInput(parts.longs(), 1))
                .input(ValueDraft.valueInput(parts.shorts(), 1))
                .attribute("long_usd", longs)
                .attribute("short_usd", shorts);
        if (longs + shorts == 0) {
            draft.absent(NOBODY);
        } else {
            draft.publish(share(longs, shorts));
        }
    }
}
