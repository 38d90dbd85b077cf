package io.basiswatch.indicator.price;

import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** What a price has gained or lost from one close to a later one. */
interface PriceReturn extends PriceDays {
    @Override
    default void value(ClosedDays days, DayDraft draft) {
        if (PriceDays.lacks(days, lookBack(), Integer.MAX_VALUE, draft)) {
            return;
        }
        draft.of(0, lookBack()).uses(1);
        OptionalDouble gained = over(days, lookBack());
        if (gained.isEmpty()) {
            draft.absent("the day " + lookBack() + " before has no close");
        } else {
            draft.attribute("close_before", days.value(lookBack()).getAsDouble())
                    .publish(gained.getAsDouble());
        }
    }

    /** The return over so many days up to the one that is looked back from; empty where one of the two closes is missing. */
    static OptionalDouble over(ClosedDays days, int length) {
        OptionalDouble now = days.value(0);
        OptionalDouble before = days.value(length);
        return now.isPresent() && before.isPresent()
                ? OptionalDouble.of(now.getAsDouble() / before.getAsDouble() - 1)
                : OptionalDouble.empty();
    }

    /** Says what the return over {@code length} days is. */
    static Definition definition(String id, int length) {
        String name = length == 1 ? "1 day" : length + " days";
        return new Definition(
                id,
                1,
                "Return, " + name,
                "What the price has gained or lost from close to close: -0.1 is a loss of 10 %.",
                Unit.FRACTION,
                "close / close " + name + " before − 1",
                INPUTS,
                "two closes of UTC days, " + name
                        + " apart; absent where one of them is missing, none before there are two",
                DIMENSIONS,
                List.of(),
                PriceDays.attributes(new Definition.Attribute("close_before", "the earlier close")),
                "simple return");
    }
}
