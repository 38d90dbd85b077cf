package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Side;

/** What the bids within one percent of mid are worth. */
@AutoService(Indicator.class)
public final class OnePercentBidDepth extends BandDepth {
    static final String ID = "depth_1pct_bid_usd";

    public OnePercentBidDepth() {
        super(ID, "1", Side.BUY);
    }
}
