package io.basiswatch.indicator.price;

import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import java.util.List;

/** How far a price is below the highest close of a time. */
interface Drawdown extends PriceDays {
    /** Publishes how far the day's close is below the highest one, which was {@code back} days before. */
    static void publish(ClosedDays days, int back, DayDraft draft) {
        double high = days.value(back).orElseThrow();
        draft.uses(1)
                .attribute("high", high)
                .attribute("high_at", days.date(back).toString())
                .publish(days.value(0).orElseThrow() / high - 1);
    }

    /** How many days before the highest close was, of {@code oldest} and less; the latest of several. */
    static int highest(ClosedDays days, int oldest) {
        int highest = 0;
        double high = days.value(0).orElseThrow();
        for (int back = 1; back <= oldest; back++) {
            double close = days.value(back).orElse(high);
            if (close > high) {
                highest = back;
                high = close;
            }
        }
        return highest;
    }

    /** Says what the draw-down from the high of {@code window} is. */
    static Definition definition(String id, String name, String high, String window) {
        return new Definition(
                id,
                1,
                "Draw-down, " + name,
                "How far the close is below " + high + ": -0.1238 is 12.38 % below, 0 is at the high.",
                Unit.FRACTION,
                "close / max(closes) − 1",
                INPUTS,
                window,
                DIMENSIONS,
                List.of(),
                PriceDays.attributes(
                        new Definition.Attribute("high", "the highest close"),
                        new Definition.Attribute("high_at", "its day, UTC")),
                "P / max(P) − 1 of closes");
    }

    /** From the high of a number of days, of which four fifths must have a close. */
    interface OfDays extends Drawdown {
        /** Of how many days, its own included. */
        int length();

        @Override
        default int lookBack() {
            return length() - 1;
        }

        @Override
        default void value(ClosedDays days, DayDraft draft) {
            if (PriceDays.lacks(days, lookBack(), PriceDays.least(length()), draft)) {
                return;
            }
            draft.over(0, lookBack());
            if (days.mean(0, lookBack()).isEmpty()) {
                draft.absent("fewer than four fifths of " + length() + " days");
            } else {
                publish(days, highest(days, lookBack()), draft);
            }
        }

        /** Says what the draw-down from the high of {@code length} days is. */
        static Definition definition(String id, int length) {
            return Drawdown.definition(
                    id,
                    length + " days",
                    "the highest close of " + length + " days",
                    length
                            + " closed UTC days, its own included; absent with fewer than four fifths of them, partial with"
                            + " fewer than all; none before there are four fifths");
        }
    }
}
