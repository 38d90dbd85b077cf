package io.basiswatch.indicator.funding;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** Running funding per year, simple. */
@AutoService(Indicator.class)
public final class AnnualizedFunding implements Indicator {
    static final String ID = "funding_annualized_pct";
    /** Of 365 days. */
    static final double HOURS_PER_YEAR = 8760;

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Funding, annualised",
            "What a long would pay in a year if the running rate stayed, as a sum of its payments without interest on them.",
            Unit.PERCENT_PER_YEAR,
            "r × 8760 / interval_hours",
            List.of("funding_rate (r), and the hours of its interval; without these the value is absent"),
            "an instant; the minute is its last second",
            List.of("<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(),
            List.of(FundingTerms.INTERVAL_TEXT),
            "simple, as most venues print it: 0.01 % for eight hours is 10.95 %");

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
        return new Normalised(asset, ID, DEFINITION.unit(), AnnualizedFunding::simple);
    }

    @Override
    public String silence() {
        return RunningFunding.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return Normalised.recompute(receipt, AnnualizedFunding::simple);
    }

    static double simple(double percent, double hours) {
        return percent * HOURS_PER_YEAR / hours;
    }
}
