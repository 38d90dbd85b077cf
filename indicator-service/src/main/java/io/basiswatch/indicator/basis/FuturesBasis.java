package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.indicator.reference.SpotIndex;
import io.basiswatch.model.Band;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a dated future yields over spot, per year: simple, Actual/365, to the true instant of expiry. */
@AutoService(Indicator.class)
public final class FuturesBasis implements Indicator {
    static final String ID = "futures_basis";

    /** The attribute that names the contract. */
    static final String CONTRACT = "contract";
    /** The attribute that says how it was chosen. */
    static final String POLICY = "policy";
    /** The {@link #POLICY} of the series of one contract. */
    static final String OF_CONTRACT = "contract";

    static final String DAYS = "days_to_exp";
    static final String FUTURE = "future";
    static final String SPOT = "spot";
    static final String UNCERTAINTY = "uncertainty_pp";
    static final String ROLLED_FROM = "rolled_from";
    static final String ROLLED_AT = "rolled_at";
    static final String ROLLED_FROM_BASIS = "rolled_from_ann";
    static final String ROLLED_TO_BASIS = "rolled_to_ann";

    /** The kind of input that the venue's index is. */
    static final String INDEX = "index";
    /** The kind of input that a minute's value is which holds on. */
    static final String FROZEN = "frozen";

    /** How an annualised basis reads; these texts are version 1. */
    static final List<Band> BANDS = List.of(
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

    private static final Pattern MARKET = Pattern.compile(
            "(?<venue>[^.]+)\\.(?<contract>[A-Z0-9]+-[A-Z0-9]+-\\d{8}T\\d{4}Z)(?:-(?<settlement>[A-Z0-9]+))?");

    private static final double UNCERTAIN_BASIS_POINTS = 2;

    private static List<Definition.Attribute> attributes() {
        return Stream.of(ofPrices(), ofRolls(), ofWords()).flatMap(List::stream).toList();
    }

    private static List<Definition.Attribute> ofPrices() {
        return List.of(
                new Definition.Attribute(SPOT, "spot price in the quote currency"),
                new Definition.Attribute(FUTURE, "price of the contract in the quote currency"),
                new Definition.Attribute("quote", "the currency of both prices"),
                new Definition.Attribute("spot_source", "the series or instrument that the spot price is of"),
                new Definition.Attribute("basis_usd", "future − spot, in the quote currency"),
                new Definition.Attribute("basis_pct", "future over spot in percent, not annualised"),
                new Definition.Attribute(DAYS, "days of 24 hours to the expiry instant"),
                new Definition.Attribute("expiry", "the expiry instant"),
                new Definition.Attribute(CONTRACT, "the instrument"),
                new Definition.Attribute(POLICY, "how the contract was selected"),
                new Definition.Attribute(
                        "open_interest_usd", "what is open in the contract, in US dollars, where known"),
                new Definition.Attribute(Leg.SKEW, Leg.SKEW_TEXT),
                new Definition.Attribute(
                        UNCERTAINTY,
                        "where the two prices are that far apart: what two basis points of price make at this time to expiry,"
                                + " in percentage points"));
    }

    private static List<Definition.Attribute> ofRolls() {
        return List.of(
                new Definition.Attribute(
                        ROLLED_FROM, "the contract that the policy meant before, for 24 hours after it has changed"),
                new Definition.Attribute(ROLLED_AT, "when it changed; follows from the expiries"),
                new Definition.Attribute(
                        ROLLED_FROM_BASIS,
                        "the basis of the earlier contract in the minute before, or up to 5 earlier"),
                new Definition.Attribute(
                        ROLLED_TO_BASIS, "the basis of the present contract in that minute, where it had one"));
    }

    private static List<Definition.Attribute> ofWords() {
        return List.of(
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
        return List.of(OpenInterestUsd.ID, SpotIndex.ID);
    }

    @Override
    public State start(String asset) {
        return new BasisCurve(asset, DEFINITION);
    }

    @Override
    public boolean isOver(Series series, long instant) {
        return isExpired(series, instant);
    }

    @Override
    public Duration history() {
        return Duration.ofDays(32);
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        Optional<Input> frozen = receipt.find(FROZEN);
        if (frozen.isPresent()) {
            return OptionalDouble.of(frozen.get().value());
        }
        double future = receipt.findAny(DatedContract.MID, DatedContract.MARK)
                .orElseThrow()
                .value();
        double spot = receipt.valueOf(SpotIndex.ID)
                .or(() -> receipt.find(INDEX))
                .orElseThrow()
                .value();
        return OptionalDouble.of(annualised(future, spot, receipt.number(DAYS)));
    }

    /** In percent per year. */
    static double annualised(double future, double spot, double days) {
        return (future / spot - 1) * 365 / days * 100;
    }

    /** What {@link #UNCERTAIN_BASIS_POINTS} of price make per year, in percentage points. */
    static double uncertainty(double days) {
        return UNCERTAIN_BASIS_POINTS / 100 * 365 / days;
    }

    /** The contract that {@code series} is of; empty for one of a policy. */
    static Optional<Instrument> instrument(Series series) {
        Matcher name = MARKET.matcher(series.dimension());
        if (!name.matches()) {
            return Optional.empty();
        }
        String settlement = name.group("settlement");
        return Optional.of(Instrument.parse(
                name.group("venue") + ':' + name.group("contract") + (settlement == null ? "" : ':' + settlement)));
    }

    /** Whether {@code series} is of a contract that has expired by {@code instant}. */
    static boolean isExpired(Series series, long instant) {
        return instrument(series)
                .filter(contract -> new DatedContract(contract).isExpired(instant))
                .isPresent();
    }

    /** Whether {@code value} is of one contract, and not of a policy that chose it. */
    static boolean isOfContract(IndicatorValue value) {
        return OF_CONTRACT.equals(value.attributes().get(POLICY));
    }

    /** The contract of a value. */
    static String contract(IndicatorValue value) {
        return value.attributes().get(CONTRACT).toString();
    }

    /** The days to expiry of a value. */
    static double days(IndicatorValue value) {
        return ((Number) value.attributes().get(DAYS)).doubleValue();
    }
}
