package io.basiswatch.indicator.funding;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What longs of a perpetual have paid shorts, brought to eight hours: payments of which a mean can be taken. */
@AutoService(Indicator.class)
public final class EightHourPayments implements Indicator {
    static final String ID = "funding_rate_settled_8h";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Funding rate, settled, for eight hours",
            "What longs have paid shorts, brought to eight hours. A point for each payment of which the interval is"
                    + " known, in the minute in which it became known, and none in between.",
            Unit.PERCENT,
            "r × 8 / interval_hours",
            List.of("funding_rate_settled (r), and the hours of its own interval; without these there is no point"),
            "payments known within the 60 s before an instant; those that became known within the minute",
            List.of("<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(),
            List.of(FundingTerms.INTERVAL_TEXT, FundingTerms.DERIVED_TEXT),
            "Glassnode brings all rates to eight hours");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.WINDOW;
    }

    @Override
    public List<String> builtOn() {
        return List.of(SettledFunding.ID);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return instrument.isPerpetual();
    }

    @Override
    public Optional<Afterwards> afterwards() {
        return Optional.of((told, round) -> {
            if (FundingTerms.isOfMinute(round)
                    && told instanceof FundingRate paid
                    && paid.interval().isPresent()) {
                String dimension = LastOf.dimension(paid.instrument());
                String settled =
                        Series.of(paid.asset(), SettledFunding.ID, dimension).toString();
                double hours = FundingTerms.hours(paid.interval().get());
                double percent = FundingTerms.percent(paid.rate());
                round.draft(Series.of(paid.asset(), ID, dimension), DEFINITION.unit())
                        .uses(settled, "value", percent, paid.stamp(), 1)
                        .attribute(FundingTerms.INTERVAL, hours)
                        .publish(FundingTerms.eightHours(percent, hours));
            }
        });
    }

    @Override
    public State start(String asset) {
        SeriesOf series = new SeriesOf(asset, ID);
        return at -> {
            for (IndicatorValue paid : at.values(SettledFunding.ID, asset)) {
                if (paid.attributes().get(FundingTerms.INTERVAL) instanceof Double hours) {
                    publish(at, series.dimension(paid.series().dimension()), paid, hours);
                }
            }
        };
    }

    private static void publish(Evaluation at, Series series, IndicatorValue paid, double hours) {
        ValueDraft draft = at.draft(series, DEFINITION.unit()).uses(paid, 1).attribute(FundingTerms.INTERVAL, hours);
        draft.publish(FundingTerms.eightHours(paid.value().orElseThrow(), hours));
    }

    /** Between two payments nothing is missing. */
    @Override
    public boolean isOver(Series series, long instant) {
        return true;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        double paid = receipt.valueOf(SettledFunding.ID).orElseThrow().value();
        return OptionalDouble.of(FundingTerms.eightHours(paid, receipt.number(FundingTerms.INTERVAL)));
    }
}
