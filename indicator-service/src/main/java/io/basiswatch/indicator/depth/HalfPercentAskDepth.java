package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Side;

/** What the asks within half a percent of mid are worth. */
@AutoService(Indicator.class)
public final class HalfPercentAskDepth extends BandDepth {
    static final String ID = "depth_0_5pct_ask_usd";

    public HalfPercentAskDepth() {
        super(ID, "0.5", Side.SELL);
    }
}
