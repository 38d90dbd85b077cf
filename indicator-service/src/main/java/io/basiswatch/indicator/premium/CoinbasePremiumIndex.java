package io.basiswatch.indicator.premium;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** How many percent more an asset costs on Coinbase than on Binance, a dollar and a USDT taken as one. */
@AutoService(Indicator.class)
public final class CoinbasePremiumIndex implements Indicator {
    static final String ID = "coinbase_premium_index_pct";

    static final List<Band> BANDS = List.of(
            new Band(OptionalDouble.empty(), "strong_us_selling", "Strong selling on Coinbase."),
            new Band(OptionalDouble.of(-0.15), "moderate_us_selling", "Moderate selling on Coinbase."),
            new Band(OptionalDouble.of(-0.05), "neutral", "Coinbase and Binance agree."),
            new Band(OptionalDouble.of(0.05), "moderate_us_buying", "Moderate buying on Coinbase."),
            new Band(OptionalDouble.of(0.15), "strong_us_buying", "Strong buying on Coinbase."));

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Coinbase premium index",
            "How much dearer an asset is on Coinbase, in dollars, than on Binance, in USDT: demand from the United States."
                    + " Part of it is the price of USDT: see coinbase_premium_adj_pct.",
            Unit.PERCENT,
            "(coinbase_mid − binance_mid) / binance_mid × 100",
            List.of(
                    "mid of Coinbase X-USD",
                    "mid of Binance spot X-USDT",
                    "of an hour or a day that was imported: the closes of both candles; degraded, as these are last trades"),
            "an instant; the minute is its last second",
            List.of("none: one series per asset"),
            BANDS,
            List.of(
                    new Definition.Attribute("coinbase_mid", "middle price on Coinbase in USD"),
                    new Definition.Attribute("binance_mid", "middle price on Binance spot in USDT"),
                    PremiumPair.COINBASE_CLOSE,
                    PremiumPair.BINANCE_CLOSE,
                    PremiumPair.DERIVED),
            "the wording of TradingView and CoinGlass v3; bands as docs.crypton.dev has them");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.LAST;
    }

    @Override
    public Set<Class<? extends InstrumentEvent>> inputs() {
        return Set.of(Quote.class);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return PremiumPair.reads(instrument);
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(PremiumPair.Mids.of(receipt).percent());
    }

    @Override
    public Optional<Candles> candles(String asset) {
        return Optional.of(new CandlePremium(asset, DEFINITION, PremiumPair.Mids::percent));
    }

    @Override
    public State start(String asset) {
        return new PremiumState(asset, DEFINITION, (mids, at, draft) -> draft.publish(mids.percent()));
    }
}
