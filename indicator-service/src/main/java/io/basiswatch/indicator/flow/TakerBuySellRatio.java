package io.basiswatch.indicator.flow;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;

/** How much takers bought for each dollar that they sold. */
@AutoService(Indicator.class)
public final class TakerBuySellRatio implements TakerRatio {
    static final String ID = "taker_buy_sell_ratio";

    static final String NOTHING_SOLD = "takers sold nothing";

    private static final TakerFormula FORMULA = new TakerFormula() {
        @Override
        public double of(double buy, double sell) {
            return buy / sell;
        }

        @Override
        public Optional<String> missing(double buy, double sell) {
            Optional<String> none = TakerFormula.super.missing(buy, sell);
            return none.isEmpty() && sell == 0 ? Optional.of(NOTHING_SOLD) : none;
        }
    };

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Taker buy to sell ratio",
            "How many dollars takers on perpetuals bought for each that they sold; 1 is balance. It tells of trades,"
                    + " not of accounts or positions that are long or short.",
            Unit.RATIO,
            "B / S; none where takers sold nothing",
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
}
