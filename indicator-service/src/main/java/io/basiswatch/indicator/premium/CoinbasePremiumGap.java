package io.basiswatch.indicator.premium;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** How many dollars more an asset costs on Coinbase than on Binance, a dollar and a USDT taken as one. */
@AutoService(Indicator.class)
public final class CoinbasePremiumGap implements Indicator {
    static final String ID = "coinbase_premium_gap_usd";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Coinbase premium gap",
            "How much more an asset costs on Coinbase, in dollars, than on Binance, in USDT. Part of it is the price of USDT:"
                    + " see coinbase_premium_adj_pct.",
            Unit.USD,
            "coinbase_mid − binance_mid",
            List.of(
                    "mid of Coinbase X-USD",
                    "mid of Binance spot X-USDT",
                    "of an hour or a day that was imported: the closes of both candles; degraded, as these are last trades"),
            "an instant; the minute is its last second",
            List.of("none: one series per asset"),
            List.of(),
            List.of(
                    new Definition.Attribute("coinbase_mid", "middle price on Coinbase in USD"),
                    new Definition.Attribute("binance_mid", "middle price on Binance spot in USDT"),
                    PremiumPair.COINBASE_CLOSE,
                    PremiumPair.BINANCE_CLOSE,
                    PremiumPair.DERIVED),
            "CryptoQuant user guide: Coinbase premium gap");

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
        return OptionalDouble.of(PremiumPair.Mids.of(receipt).gap());
    }

    @Override
    public Optional<Candles> candles(String asset) {
        return Optional.of(new CandlePremium(asset, DEFINITION, PremiumPair.Mids::gap));
    }

    @Override
    public State start(String asset) {
        return new PremiumState(asset, DEFINITION, (mids, at, draft) -> draft.publish(mids.gap()));
    }
}
