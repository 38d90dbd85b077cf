package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Side;

/** What the asks within two percent of mid are worth. */
@AutoService(Indicator.class)
public final class TwoPercentAskDepth extends BandDepth {
    static final String ID = "depth_2pct_ask_usd";

    public TwoPercentAskDepth() {
        super(ID, "2", Side.SELL);
    }
}
