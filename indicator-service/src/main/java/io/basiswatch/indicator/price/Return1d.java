package io.basiswatch.indicator.price;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;

/** What a price has gained or lost within a day. */
@AutoService(Indicator.class)
public final class Return1d implements PriceReturn {
    static final String ID = "return_1d";

    private static final int DAYS = 1;
    private static final Definition DEFINITION = PriceReturn.definition(ID, DAYS);

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public int lookBack() {
        return DAYS;
    }
}
