package io.basiswatch.indicator.funding;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** What longs of all perpetuals of an asset pay shorts, each market weighted by what is open there. */
@AutoService(Indicator.class)
public final class WeightedFunding implements Indicator {
    static final String ID = "funding_rate_oi_weighted";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Funding rate, weighted by open interest",
            "What longs pay shorts for eight hours over all perpetuals, each weighted by its open interest at that instant. A"
                    + " mean of the venues' own rates would mix hours and sizes.",
            Unit.PERCENT,
            "Σ OI_usd · r8h / Σ OI_usd",
            List.of(
                    "funding_rate_8h (r8h) of each perpetual",
                    "open_interest_usd (OI_usd) of the same one; a market without one of both is left out, and the value is"
                            + " partial"),
            "an instant; the minute is its last second",
            List.of(
                    "none: all perpetuals of the asset",
                    "stable: those margined in dollars and stablecoins; coin: those margined in a coin"),
            List.of(),
            WeightedMean.ATTRIBUTES,
            "Glassnode: mean weighted by open interest");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.LAST;
    }

    @Override
    public List<String> builtOn() {
        return List.of(EightHourFunding.ID, OpenInterestUsd.ID);
    }

    @Override
    public State start(String asset) {
        return new Weighted(asset);
    }

    @Override
    public String silence() {
        return "no perpetual with a funding rate and open interest";
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return WeightedMean.recompute(receipt, EightHourFunding.ID);
    }

    private static final class Weighted implements State {
        private final List<WeightedMean.Group> groups;
        private final Perpetuals perpetuals;

        Weighted(String asset) {
            this.perpetuals = new Perpetuals(asset, EightHourFunding.ID);
            this.groups = WeightedMean.Group.of(asset, ID);
        }

        @Override
        public void values(Evaluation at) {
            List<Perpetual> all = perpetuals.at(at);
            for (WeightedMean.Group group : groups) {
                WeightedMean.of(all, group.holds()).publish(at.draft(group.series(), DEFINITION.unit()));
            }
        }
    }
}
