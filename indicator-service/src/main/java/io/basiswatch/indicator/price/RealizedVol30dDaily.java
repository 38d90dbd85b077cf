package io.basiswatch.indicator.price;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedDays;
import io.basiswatch.indicator.DayDraft;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Unit;
import java.util.List;

/** How much a price has moved from day to day over thirty days, per year: for histories of which only days are known. */
@AutoService(Indicator.class)
public final class RealizedVol30dDaily implements PriceDays {
    static final String ID = "realized_vol_30d_daily";

    private static final int DAYS = 30;
    private static final int PER_YEAR = 365;

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Realised volatility, 30 days, of daily returns",
            "How much the price has moved from close to close, as a standard deviation per year of 365 days: 0.5 is 50 % a"
                    + " year. Of five-minute returns: realized_vol_30d.",
            Unit.FRACTION,
            "√365 × √(Σ r² / N), r = ln(close / close of the day before); no mean is subtracted",
            INPUTS,
            "30 returns between UTC days that follow each other; absent with fewer than 24 of them, partial with fewer than 30;"
                    + " none before there are 25 days",
            DIMENSIONS,
            List.of(),
            PriceDays.attributes(new Definition.Attribute("returns", "how many returns there are")),
            "daily log returns × √365, as Glassnode has it, with zero mean");

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
        if (PriceDays.lacks(days, DAYS, PriceDays.least(DAYS + 1), draft)) {
            return;
        }
        double sum = 0;
        int returns = 0;
        for (int back = DAYS - 1; back >= 0; back--) {
            if (days.value(back).isPresent() && days.value(back + 1).isPresent()) {
                double gained = StrictMath.log(
                        days.value(back).getAsDouble() / days.value(back + 1).getAsDouble());
                sum += gained * gained;
                returns++;
            }
        }
        draft.over(0, DAYS).uses(1).attribute("returns", (long) returns);
        if (returns < DAYS) {
            draft.remark(Quality.PARTIAL, returns + " of " + DAYS + " returns");
        }
        if (returns * 5 < DAYS * 4) {
            draft.absent("fewer than four fifths of the returns");
        } else {
            draft.publish(Math.sqrt(PER_YEAR * (sum / returns)));
        }
    }
}
