package io.basiswatch.indicator.price;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;

/** How far a price is below the highest close of thirty days. */
@AutoService(Indicator.class)
public final class Drawdown30d implements Drawdown.OfDays {
    static final String ID = "drawdown_30d";

    private static final int DAYS = 30;
    private static final Definition DEFINITION = Drawdown.OfDays.definition(ID, DAYS);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public int length() {
        return DAYS;
    }
}
