package io.basiswatch.indicator.leverage;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.interest.OpenInterestBase;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many times over an exchange's own coins could be called for by what is open there. It divides by a reserve and by
 * nothing else: where no reserve is known there is no ratio, and {@link InterestToVolume} stands in under its own name.
 */
@AutoService(Indicator.class)
public final class LeverageRatio implements Indicator {
    static final String ID = "estimated_leverage_ratio";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Estimated leverage ratio",
            "Open interest over what the same exchanges hold of the asset. High where much is borrowed against little; it falls"
                    + " when positions are closed, and when coins come in.",
            Unit.RATIO,
            "Σ open_interest_base / Σ exchange_reserve over the same exchanges; never a mean of ratios",
            List.of(
                    OpenInterestBase.ID + " of all venues of the exchange in the closed minute",
                    ReserveOfExchange.ID + " of the exchange in the same minute; absent without one, or where it is 0"),
            "the closed minute; the state looks at the closed UTC days of the 90 days before, 30 of them at least",
            List.of(
                    "none: all exchanges of which both are known",
                    "<exchange>: one company, all of its markets together"),
            List.of(),
            List.of(
                    new Definition.Attribute(
                            "denominator",
                            "what the open interest is divided by: reserve_of_asset, coins and not stablecoins"),
                    new Definition.Attribute("open_interest", "Σ open interest, in the asset"),
                    new Definition.Attribute("reserve", "Σ reserve, in the asset"),
                    new Definition.Attribute("exchanges", "the exchanges in both sums, by name"),
                    new Definition.Attribute("without_reserve", "venues with open interest whose reserve is not known"),
                    new Definition.Attribute("max_90d", "the highest of the days before and of this minute"),
                    new Definition.Attribute("below_max_pct", "by how many percent the value is below max_90d"),
                    new Definition.Attribute("n_days", "days before that are known"),
                    new Definition.Attribute(
                            "state",
                            "reset where the value is 0.30 or less and 20 % or more below max_90d, else normal; unknown with"
                                    + " fewer than 30 days, unless the value is above 0.30")),
            "CryptoQuant and Glassnode: open interest over exchange reserve; the reset is a default of this project");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public List<String> builtOn() {
        return List.of(OpenInterestBase.ID, ReserveOfExchange.ID);
    }

    @Override
    public List<LookBack> looksBackOn() {
        return List.of(new LookBack(ID, Resolution.DAY, Duration.ofDays(LeverageBoard.DAYS + 2L)));
    }

    @Override
    public State start(String asset) {
        return new LeverageBoard(asset);
    }

    @Override
    public String silence() {
        return LeverageBoard.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return LeverageBoard.recompute(receipt);
    }
}
