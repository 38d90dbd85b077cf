package io.basiswatch.indicator;

import io.basiswatch.model.MarketEvent;
import org.junit.jupiter.api.Test;

/** Everything that is said of funding, open interest, liquidations and depth follows from its receipt. */
class SeldomReceiptsTest {
    @Test
    void everyValueOfARandomLogHolds() {
        long seed = 41;
        // Given a log over midnight, with a history
        Rechecked checked = new Rechecked(new Market(SeldomHistory.BEGIN));
        SeldomHistory.of(seed).forEach(checked::tell);
        for (MarketEvent event : SeldomHistory.log(seed)) {
            checked.market().take(event);
        }

        // Then each second, minute, hour and day can be computed again, to the last bit
        checked.holds(
                "funding_rate",
                "funding_rate_8h",
                "funding_annualized_pct",
                "funding_annualized_compound_pct",
                "funding_rate_settled",
                "funding_rate_settled_8h",
                "funding_rate_oi_weighted",
                "funding_avg_48h_pct",
                "funding_extreme",
                "short_squeeze_setup",
                "open_interest_base",
                "open_interest_usd",
                "liquidations_long_usd",
                "liquidations_short_usd",
                "liquidation_long_share",
                "liquidations_largest_usd",
                "liquidation_cascade",
                "spread_bps",
                "depth_1pct_bid_usd",
                "depth_1pct_ask_usd",
                "depth_2pct_bid_usd",
                "book_imbalance_1pct",
                "slippage_bps_100k",
                "liquidity_state");
    }
}
