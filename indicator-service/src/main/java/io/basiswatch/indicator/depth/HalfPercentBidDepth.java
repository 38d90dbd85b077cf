package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Side;

/** What the bids within half a percent of mid are worth. */
@AutoService(Indicator.class)
public final class HalfPercentBidDepth extends BandDepth {
    static final String ID = "depth_0_5pct_bid_usd";

    public HalfPercentBidDepth() {
        super(ID, "0.5", Side.BUY);
    }
}
