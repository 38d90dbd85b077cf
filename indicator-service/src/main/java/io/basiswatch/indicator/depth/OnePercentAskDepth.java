package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Side;

/** What the asks within one percent of mid are worth. */
@AutoService(Indicator.class)
public final class OnePercentAskDepth extends BandDepth {
    static final String ID = "depth_1pct_ask_usd";

    public OnePercentAskDepth() {
        super(ID, "1", Side.SELL);
    }
}
