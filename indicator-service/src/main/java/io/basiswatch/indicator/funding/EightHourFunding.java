package io.basiswatch.indicator.funding;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.List;
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
            List.of("funding_rate (r), and the hours of its interval; without these the value is absent"),
            "an instant; the minute is its last second",
            List.of("<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(),
            List.of(FundingTerms.INTERVAL_TEXT),
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
    public State start(String asset) {
        return new Normalised(asset, ID, DEFINITION.unit(), FundingTerms::eightHours);
    }

    @Override
    public String silence() {
        return RunningFunding.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return Normalised.recompute(receipt, FundingTerms::eightHours);
    }
}
