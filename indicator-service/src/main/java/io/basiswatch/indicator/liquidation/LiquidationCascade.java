package io.basiswatch.indicator.liquidation;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.interest.InterestChange;
import io.basiswatch.indicator.interest.OpenInterestBase;
import io.basiswatch.model.Band;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Whether liquidations feed on each other: far more than usual within an hour, while open interest goes down. */
@AutoService(Indicator.class)
public final class LiquidationCascade implements Indicator {
    static final String ID = "liquidation_cascade";
    static final Duration HOUR = Duration.ofHours(1);

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Cascade of liquidations",
            "1 while far more is liquidated in an hour than usual and open interest goes down with it, 0 where one of both is"
                    + " not so. What is not known is neither.",
            Unit.RATIO,
            "Σ (L + S) of 60 minutes > 99th percentile (nearest rank) of L + S of the hours before, and Σ OI now / Σ OI then - 1"
                    + " < -2 %, over the markets known at both times",
            List.of(
                    LongLiquidations.ID + " (L) and " + ShortLiquidations.ID
                            + " (S) of all perpetuals: minutes and hours",
                    "open_interest_base (OI) of each market: of the minute, and of that an hour before"),
            "60 minutes; the hours of the 90 days before them; with fewer than 48 of the minutes only that a sum is too large"
                    + " can be told, below 720 hours it is absent, below 1,728 partial; taken when the minute closes",
            List.of("none: all perpetuals of the asset"),
            List.of(
                    new Band(OptionalDouble.empty(), "none", "None — liquidations do not feed on each other."),
                    new Band(OptionalDouble.of(1), "cascade", "Cascade — liquidations feed on each other.")),
            List.of(
                    new Definition.Attribute("sum_1h_usd", "L + S of the 60 minutes, in US dollars"),
                    new Definition.Attribute("threshold_usd", "the 99th percentile; from 720 hours on"),
                    new Definition.Attribute(
                            "interest_change_1h_pct",
                            "change of open interest in the asset, in percent; missing where it is not known"),
                    new Definition.Attribute("n_obs", "how many hours are known"),
                    new Definition.Attribute("window_start", "the beginning of the first hour looked at"),
                    LiquidationParts.COMPLETENESS_TEXT),
            "this project's own; sums are lower bounds at venues that throttle, in the minutes and in the hours alike");

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
        return List.of(LongLiquidations.ID, ShortLiquidations.ID, OpenInterestBase.ID);
    }

    @Override
    public List<LookBack> looksBackOn() {
        Duration quarter = Duration.ofDays(LiquidationQuarter.DAYS).plusHours(3);
        Duration minutes = HOUR.plusMinutes(3);
        return List.of(
                new LookBack(LongLiquidations.ID, Resolution.MINUTE, minutes),
                new LookBack(ShortLiquidations.ID, Resolution.MINUTE, minutes),
                new LookBack(LongLiquidations.ID, Resolution.HOUR, quarter),
                new LookBack(ShortLiquidations.ID, Resolution.HOUR, quarter),
                InterestChange.lookBack(Resolution.MINUTE, HOUR));
    }

    @Override
    public State start(String asset) {
        return new CascadeState(asset, DEFINITION.unit());
    }

    @Override
    public String silence() {
        return LiquidationBoard.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        CascadeCheck check = new CascadeCheck(
                CascadeCheck.Minutes.of(
                        points(receipt, LongLiquidations.ID, Resolution.MINUTE),
                        points(receipt, ShortLiquidations.ID, Resolution.MINUTE)),
                LiquidationQuarter.Usual.of(
                        points(receipt, LongLiquidations.ID, Resolution.HOUR),
                        points(receipt, ShortLiquidations.ID, Resolution.HOUR)),
                InterestChange.recompute(receipt));
        return check.number();
    }

    private static List<Constituents.Point> points(Receipt receipt, String id, Resolution resolution) {
        return receipt.value().constituents().stream()
                .filter(each -> each.series().indicator().equals(id) && each.resolution() == resolution)
                .flatMap(each -> each.points().stream())
                .toList();
    }
}
