package io.basiswatch.indicator.liquidation;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.RollUp;
import io.basiswatch.indicator.reference.DollarRate;
import io.basiswatch.indicator.reference.StablecoinRate;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** What was bought by force of shorts of perpetuals, in US dollars. */
@AutoService(Indicator.class)
public final class ShortLiquidations implements Indicator {
    static final String ID = "liquidations_short_usd";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Liquidated shorts",
            "Shorts of perpetuals that were closed by force: purchases that nobody wanted to make.",
            Unit.USD,
            "Σ notional of liquidated shorts × usd per quote currency",
            LiquidationBoard.SOURCES,
            LiquidationBoard.WINDOW,
            LiquidationBoard.DIMENSIONS,
            List.of(),
            LiquidationBoard.ATTRIBUTES,
            "the side is that of the position that was closed, never that of the forced order");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.WINDOW;
    }

    @Override
    public RollUp rollUp() {
        return RollUp.SUM;
    }

    @Override
    public Set<Class<? extends InstrumentEvent>> inputs() {
        return LiquidationBoard.INPUTS;
    }

    @Override
    public boolean reads(Instrument instrument) {
        return instrument.isPerpetual() && DollarRate.isFor(instrument.quote());
    }

    @Override
    public List<String> builtOn() {
        return List.of(StablecoinRate.ID);
    }

    @Override
    public State start(String asset) {
        return new LiquidationBoard(asset, ID, Liquidation.Position.SHORT);
    }

    @Override
    public String silence() {
        return LiquidationBoard.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return LiquidationBoard.recompute(receipt);
    }
}
