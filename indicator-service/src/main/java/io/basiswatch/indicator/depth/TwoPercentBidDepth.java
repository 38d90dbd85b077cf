package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Side;

/** What the bids within two percent of mid are worth. */
@AutoService(Indicator.class)
public final class TwoPercentBidDepth extends BandDepth {
    static final String ID = "depth_2pct_bid_usd";

    public TwoPercentBidDepth() {
        super(ID, "2", Side.BUY);
    }
}
