package io.basiswatch.indicator.flow;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.List;

/** The share of taker volume that bought. */
@AutoService(Indicator.class)
public final class TakerBuyRatio implements TakerRatio {
    static final String ID = "taker_buy_ratio";

    private static final TakerFormula FORMULA = TakerBuyRatio::of;

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Taker buy ratio",
            "The share of taker volume on perpetuals that bought; the rest sold.",
            Unit.FRACTION,
            "B / (B + S)",
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
            "CryptoQuant taker-buy-sell-stats");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public TakerFormula formula() {
        return FORMULA;
    }

    static double of(double buy, double sell) {
        return buy / (buy + sell);
    }
}
