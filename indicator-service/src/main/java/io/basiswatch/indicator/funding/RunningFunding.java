package io.basiswatch.indicator.funding;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** What longs of a perpetual would pay shorts if its interval ended now. What was paid has an id of its own. */
@AutoService(Indicator.class)
public final class RunningFunding implements Indicator {
    static final String ID = "funding_rate";
    static final String SILENCE = "no running funding rate told within 100 s";

    private static final String RATE = "predicted_funding_rate";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Funding rate, running",
            "What longs would pay shorts at the next payment of a perpetual, if nothing changed until then; negative"
                    + " where shorts pay. For one interval of the venue, so rates of venues cannot be compared: see"
                    + " funding_rate_8h. What was paid is funding_rate_settled.",
            Unit.PERCENT,
            "the venue's running rate × 100",
            List.of("the running funding rate of the perpetual, told within 100 s; above 30 s the value is stale"),
            "an instant; the minute is its last second",
            List.of("<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(),
            List.of(FundingTerms.INTERVAL_TEXT, FundingTerms.TIME_TEXT),
            "the venues' own rates");

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
        return Set.of(FundingRate.class);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return instrument.isPerpetual();
    }

    @Override
    public State start(String asset) {
        return new Rates(asset);
    }

    @Override
    public String silence() {
        return SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(FundingTerms.percent(receipt.input(RATE)));
    }

    private static final class Rates implements State {
        private final String asset;
        private final Map<Series, LastOf<FundingRate>> markets = new TreeMap<>();

        Rates(String asset) {
            this.asset = asset;
        }

        @Override
        public Feed feed(Instrument instrument) {
            LastOf<FundingRate> last =
                    new LastOf<>(instrument, FundingRate.class, rate -> rate.kind() == FundingRate.Kind.PREDICTED);
            markets.put(Series.of(asset, ID, last.dimension()), last);
            return last;
        }

        @Override
        public void values(Evaluation at) {
            markets.forEach((series, market) -> market.told(at).ifPresent(rate -> {
                ValueDraft draft = at.draft(series, DEFINITION.unit());
                market.enter(at, draft, RATE, rate.rate(), rate.stamp(), 1);
                FundingTerms.enter(rate, draft::attribute, draft::attribute);
                draft.publish(FundingTerms.percent(rate.rate()));
            }));
        }
    }
}
