package io.basiswatch.indicator.funding;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.Truth;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.interest.InterestChange;
import io.basiswatch.indicator.interest.Margin;
import io.basiswatch.indicator.interest.OpenInterestBase;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether shorts pay unusually much and are still there: who may be forced to buy. */
@AutoService(Indicator.class)
public final class SqueezeSetup implements Indicator {
    static final String ID = "short_squeeze_setup";

    /** A fall of open interest by more than this, in percent, means that those who would be squeezed have left. */
    private static final double FALLEN = -5;

    private static final Duration BACK = Duration.ofHours(24);

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Set-up of a short squeeze",
            "1 where funding is extremely negative and those who pay it have not left, 0 where one of both is not so. What is"
                    + " not known is neither.",
            Unit.RATIO,
            "funding_extreme = -1, and Σ OI now / Σ OI then - 1 ≥ -5 %, over the markets known at both times",
            List.of(
                    "funding_extreme of the same dimension and minute",
                    "open_interest_base (OI) of each market: of the minute, and of the hour that was over 24 h before its end"),
            "an instant, and the last hour that was over 24 h before; taken when the minute closes",
            List.of(
                    "none: all perpetuals of the asset",
                    "stable: those margined in dollars and stablecoins; coin: those margined in a coin",
                    "<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(
                    new Band(OptionalDouble.empty(), "none", "None — shorts do not pay unusually much, or have left."),
                    new Band(OptionalDouble.of(1), "set_up", "Set up — shorts pay unusually much and have not left.")),
            List.of(
                    new Definition.Attribute("funding_state", "funding_extreme; missing where it is not known"),
                    new Definition.Attribute(
                            "interest_change_24h_pct",
                            "change of open interest in the asset, in percent; missing where it is not known")),
            "deeply negative funding could spark squeezes: market articles of November 2025; the thresholds are this"
                    + " project's own");

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
        return List.of(FundingExtreme.ID, OpenInterestBase.ID);
    }

    @Override
    public List<LookBack> looksBackOn() {
        return List.of(InterestChange.lookBack(Resolution.HOUR, BACK));
    }

    @Override
    public State start(String asset) {
        return new Setups(asset);
    }

    @Override
    public String silence() {
        return RunningFunding.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        OptionalDouble extreme = receipt.valueOf(FundingExtreme.ID)
                .map(Input::value)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
        return number(isSetUp(extreme, InterestChange.recompute(receipt)));
    }

    private static Truth isSetUp(OptionalDouble extreme, OptionalDouble change) {
        return isNegative(extreme).and(hasNotFallen(change));
    }

    private static Truth isNegative(OptionalDouble extreme) {
        return extreme.isEmpty() ? Truth.UNKNOWN : Truth.of(extreme.getAsDouble() == FundingExtreme.NEGATIVE);
    }

    private static Truth hasNotFallen(OptionalDouble change) {
        return change.isEmpty() ? Truth.UNKNOWN : Truth.of(change.getAsDouble() >= FALLEN);
    }

    private static OptionalDouble number(Truth truth) {
        return switch (truth) {
            case MET -> OptionalDouble.of(1);
            case NOT_MET -> OptionalDouble.of(0);
            case UNKNOWN -> OptionalDouble.empty();
        };
    }

    private static final class Setups implements State {
        private final String asset;
        private final SeriesOf series;
        private final SeriesOf extremes;
        private final InterestChange interest;

        Setups(String asset) {
            this.asset = asset;
            this.series = new SeriesOf(asset, ID);
            this.extremes = new SeriesOf(asset, FundingExtreme.ID);
            this.interest = new InterestChange(asset, Resolution.HOUR, BACK);
        }

        @Override
        public void closed(ClosedValue value) {
            interest.closed(value);
        }

        @Override
        public void values(Evaluation at) {
            List<InterestChange.Market> markets = interest.at(at);
            for (IndicatorValue rate : FundingExtreme.rates(at, asset)) {
                publish(at, rate.series().dimension(), markets);
            }
        }

        private void publish(Evaluation at, String dimension, List<InterestChange.Market> markets) {
            ValueDraft draft = at.draft(series.dimension(dimension), DEFINITION.unit());
            Optional<IndicatorValue> extreme = at.value(extremes.dimension(dimension));
            extreme.ifPresent(value -> draft.uses(value, 1)
                    .attribute("funding_state", value.value().orElseThrow()));
            OptionalDouble change = InterestChange.enter(markets, market -> isPart(market, dimension), draft);
            change.ifPresent(percent -> draft.attribute("interest_change_24h_pct", percent));
            OptionalDouble state = extreme.map(IndicatorValue::value).orElse(OptionalDouble.empty());
            number(isSetUp(state, change))
                    .ifPresentOrElse(
                            draft::publish,
                            () -> draft.absent(
                                    extreme.isEmpty()
                                            ? FundingExtreme.ID + " is not known"
                                            : "open interest of 24 h before is not known"));
        }

        /** Whether {@code market} is counted in the series of this dimension. */
        private static boolean isPart(String market, String dimension) {
            return dimension.isEmpty()
                    || dimension.equals(market)
                    || Margin.isCode(dimension)
                            && dimension.equals(Margin.ofMarket(market).code());
        }
    }
}
