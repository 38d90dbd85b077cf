package io.basiswatch.indicator.price;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** Whether a price falls faster over three days than over the week that they belong to. */
@AutoService(Indicator.class)
public final class DownsideMomentum implements PriceDays {
    static final String ID = "downside_momentum_accelerating";

    private static final int SHORT = 3;
    private static final int LONG = 7;
    private static final double FASTER = 1.25;

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Downside momentum accelerating",
            "1 where the price falls, and over three days by more than one and a quarter of what three days of its week would"
                    + " be; else 0.",
            Unit.RATIO,
            "1 where return_3d < return_7d / 7 × 3 × 1.25 and return_3d < 0, else 0",
            INPUTS,
            "three closes of UTC days, now, 3 and 7 days before; absent where one of them is missing, none before there are all",
            DIMENSIONS,
            List.of(
                    new Band(
                            OptionalDouble.empty(),
                            "not_accelerating",
                            "The price does not fall faster than in its week."),
                    new Band(OptionalDouble.of(1), "accelerating", "The price falls faster than in its week.")),
            PriceDays.attributes(
                    new Definition.Attribute("return_3d", "as a fraction"),
                    new Definition.Attribute("return_7d", "as a fraction"),
                    new Definition.Attribute("threshold", "what return_3d is below where it accelerates")),
            "market articles of November 2025; the factor is a default of this project");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public int lookBack() {
        return LONG;
    }

    @Override
    public void value(ClosedDays days, DayDraft draft) {
        if (PriceDays.lacks(days, LONG, Integer.MAX_VALUE, draft)) {
            return;
        }
        draft.of(0, LONG).uses(1);
        OptionalDouble shorter = PriceReturn.over(days, SHORT);
        OptionalDouble longer = PriceReturn.over(days, LONG);
        if (shorter.isEmpty() || longer.isEmpty()) {
            draft.absent("the day " + (shorter.isEmpty() ? SHORT : LONG) + " before has no close");
            return;
        }
        double threshold = longer.getAsDouble() / LONG * SHORT * FASTER;
        boolean isAccelerating = shorter.getAsDouble() < threshold && shorter.getAsDouble() < 0;
        draft.attribute(Return3d.ID, shorter.getAsDouble())
                .attribute(Return7d.ID, longer.getAsDouble())
                .attribute("threshold", threshold)
                .publish(isAccelerating ? 1 : 0);
    }
}
