package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.RollUp;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * By how much the basis of a policy jumped because it moved to another contract.
 *
 * <p>A roll is an event: a point in the minute in which it is first seen, and nothing in between.
 */
@AutoService(Indicator.class)
public final class BasisRoll implements Indicator {
    static final String ID = "basis_roll";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Roll of the futures basis",
            "By how many percentage points the basis of a policy jumped because it moved from one contract to the next: what a"
                    + " change of that series over the roll owes to the roll and not to the market.",
            Unit.PERCENT_PER_YEAR,
            "basis of the new contract − basis of the old one, both of the minute before the roll",
            List.of("futures_basis of both contracts in the last minute before the roll, or up to 5 minutes earlier"),
            "a point for each roll, in the first minute at whose end the policy means the new contract; none where one of both"
                    + " had no basis before the roll, and none in between",
            List.of(
                    "<venue>.next_quarter, <venue>.front_eligible, <venue>.current_quarter, <venue>.closest_90d: the policies"
                            + " of futures_basis"),
            List.of(),
            List.of(
                    new Definition.Attribute(FuturesBasis.ROLLED_FROM, "the contract that was meant before"),
                    new Definition.Attribute("rolled_to", "the contract that is meant since"),
                    new Definition.Attribute(FuturesBasis.ROLLED_AT, "the instant, which follows from the expiries")),
            "rolls by eligibility and never by volume; the minute before is a default of this project");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public RollUp rollUp() {
        return RollUp.NONE;
    }

    @Override
    public List<String> builtOn() {
        return List.of(FuturesBasis.ID);
    }

    @Override
    public State start(String asset) {
        return new Rolls(asset);
    }

    /** Between two rolls nothing is missing. */
    @Override
    public boolean isOver(Series series, long instant) {
        return true;
    }

    /** A roll is told for a day: for longer it must not be forgotten that it has been published. */
    @Override
    public Duration history() {
        return Duration.ofDays(2);
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(
                receipt.input(FuturesBasis.ROLLED_TO_BASIS) - receipt.input(FuturesBasis.ROLLED_FROM_BASIS));
    }

    private static final class Rolls implements State {
        private final String asset;
        private final SeriesOf series;
        private final Map<Series, Long> published = new HashMap<>();

        Rolls(String asset) {
            this.asset = asset;
            this.series = new SeriesOf(asset, ID);
        }

        @Override
        public void closed(Series series, long minute, double value) {
            published.merge(series, minute, Math::max);
        }

        @Override
        public void values(Evaluation at) {
            for (IndicatorValue value : at.values(FuturesBasis.ID, asset)) {
                Map<String, Object> attributes = value.attributes();
                if (attributes.get(FuturesBasis.ROLLED_AT) instanceof String rolledAt
                        && attributes.get(FuturesBasis.ROLLED_FROM_BASIS) instanceof Double from
                        && attributes.get(FuturesBasis.ROLLED_TO_BASIS) instanceof Double to) {
                    Series rolls = series.dimension(value.series().dimension());
                    long instant = Instant.parse(rolledAt).getEpochSecond() * 1_000_000;
                    if (isNews(rolls, instant, at)) {
                        publish(rolls, value, instant, from, to, at);
                    }
                }
            }
        }

        /** Whether the roll at {@code instant} was not published in an earlier minute. */
        private boolean isNews(Series rolls, long instant, Evaluation at) {
            long last = published.getOrDefault(rolls, Long.MIN_VALUE);
            return last < Resolution.MINUTE.floor(instant) || last >= at.time();
        }

        private void publish(Series rolls, IndicatorValue value, long instant, double from, double to, Evaluation at) {
            String rolledFrom = value.attributes().get(FuturesBasis.ROLLED_FROM).toString();
            String rolledTo = FuturesBasis.contract(value);
            at.draft(rolls, DEFINITION.unit())
                    .input(input(rolledFrom, FuturesBasis.ROLLED_FROM_BASIS, from, instant))
                    .input(input(rolledTo, FuturesBasis.ROLLED_TO_BASIS, to, instant))
                    .attribute(FuturesBasis.ROLLED_FROM, rolledFrom)
                    .attribute("rolled_to", rolledTo)
                    .attribute(
                            FuturesBasis.ROLLED_AT,
                            value.attributes().get(FuturesBasis.ROLLED_AT).toString())
                    .publish(to - from);
        }

        private Input input(String contract, String kind, double basis, long instant) {
            Series source = Series.of(asset, FuturesBasis.ID, LastOf.dimension(Instrument.parse(contract)));
            long end = Resolution.MINUTE.floor(instant);
            return new Input(source.toString(), kind, basis, end, end, 1, "");
        }
    }
}
