package io.basiswatch.indicator.flow;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.RollUp;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** By how much buying takers outweigh selling ones, between −1 and 1. */
@AutoService(Indicator.class)
public final class TakerImbalanceIndex implements Indicator {
    static final String ID = "taker_imbalance_index";

    private static final TakerFormula FORMULA = TakerImbalanceIndex::of;

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Taker imbalance index",
            "Whether takers on perpetuals buy or sell more: 1 if all buy, −1 if all sell.",
            Unit.FRACTION,
            "(B − S) / (B + S)",
            List.of("taker_buy_volume_usd (B)", "taker_sell_volume_usd (S)"),
            "trades of the 60 s before an instant; the minute's own trades; hours and days from their summed volumes;"
                    + " of imported candles, their interval",
            List.of("none: all perpetuals of the asset", "<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(),
            List.of(
                    new Definition.Attribute("buy_usd", "B, in US dollars"),
                    new Definition.Attribute("sell_usd", "S, in US dollars"),
                    new Definition.Attribute("n_obs", "trades in the window"),
                    TakerSplit.ORIGIN),
            "2 × taker_buy_ratio − 1, after CryptoQuant taker-buy-sell-stats");

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
        return RollUp.RECOMPUTED;
    }

    @Override
    public List<String> builtOn() {
        return List.of(TakerBuyVolume.ID, TakerSellVolume.ID);
    }

    @Override
    public State start(String asset) {
        return new TakerShare(asset, ID, FORMULA, DEFINITION.unit());
    }

    @Override
    public Optional<Candles> candles(String asset) {
        return Optional.of(new CandleShare(asset, ID, FORMULA, DEFINITION.unit()));
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return FORMULA.recompute(receipt);
    }

    @Override
    public String silence() {
        return TakerShare.NO_TRADES;
    }

    static double of(double buy, double sell) {
        return (buy - sell) / (buy + sell);
    }
}
