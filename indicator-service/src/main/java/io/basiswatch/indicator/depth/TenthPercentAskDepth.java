package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Side;

/** What the asks within a tenth of a percent of mid are worth. */
@AutoService(Indicator.class)
public final class TenthPercentAskDepth extends BandDepth {
    static final String ID = "depth_0_1pct_ask_usd";

    public TenthPercentAskDepth() {
        super(ID, "0.1", Side.SELL);
    }
}
