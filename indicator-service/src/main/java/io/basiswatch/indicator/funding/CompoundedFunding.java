package io.basiswatch.indicator.funding;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** Running funding per year, with interest on payments: another number than the simple one, so another id. */
@AutoService(Indicator.class)
public final class CompoundedFunding implements Indicator {
    static final String ID = "funding_annualized_compound_pct";

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Funding, annualised and compounded",
            "What a long would pay in a year if the running rate stayed and each payment were added to the position.",
            Unit.PERCENT,
            "((1 + r / 100) ^ (8760 / interval_hours) − 1) × 100",
            List.of("funding_rate (r), and the hours of its interval; without these the value is absent"),
            "an instant; the minute is its last second",
            List.of("<venue>.<BASE>-<QUOTE>-PERP: one perpetual"),
            List.of(),
            List.of(FundingTerms.INTERVAL_TEXT),
            "compound: 0.01 % for eight hours is 11.57 %");

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
        return new Normalised(asset, ID, DEFINITION.unit(), CompoundedFunding::compound);
    }

    @Override
    public String silence() {
        return RunningFunding.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return Normalised.recompute(receipt, CompoundedFunding::compound);
    }

    static double compound(double percent, double hours) {
        double growth = StrictMath.log1p(percent / 100) * AnnualizedFunding.HOURS_PER_YEAR / hours;
        return StrictMath.expm1(growth) * 100;
    }
}
