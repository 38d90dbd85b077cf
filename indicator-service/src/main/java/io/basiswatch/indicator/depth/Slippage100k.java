package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;

/** What a market order of a hundred thousand of the quote currency would pay beyond mid. */
@AutoService(Indicator.class)
public final class Slippage100k extends OrderSlippage {
    static final String ID = "slippage_bps_100k";

    public Slippage100k() {
        super(ID, "100,000", 100_000);
    }
}
