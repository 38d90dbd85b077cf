package io.basiswatch.indicator.leverage;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;

/** How open interest has changed within a day, in the asset. */
@AutoService(Indicator.class)
public final class InterestChange24h implements InterestChange.Over {
    static final String ID = "open_interest_change_24h_pct";

    private static final int HOURS = 24;

    private static final Definition DEFINITION = InterestChange.definition(ID, "24 hours", HOURS);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public int hours() {
        return HOURS;
    }

    @Override
    public String before() {
        return "24 h";
    }
}
