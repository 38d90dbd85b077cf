package io.basiswatch.indicator.price;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Definition;

/** What a price has gained or lost within three days. */
@AutoService(Indicator.class)
public final class Return3d implements PriceReturn {
    static final String ID = "return_3d";

    private static final int DAYS = 3;
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
