package io.basiswatch.indicator.price;

import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DailyIndicator;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.reference.SpotIndex;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import java.util.ArrayList;
import java.util.List;

/** What is made of the closes of an asset's days, of the index in each quote currency. */
interface PriceDays extends DailyIndicator {
    String WINDOW_START = "window_start";
    List<String> DIMENSIONS = List.of("usd: of the index in US dollars", "usdt: of the index in USDT");
    List<String> INPUTS = List.of(
            SpotIndex.ID + " of days: the day's last minute, or of imported candles the consensus of their closes");

    /** The attributes of all of them, and {@code more}. */
    static List<Definition.Attribute> attributes(Definition.Attribute... more) {
        List<Definition.Attribute> attributes = new ArrayList<>(List.of(
                new Definition.Attribute("n_obs", "days looked at that had a close"),
                new Definition.Attribute(WINDOW_START, "the first day looked at, UTC"),
                new Definition.Attribute(
                        IndicatorValue.DERIVED_FROM, "candle where any of the days was made of candles")));
        attributes.addAll(List.of(more));
        return attributes;
    }

    @Override
    default String of() {
        return SpotIndex.ID;
    }

    /** Four fifths, rounded up. */
    static int least(int days) {
        return (days * 4 + 4) / 5;
    }

    /**
     * Whether nothing can be said yet, because the history has begun within the look-back and has fewer than {@code least} days,
     * or there is no close of the day itself: then {@code draft} has been published as absent.
     */
    static boolean lacks(ClosedDays days, int lookBack, int least, DayDraft draft) {
        if (days.isBeginning(0, lookBack, least)) {
            return true;
        }
        if (days.value(0).isEmpty()) {
            draft.of(0, lookBack).absent("the day itself has no close");
            return true;
        }
        return false;
    }
}
