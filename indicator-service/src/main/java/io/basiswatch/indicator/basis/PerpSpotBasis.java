package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * By how many percent futures are dearer than spot, not annualised: for every pair of a perpetual and a spot market, and on
 * average over perpetuals, over dated futures, and over both.
 *
 * <p>Both legs are in the same quote currency: the deviation of USDT from the dollar is several times the size of the basis,
 * and would be taken for it.
 */
@AutoService(Indicator.class)
public final class PerpSpotBasis implements Indicator {
    static final String ID = "futures_spot_basis_pct";

    /** The kind of input that a price is: the middle of a book, or the last one of a candle. */
    static final String MID = "mid";

    static final String CLOSE = "close";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Futures to spot basis",
            "How much dearer futures are than spot, in percent and not annualised; negative where futures are cheaper.",
            Unit.PERCENT,
            "a pair: (fut_mid − spot_mid) / spot_mid × 100; a scope: Σ OI_usd · pair / Σ OI_usd, of a dated contract (future −"
                    + " spot) / spot × 100",
            List.of(
                    "mid of the perpetual",
                    "mid of the spot market in the same quote currency",
                    "futures_basis of dated contracts: their two prices, whatever time they have left",
                    "open_interest_usd (OI_usd) of each contract: that of a perpetual counts for the pair with its own"
                            + " exchange's spot market, where there is none in equal parts for all its pairs; a contract without"
                            + " it is left out and the value partial; where all are without, they count alike and the value is"
                            + " degraded",
                    "scopes take contracts in dollars that are settled in their own base or quote currency"),
            "an instant; the minute is the mean of its seconds, hour and day that of their minutes; of imported candles,"
                    + " the end of their interval",
            List.of(
                    "perp: mean over perpetuals",
                    "dated: mean over dated futures",
                    "all: mean over both",
                    "<perpetual's venue>~<spot venue>.<QUOTE>: a pair of markets; a perpetual that is not settled the usual"
                            + " way adds -<SETTLEMENT>"),
            List.of(),
            List.of(
                    new Definition.Attribute("fut_mid", "middle price of the perpetual at the instant"),
                    new Definition.Attribute("spot_mid", "middle price of spot at the instant"),
                    new Definition.Attribute(Leg.SKEW, Leg.SKEW_TEXT),
                    new Definition.Attribute("markets", "how many pairs and contracts take part in a scope"),
                    new Definition.Attribute("open_interest_usd", "what is open in them, in US dollars; where known"),
                    new Definition.Attribute(
                            "n_obs", "seconds of the minute, or minutes of the hour or day, that had a value"),
                    new Definition.Attribute("fut_close", "last price of the perpetual in a candle's interval"),
                    new Definition.Attribute("spot_close", "last price of spot in a candle's interval"),
                    new Definition.Attribute(
                            IndicatorValue.DERIVED_FROM,
                            "candle where imported candles were all there was: from their closes, and degraded for it")),
            "futures-to-spot basis as in market articles of November 2025");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.MEAN;
    }

    @Override
    public Set<Class<? extends InstrumentEvent>> inputs() {
        return Set.of(Quote.class);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return instrument.isSpot() || instrument.isPerpetual();
    }

    @Override
    public State start(String asset) {
        return new PairBoard(asset);
    }

    @Override
    public List<String> builtOn() {
        return List.of(FuturesBasis.ID, OpenInterestUsd.ID);
    }

    /** Which contracts there should be. */
    @Override
    public List<LookBack> looksBackOn() {
        return List.of(new LookBack(FuturesBasis.ID, Resolution.MINUTE, Duration.ofDays(1)));
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        if (BasisScope.of(receipt.value().series().dimension()).isPresent()) {
            return ScopeMean.of(receipt);
        }
        List<Input> legs = receipt.used(receipt.value().derivedFrom().isEmpty() ? MID : CLOSE);
        return OptionalDouble.of(percent(legs.getFirst().value(), legs.getLast().value()));
    }

    @Override
    public Optional<Candles> candles(String asset) {
        return Optional.of(new CandleBasis(asset));
    }

    /** The dimension of a pair of markets. */
    static String dimension(Instrument future, Instrument spot) {
        boolean usual = Instrument.perpetual(future.venue(), future.base(), future.quote())
                .equals(future);
        return future.venue().id()
                + '~'
                + spot.venue().id()
                + '.'
                + future.quote()
                + (usual ? "" : '-' + future.settlement());
    }

    /** The percentage by which {@code future} is above {@code spot}. */
    static double percent(double future, double spot) {
        return (future - spot) / spot * 100;
    }
}
