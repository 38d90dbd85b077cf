package io.basiswatch.indicator.funding;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.CandleDraft;
import io.basiswatch.indicator.CandleRound;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Running funding, brought to the eight hours that most venues once agreed on. */
@AutoService(Indicator.class)
public final class EightHourFunding implements Indicator {
    static final String ID = "funding_rate_8h";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Funding rate for eight hours",
            "The running rate of a perpetual brought to eight hours, so that venues that pay every hour, four or eight hours can be compared.",
            Unit.PERCENT,
            "r × 8 / interval_hours",
            List.of(
                    "funding_rate (r), and the hours of its interval; without these the value is absent",
                    "for a day of which nothing was heard: funding_rate_settled (r) of the payment of the interval in which it"
                            + " ended"),
            "an instant; the minute is its last second; a day may be asked for afterwards: the rate that was running at its end,"
                    + " as it was paid; degraded, because a rate may change until it is paid",
            List.of("<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(),
            List.of(FundingTerms.INTERVAL_TEXT, FundingTerms.TIME_OF_PAST, FundingTerms.DERIVED_TEXT),
            "Glassnode brings all rates to eight hours");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.LAST;
    }

    @Override
    public List<String> builtOn() {
        return List.of(RunningFunding.ID);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return instrument.isPerpetual();
    }

    @Override
    public Optional<Afterwards> afterwards() {
        return Optional.of((told, round) -> {
            if (round.resolution() == Resolution.DAY && told instanceof FundingRate paid) {
                paid.interval().map(FundingTerms::hours).ifPresent(hours -> day(paid, hours, round));
            }
        });
    }

    /** The day at whose end the rate was running that was paid then. */
    private static void day(FundingRate paid, double hours, CandleRound round) {
        String dimension = LastOf.dimension(paid.instrument());
        double percent = FundingTerms.percent(paid.rate());
        CandleDraft draft = round.draft(Series.of(paid.asset(), ID, dimension), DEFINITION.unit())
                .uses(
                        Series.of(paid.asset(), SettledFunding.ID, dimension).toString(),
                        "value",
                        percent,
                        paid.stamp(),
                        1)
                .remark(Quality.DEGRADED, "as paid, not as it was running");
        FundingTerms.enter(paid, draft::attribute, draft::attribute);
        draft.publish(FundingTerms.eightHours(percent, hours));
    }

    @Override
    public State start(String asset) {
        return new Normalised(asset, ID, DEFINITION.unit(), FundingTerms::eightHours);
    }

    @Override
    public String silence() {
        return RunningFunding.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return receipt.valueOf(SettledFunding.ID)
                .map(paid ->
                        OptionalDouble.of(FundingTerms.eightHours(paid.value(), receipt.number(FundingTerms.INTERVAL))))
                .orElseGet(() -> Normalised.recompute(receipt, FundingTerms::eightHours));
    }
}
