package io.basiswatch.indicator.premium;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.reference.StablecoinRate;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** How many percent more an asset costs on Coinbase than on Binance once USDT is counted at its price in dollars. */
@AutoService(Indicator.class)
public final class CoinbasePremiumAdjusted implements Indicator {
    static final String ID = "coinbase_premium_adj_pct";

    private static final Series USDT_USD = StablecoinRate.series("USDT");

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Coinbase premium, adjusted",
            "How much dearer an asset is on Coinbase than on Binance once USDT is counted at its price in dollars. With it"
                    + " the premium splits exactly: ln(1 + index) = ln(1 + adjusted) + ln(usdt_usd).",
            Unit.PERCENT,
            "(coinbase_mid / (binance_mid × usdt_usd) − 1) × 100",
            List.of("mid of Coinbase X-USD", "mid of Binance spot X-USDT", "stablecoin_rate of USDT"),
            "an instant; the minute is its last second",
            List.of("none: one series per asset"),
            List.of(),
            List.of(
                    new Definition.Attribute("coinbase_mid", "middle price on Coinbase in USD"),
                    new Definition.Attribute("binance_mid", "middle price on Binance spot in USDT"),
                    new Definition.Attribute("usdt_usd", "US dollars per USDT")),
            "log split of the premium into demand and stablecoin leg; definition of this project");

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
    public List<String> builtOn() {
        return List.of(StablecoinRate.ID);
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(PremiumPair.Mids.of(receipt).adjustedPercent(receipt.input("value")));
    }

    @Override
    public State start(String asset) {
        return new PremiumState(asset, DEFINITION, CoinbasePremiumAdjusted::publish);
    }

    private static void publish(PremiumPair.Mids mids, Evaluation at, ValueDraft draft) {
        Optional<IndicatorValue> rate = at.value(USDT_USD);
        if (rate.isEmpty()) {
            draft.absent("usdt_usd unknown");
            return;
        }
        double usdtUsd = rate.get().value().orElseThrow();
        draft.uses(rate.get(), 1).attribute("usdt_usd", usdtUsd);
        draft.publish(mids.adjustedPercent(usdtUsd));
    }
}
