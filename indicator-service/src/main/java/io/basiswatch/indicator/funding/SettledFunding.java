package io.basiswatch.indicator.funding;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.CandleDraft;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * What longs of a perpetual have paid shorts.
 *
 * <p>A payment is an event, hours apart from the next one: it is a point in the minute in which it became known, and nothing is
 * published in between. So its series never falls silent, and depends on nothing that a restart would have to remember.
 */
@AutoService(Indicator.class)
public final class SettledFunding implements Indicator {
    static final String ID = "funding_rate_settled";
    static final String RATE_8H = "rate_8h_pct";

    private static final String RATE = "settled_funding_rate";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Funding rate, settled",
            "What longs have paid shorts for one interval of a perpetual; negative where shorts paid. A point for each"
                    + " payment, in the minute in which it became known, and none in between.",
            Unit.PERCENT,
            "the rate as paid × 100; of payments that become known in one minute, the newest",
            List.of("settled funding rates of the perpetual, by our time; those that were asked for afterwards stand"
                    + " in the minute in which they were due, beside what was known then"),
            "payments known within the 60 s before an instant; those that became known within the minute",
            List.of("<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(),
            List.of(
                    FundingTerms.INTERVAL_TEXT,
                    FundingTerms.TIME_TEXT,
                    FundingTerms.DERIVED_TEXT,
                    new Definition.Attribute(RATE_8H, "the same for eight hours, where the interval is known")),
            "the venues' own payments");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.WINDOW;
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
    public Optional<Afterwards> afterwards() {
        return Optional.of((told, round) -> {
            if (FundingTerms.isOfMinute(round) && told instanceof FundingRate paid) {
                Series series = Series.of(paid.asset(), ID, LastOf.dimension(paid.instrument()));
                CandleDraft draft = round.draft(series, DEFINITION.unit())
                        .uses(paid.instrument().toString(), RATE, paid.rate(), paid.stamp(), 1);
                FundingTerms.enter(paid, draft::attribute, draft::attribute);
                double percent = FundingTerms.percent(paid.rate());
                paid.interval()
                        .map(FundingTerms::hours)
                        .ifPresent(hours -> draft.attribute(RATE_8H, FundingTerms.eightHours(percent, hours)));
                draft.publish(percent);
            }
        });
    }

    @Override
    public State start(String asset) {
        return new Payments(asset);
    }

    /** Between two payments nothing is missing. */
    @Override
    public boolean isOver(Series series, long instant) {
        return true;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(FundingTerms.percent(receipt.input(RATE)));
    }

    private static final class Payments implements State {
        private final String asset;
        private final Map<Series, Market> markets = new TreeMap<>();

        Payments(String asset) {
            this.asset = asset;
        }

        @Override
        public Feed feed(Instrument instrument) {
            Market market = new Market(instrument.toString());
            markets.put(Series.of(asset, ID, LastOf.dimension(instrument)), market);
            return market;
        }

        @Override
        public void values(Evaluation at) {
            markets.forEach((series, market) -> market.known(at).ifPresent(paid -> {
                ValueDraft draft = at.draft(series, DEFINITION.unit());
                draft.input(Input.used(market.name, RATE, paid.rate(), paid.stamp(), 1));
                FundingTerms.enter(paid, draft::attribute, draft::attribute);
                double percent = FundingTerms.percent(paid.rate());
                paid.interval()
                        .map(FundingTerms::hours)
                        .ifPresent(hours -> draft.attribute(RATE_8H, FundingTerms.eightHours(percent, hours)));
                draft.publish(percent);
            }));
        }
    }

    /** The newest payment that became known in each of the last minutes. A gap takes nothing back: what is paid is paid. */
    private static final class Market implements Feed {
        private static final long MINUTE = Resolution.MINUTE.micros();
        private static final long REMEMBERED = 4 * MINUTE;

        private final String name;
        private final TreeMap<Long, FundingRate> byMinute = new TreeMap<>();

        Market(String name) {
            this.name = name;
        }

        @Override
        public void update(InstrumentEvent event) {
            if (event instanceof FundingRate rate
                    && rate.kind() == FundingRate.Kind.SETTLED
                    && rate.stamp().origin() != Origin.BACKFILL) {
                long minute = Resolution.MINUTE.floor(rate.receivedTime());
                byMinute.merge(minute, rate, Market::newer);
                byMinute.headMap(byMinute.lastKey() - REMEMBERED).clear();
            }
        }

        private static FundingRate newer(FundingRate one, FundingRate other) {
            return other.fundingTime() >= one.fundingTime() ? other : one;
        }

        Optional<FundingRate> known(Evaluation at) {
            return byMinute.subMap(at.from() - MINUTE, at.to()).values().stream()
                    .filter(rate -> rate.receivedTime() >= at.from() && rate.receivedTime() < at.to())
                    .reduce(Market::newer);
        }
    }
}
