package io.basiswatch.indicator.price;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Whether a price has gone sideways for three weeks. */
@AutoService(Indicator.class)
public final class RangeState implements PriceDays {
    static final String ID = "range_state";

    private static final int DAYS = 21;
    private static final double LIMIT = 0.12;

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Range state",
            "1 where the closes of three weeks lie within 12 % of their middle, so that the price goes sideways; else 0.",
            Unit.RATIO,
            "1 where (max − min) / ((max + min) / 2) ≤ 0.12 over 21 closes, else 0",
            INPUTS,
            "21 closed UTC days, its own included; absent with fewer than four fifths of them, partial with fewer than all; none"
                    + " before there are four fifths",
            DIMENSIONS,
            List.of(
                    new Band(OptionalDouble.empty(), "moving", "The price has left the range of three weeks."),
                    new Band(OptionalDouble.of(1), "in_range", "The price goes sideways.")),
            PriceDays.attributes(
                    new Definition.Attribute("range", "(max − min) / mid, a fraction"),
                    new Definition.Attribute("limit", "up to which range the price goes sideways"),
                    new Definition.Attribute("high", "the highest close"),
                    new Definition.Attribute("low", "the lowest close")),
            "consolidation as in market articles of November 2025; window and limit are defaults of this project");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public int lookBack() {
        return DAYS - 1;
    }

    @Override
    public void value(ClosedDays days, DayDraft draft) {
        if (PriceDays.lacks(days, lookBack(), PriceDays.least(DAYS), draft)) {
            return;
        }
        draft.over(0, lookBack());
        if (days.mean(0, lookBack()).isEmpty()) {
            draft.absent("fewer than four fifths of " + DAYS + " days");
            return;
        }
        double[] closes = days.values(0, lookBack());
        double high = Arrays.stream(closes).max().orElseThrow();
        double low = Arrays.stream(closes).min().orElseThrow();
        double range = (high - low) / ((high + low) / 2);
        draft.uses(1)
                .attribute("range", range)
                .attribute("limit", LIMIT)
                .attribute("high", high)
                .attribute("low", low)
                .publish(range <= LIMIT ? 1 : 0);
    }
}
