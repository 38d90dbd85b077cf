package io.basiswatch.indicator.price;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;

/**
 * How far a price is below the highest close that is known.
 *
 * <p>It is made of the days since that high and of no others: what was lower before makes no difference, so a longer history that
 * is imported later changes a value only where it holds a higher close.
 */
@AutoService(Indicator.class)
public final class DrawdownAth implements Drawdown {
    static final String ID = "drawdown_ath";

    /** Ten years. */
    private static final int LOOK_BACK = 3_650;

    private static final Definition DEFINITION = Drawdown.definition(
            ID,
            "all time",
            "the highest close that is known",
            "the closed UTC days that are stored, ten years at most, from the day of the highest close on: window_start is that"
                    + " day. A high before the stored history is not known");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public int lookBack() {
        return LOOK_BACK;
    }

    @Override
    public void value(ClosedDays days, DayDraft draft) {
        if (days.value(0).isEmpty()) {
            draft.of(0, 0).absent("the day itself has no close");
            return;
        }
        int back = Drawdown.highest(days, days.first(LOOK_BACK));
        draft.of(0, back);
        Drawdown.publish(days, back, draft);
    }
}
