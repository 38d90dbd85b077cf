package io.basiswatch.indicator.basis;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;
import java.util.List;
import java.util.OptionalDouble;

/** The futures to spot basis of the last thirty closed days. */
@AutoService(Indicator.class)
public final class BasisMean30d implements BasisMean.OfDays {
    static final String ID = "futures_spot_basis_sma_30d";

    private static final int DAYS = 30;
    private static final int WEEK = 7;

    private static final Definition DEFINITION = BasisMean.definition(
            ID,
            DAYS,
            "Whether futures were dearer than spot over a month of closed days.",
            List.of(),
            List.of(new Definition.Attribute(
                    "confirmed_bearish_tilt",
                    "whether the means of 7 and of 30 days both fell; where both changes are known")));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public int lookBack() {
        return DAYS;
    }

    @Override
    public void value(ClosedDays days, DayDraft draft) {
        BasisMean.enter(days, DAYS, draft).ifPresent(mean -> {
            OptionalDouble week = BasisMean.slope(days, WEEK);
            OptionalDouble month = BasisMean.slope(days, DAYS);
            if (week.isPresent() && month.isPresent()) {
                draft.attribute("confirmed_bearish_tilt", week.getAsDouble() < 0 && month.getAsDouble() < 0);
            }
            draft.publish(mean);
        });
    }
}
