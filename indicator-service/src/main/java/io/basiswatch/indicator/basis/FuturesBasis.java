package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.reference.SpotIndex;
import io.basiswatch.model.Band;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a dated future yields over spot, per year: simple, Actual/365, to the true instant of expiry. */
@AutoService(Indicator.class)
public final class FuturesBasis implements Indicator {
    static final String ID = "futures_basis";

    /** How an annualised basis reads; these texts are version 1. */
    private static final List<Band> BANDS = List.of(
            new Band(
                    OptionalDouble.empty(),
                    "stress_backwardation",
                    "Stress backwardation — forced selling or a rush for spot."),
            new Band(OptionalDouble.of(-5), "defensive_discount", "Defensive discount — hedging outweighs leverage."),
            new Band(OptionalDouble.of(0), "flat", "Flat basis — little appetite for leverage either way."),
            new Band(OptionalDouble.of(3), "light_positive", "Light positive basis — healthy bullish structure."),
            new Band(OptionalDouble.of(10), "elevated_leverage", "Elevated positive basis — leverage is building up."),
            new Band(OptionalDouble.of(20), "overheated", "Overheated basis — crowded longs, prone to unwind."));

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Futures basis, annualised",
            "What holding spot and selling a dated future yields per year: the price of leverage. Each value says which"
                    + " contract and which spot price it was taken from.",
            Unit.PERCENT_PER_YEAR,
            "(future / spot − 1) × 365 / days_to_exp × 100",
            List.of(
                    "mid of the contract; where there is no fresh one its mark price, and the value is degraded",
                    "spot_index in the contract's quote currency, else the venue's own index"),
            "an instant; the minute is its last second, hour and day their last minute that has a value",
            List.of(
                    "<venue>.next_quarter: the quarterly that is delivered after the coming one",
                    "<venue>.front_eligible: the nearest contract with at least 7 days left",
                    "<venue>.current_quarter, <venue>.closest_90d: as their names say; every policy chooses among contracts in"
                            + " dollars that are settled in their own base or quote currency",
                    "<venue>.<BASE>-<QUOTE>-<expiry>: one contract; degraded with less than 2 days left, frozen in the last"
                            + " 30 minutes"),
            BANDS,
            attributes(),
            "simple Actual/365 reproduces the published example of a futures basis API: 5.79 % from 112,355.5 over 109,812.3"
                    + " at 145.88 days");

    private static final Pattern EXPIRY = Pattern.compile("-(\\d{8}T\\d{4}Z)(?:-[A-Z0-9]+)?$");

    private static List<Definition.Attribute> attributes() {
        return List.of(
                new Definition.Attribute("spot", "spot price in the quote currency"),
                new Definition.Attribute("future", "price of the contract in the quote currency"),
                new Definition.Attribute("quote", "the currency of both prices"),
                new Definition.Attribute("spot_source", "the series or instrument that the spot price is of"),
                new Definition.Attribute("basis_usd", "future − spot, in the quote currency"),
                new Definition.Attribute("basis_pct", "future over spot in percent, not annualised"),
                new Definition.Attribute("days_to_exp", "days of 24 hours to the expiry instant"),
                new Definition.Attribute("expiry", "the expiry instant"),
                new Definition.Attribute("contract", "the instrument"),
                new Definition.Attribute("policy", "how the contract was selected"),
                new Definition.Attribute("trend", "change over 24 h against its usual size: rising, falling, neutral"),
                new Definition.Attribute("momentum_state", "accelerating, weakening or stable"),
                new Definition.Attribute("regime", "risk-on from 0.5 % on, risk-off below 0, between them as before"),
                new Definition.Attribute("market_structure", "contango, backwardation or flat (within ±0.25 %)"),
                new Definition.Attribute("interpretation", "the text of the value's band"),
                new Definition.Attribute("summary", "one sentence"));
    }

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
        return Set.of(Quote.class, MarkPrice.class, IndexPrice.class);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return instrument.contract() instanceof Contract.Future || instrument.contract() instanceof Contract.Index;
    }

    @Override
    public List<String> builtOn() {
        return List.of(SpotIndex.ID);
    }

    @Override
    public State start(String asset) {
        return new BasisCurve(asset, DEFINITION);
    }

    @Override
    public boolean isOver(Series series, long instant) {
        Matcher expiry = EXPIRY.matcher(series.dimension());
        return expiry.find()
                && new DatedContract(Instrument.parse("x:" + series.asset() + "-USD-" + expiry.group(1)))
                        .isExpired(instant);
    }

    @Override
    public Duration history() {
        return Duration.ofDays(32);
    }

    /** In percent per year. */
    static double annualised(double future, double spot, double days) {
        return (future / spot - 1) * 365 / days * 100;
    }
}
