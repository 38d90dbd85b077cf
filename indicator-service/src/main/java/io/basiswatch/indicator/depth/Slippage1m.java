package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;

/** What a market order of a million of the quote currency would pay beyond mid. */
@AutoService(Indicator.class)
public final class Slippage1m extends OrderSlippage {
    static final String ID = "slippage_bps_1m";

    public Slippage1m() {
        super(ID, "1,000,000", 1_000_000);
    }
}
