package io.basiswatch.indicator.composite;

import static io.basiswatch.indicator.composite.AlertRule.Side.ABOVE;
import static io.basiswatch.indicator.composite.AlertRule.Side.BELOW;
import static io.basiswatch.model.Resolution.DAY;
import static io.basiswatch.model.Resolution.MINUTE;

import java.util.List;

/**
 * What is watched.
 *
 * <p>Of the basis, the dated contracts are: perpetuals are below spot on most days of a whole year, and an alert that always
 * stands says nothing. Of the curve, a constant maturity is: it has no rolls that would look like moves.
 */
final class AlertRules {
    static final List<AlertRule> ALL = List.of(
            new AlertRule(
                    "negative_basis",
                    "Dated futures have been below spot for a week.",
                    "futures_spot_basis_sma_7d",
                    "dated",
                    DAY,
                    BELOW,
                    -0.001,
                    0,
                    1),
            new AlertRule(
                    "backwardation",
                    "The curve of dated futures yields less than nothing at 90 days.",
                    "basis_cm_90d",
                    "deribit.inverse.USD.forward_yield",
                    MINUTE,
                    BELOW,
                    -0.25,
                    0,
                    15),
            new AlertRule(
                    "negative_funding",
                    "Shorts pay longs for holding perpetuals, deeply enough for a squeeze.",
                    "funding_rate_oi_weighted",
                    "",
                    MINUTE,
                    BELOW,
                    -0.01,
                    -0.005,
                    15),
            new AlertRule(
                    "overheated_funding",
                    "Longs pay shorts five times the usual rate, or more.",
                    "funding_rate_oi_weighted",
                    "",
                    MINUTE,
                    ABOVE,
                    0.05,
                    0.03,
                    15),
            new AlertRule(
                    "coinbase_discount",
                    "Coinbase is cheaper than Binance once USDT is counted at its price.",
                    "coinbase_premium_adj_pct",
                    "",
                    MINUTE,
                    BELOW,
                    -0.05,
                    -0.02,
                    15),
            new AlertRule(
                    "taker_selling",
                    "Takers sell as they rarely do in 90 days.",
                    "taker_imbalance_z_90d",
                    "",
                    DAY,
                    BELOW,
                    -2,
                    -0.5,
                    1),
            new AlertRule(
                    "squeeze_setup",
                    "Funding is extremely negative while open interest holds.",
                    "short_squeeze_setup",
                    "",
                    MINUTE,
                    ABOVE,
                    1,
                    1,
                    5),
            new AlertRule(
                    "liquidation_cascade",
                    "Liquidations of the hour are extreme and open interest falls.",
                    "liquidation_cascade",
                    "",
                    MINUTE,
                    ABOVE,
                    1,
                    1,
                    1),
            new AlertRule(
                    "crowded_longs",
                    "Accounts and funding both lean on the long side.",
                    "long_short_regime",
                    "",
                    MINUTE,
                    ABOVE,
                    1,
                    1,
                    15),
            new AlertRule(
                    "crowded_shorts",
                    "Accounts and funding both lean on the short side.",
                    "long_short_regime",
                    "",
                    MINUTE,
                    BELOW,
                    -1,
                    -1,
                    15),
            new AlertRule(
                    "thin_books",
                    "Little rests in the dollar books near the middle, and the spread is wide.",
                    "liquidity_state",
                    "spot.usd",
                    MINUTE,
                    ABOVE,
                    1,
                    1,
                    15),
            new AlertRule(
                    "deleveraging",
                    "The basis sinks while positions are closed and leverage falls.",
                    "deleveraging",
                    "perp",
                    DAY,
                    ABOVE,
                    1,
                    1,
                    1),
            new AlertRule(
                    "drawdown",
                    "A day closed a tenth below the highest close of a week.",
                    "drawdown_7d",
                    "usd",
                    DAY,
                    BELOW,
                    -0.1,
                    -0.05,
                    1),
            new AlertRule(
                    "risk_off",
                    "Most of basis, takers, Coinbase and funding point down.",
                    RiskMode.ID,
                    "",
                    MINUTE,
                    BELOW,
                    -1,
                    0,
                    30));

    private AlertRules() {}
}
