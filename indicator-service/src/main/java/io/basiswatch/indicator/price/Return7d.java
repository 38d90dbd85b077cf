package io.basiswatch.indicator.price;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;

/** What a price has gained or lost within seven days. */
@AutoService(Indicator.class)
public final class Return7d implements PriceReturn {
    static final String ID = "return_7d";

    private static final int DAYS = 7;
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
