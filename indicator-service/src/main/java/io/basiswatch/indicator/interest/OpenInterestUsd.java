package io.basiswatch.indicator.interest;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.CandleDraft;
import io.basiswatch.indicator.CandleRound;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.reference.DollarRate;
import io.basiswatch.indicator.reference.StablecoinRate;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What all open contracts are worth, in US dollars, counted one-sided. */
@AutoService(Indicator.class)
public final class OpenInterestUsd implements Indicator {
    public static final String ID = "open_interest_usd";

    private static final String NOTIONAL = "open_interest_notional";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Open interest in dollars",
            "What the open contracts are worth. Each is counted once, not once for the buyer and once for the seller. It"
                    + " moves with the price, too: open_interest_base does not.",
            Unit.USD,
            "Σ notional of the open contracts × usd per quote currency",
            List.of(
                    "open interest of perpetuals and dated futures in USD, USDT or USDC, told or asked within 100 s; above 30 s"
                            + " a value is stale",
                    "stablecoin_rate of the quote currency; where it is unknown one coin counts as a dollar and the value is"
                            + " degraded"),
            "an instant; the minute is its last second; an hour or a day of one market may be asked for afterwards: what was open"
                    + " at its end, a stablecoin taken as a dollar and degraded for that",
            InterestBoard.DIMENSIONS,
            List.of(),
            InterestBoard.ATTRIBUTES,
            "one-sided, split by margin as Glassnode does");

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
        return Set.of(OpenInterest.class);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return InterestBoard.isDerivative(instrument) && DollarRate.isFor(instrument.quote());
    }

    @Override
    public List<String> builtOn() {
        return List.of(StablecoinRate.ID);
    }

    @Override
    public Optional<Afterwards> afterwards() {
        return Optional.of((told, round) -> {
            if (told instanceof OpenInterest open) {
                InterestBoard.past(open, NOTIONAL, open.notional(), draft(open.instrument(), round));
            }
        });
    }

    /** What a coin was worth then would be a second fact, which may come later or never. */
    private static CandleDraft draft(Instrument market, CandleRound round) {
        CandleDraft draft = round.draft(Series.of(market.asset(), ID, LastOf.dimension(market)), DEFINITION.unit());
        return market.quote().equals("USD") ? draft : draft.remark(Quality.DEGRADED, DollarRate.atPar(market.quote()));
    }

    @Override
    public State start(String asset) {
        return new InterestBoard(asset, ID, DEFINITION.unit(), OpenInterestUsd::dollars);
    }

    @Override
    public String silence() {
        return InterestBoard.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return InterestBoard.recompute(receipt, NOTIONAL);
    }

    @Override
    public boolean isOver(Series series, long instant) {
        return InterestBoard.isOver(series, instant);
    }

    /** Whether a value of this indicator is of one perpetual. */
    public static boolean isPerpetual(IndicatorValue value) {
        return InterestBoard.PERPETUAL.equals(value.attributes().get(InterestBoard.TYPE));
    }

    private static double dollars(Evaluation at, LastOf<OpenInterest> market, OpenInterest open, ValueDraft draft) {
        double rate = DollarRate.enter(market.instrument().quote(), at, draft);
        market.enter(at, draft, NOTIONAL, open.notional(), open.stamp(), rate);
        return open.notional() * rate;
    }
}
