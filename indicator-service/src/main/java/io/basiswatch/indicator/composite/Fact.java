package io.basiswatch.indicator.composite;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;

/** A number that items of the checklist are read from, and where it comes from. */
enum Fact {
    /** The seven-day basis of the scope that is asked for, in percent. */
    WEEK("sma_7d", "futures_spot_basis_sma_7d", Resolution.DAY, Fact.SCOPE),
    /** 1 where books are thin, 0 where they are not: those in dollars. */
    LIQUIDITY("liquidity_usd", "liquidity_state", Resolution.MINUTE, "spot.usd"),
    /** The same of those in USDT. */
    TETHER_LIQUIDITY("liquidity_usdt", "liquidity_state", Resolution.MINUTE, "spot.usdt"),
    /** What longs pay shorts for eight hours, in percent. */
    FUNDING("funding_8h", "funding_rate_oi_weighted", Resolution.MINUTE, ""),
    /** 1 where a squeeze is set up, 0 where it is not. */
    SQUEEZE("squeeze_setup", "short_squeeze_setup", Resolution.MINUTE, ""),
    /** How unusual the day's taker imbalance is, in deviations. */
    TAKERS("taker_z", "taker_imbalance_z_90d", Resolution.DAY, ""),
    /** The day's taker imbalance. */
    IMBALANCE("taker_imbalance", "taker_imbalance_index", Resolution.DAY, ""),
    /** How much dearer Coinbase is, in percent. */
    PREMIUM("premium_adj", "coinbase_premium_adj_pct", Resolution.MINUTE, ""),
    /** Open interest over reserves. */
    LEVERAGE("leverage_ratio", "estimated_leverage_ratio", Resolution.MINUTE, "");

    private static final String SCOPE = "*";

    private final String kind;
    private final String indicator;
    private final Resolution resolution;
    private final String dimension;

    Fact(String kind, String indicator, Resolution resolution, String dimension) {
        this.kind = kind;
        this.indicator = indicator;
        this.resolution = resolution;
        this.dimension = dimension;
    }

    /** What a receipt calls it; {@code back} intervals before the one that is asked for. */
    String kind(int back) {
        return back == 0 ? kind : kind + '.' + back;
    }

    String indicator() {
        return indicator;
    }

    Resolution resolution() {
        return resolution;
    }

    /** Whose number it is for {@code asset} and the basis of {@code scope}. */
    Series series(String asset, String scope) {
        return Series.of(asset, indicator, dimension.equals(SCOPE) ? scope : dimension);
    }
}
