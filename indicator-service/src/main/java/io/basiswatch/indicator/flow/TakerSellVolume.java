package io.basiswatch.indicator.flow;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.RollUp;
import io.basiswatch.indicator.reference.StablecoinRate;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What takers sold on perpetuals within a minute, in US dollars. */
@AutoService(Indicator.class)
public final class TakerSellVolume implements Indicator {
    static final String ID = "taker_sell_volume_usd";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Taker sell volume",
            "What takers sold on perpetuals: trades in which the seller crossed the spread.",
            Unit.USD,
            "Σ notional of trades with aggressor sell × usd per quote currency",
            List.of(
                    "trades of perpetuals, by their venue's time",
                    "stablecoin_rate of the quote currency; where it is unknown one coin counts as a dollar and the"
                            + " value is degraded"),
            "trades of the 60 s before an instant; the minute's own trades; hours and days are the sums of their"
                    + " minutes; of imported candles, their interval",
            List.of("none: all perpetuals of the asset", "<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(),
            List.of(
                    new Definition.Attribute("n_obs", "trades in the window, of both sides"),
                    new Definition.Attribute("quote", "what the market is quoted in"),
                    TakerSplit.ORIGIN),
            "CryptoQuant taker-buy-sell-stats: perpetuals only, unified to US dollars");

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
        return Set.of(Trade.class);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return instrument.isPerpetual();
    }

    @Override
    public List<String> builtOn() {
        return List.of(StablecoinRate.ID);
    }

    @Override
    public State start(String asset) {
        return new TakerVolume(asset, ID, Side.SELL);
    }

    @Override
    public Optional<Candles> candles(String asset) {
        return Optional.of(new CandleVolume(asset, ID, Side.SELL));
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return TakerVolume.recompute(receipt, Side.SELL);
    }

    @Override
    public String silence() {
        return TakerShare.NO_TRADES;
    }
}
