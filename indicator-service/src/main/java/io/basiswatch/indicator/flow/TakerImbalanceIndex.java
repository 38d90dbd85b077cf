package io.basiswatch.indicator.flow;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.List;

/** By how much buying takers outweigh selling ones, between −1 and 1. */
@AutoService(Indicator.class)
public final class TakerImbalanceIndex implements TakerRatio {
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
    public TakerFormula formula() {
        return FORMULA;
    }

    static double of(double buy, double sell) {
        return (buy - sell) / (buy + sell);
    }
}
