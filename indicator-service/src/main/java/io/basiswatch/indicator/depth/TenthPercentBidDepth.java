package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Side;

/** What the bids within a tenth of a percent of mid are worth. */
@AutoService(Indicator.class)
public final class TenthPercentBidDepth extends BandDepth {
    static final String ID = "depth_0_1pct_bid_usd";

    public TenthPercentBidDepth() {
        super(ID, "0.1", Side.BUY);
    }
}
