package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.model.Definition;
import io.basiswatch.model.Unit;
import io.basiswatch.model.wire.DefinitionJson;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class IndicatorsTest {
    @Test
    void findsEveryIndicatorThatIsPromised() {
        // Given the indicators on the class path
        // When they are discovered
        List<String> ids = Indicators.definitions().stream().map(Definition::id).toList();

        // Then none is missing, and they come by id
        assertThat(ids)
                .containsExactly(
                        "alerts",
                        "basis_cm_180d",
                        "basis_cm_30d",
                        "basis_cm_60d",
                        "basis_cm_90d",
                        "basis_forward_yield",
                        "basis_roll",
                        "basis_sign",
                        "basis_sign_sma_7d",
                        "basis_sign_sma_7d_wide",
                        "basis_term_structure",
                        "basis_zone",
                        "basis_zone_narrow",
                        "book_imbalance_1pct",
                        "coinbase_premium_adj_pct",
                        "coinbase_premium_adj_pct_sma_168h",
                        "coinbase_premium_adj_pct_sma_1h",
                        "coinbase_premium_adj_pct_sma_24h",
                        "coinbase_premium_gap_usd",
                        "coinbase_premium_index_pct",
                        "coinbase_premium_index_pct_sma_168h",
                        "coinbase_premium_index_pct_sma_1h",
                        "coinbase_premium_index_pct_sma_24h",
                        "deleveraging",
                        "depth_0_1pct_ask_usd",
                        "depth_0_1pct_bid_usd",
                        "depth_0_5pct_ask_usd",
                        "depth_0_5pct_bid_usd",
                        "depth_1pct_ask_usd",
                        "depth_1pct_bid_usd",
                        "depth_2pct_ask_usd",
                        "depth_2pct_bid_usd",
                        "downside_momentum_accelerating",
                        "drawdown_30d",
                        "drawdown_7d",
                        "drawdown_ath",
                        "estimated_leverage_ratio",
                        "event_study",
                        "exchange_reserve",
                        "funding_annualized_compound_pct",
                        "funding_annualized_pct",
                        "funding_avg_48h_pct",
                        "funding_extreme",
                        "funding_rate",
                        "funding_rate_8h",
                        "funding_rate_oi_weighted",
                        "funding_rate_settled",
                        "funding_rate_settled_8h",
                        "futures_basis",
                        "futures_spot_basis_pct",
                        "futures_spot_basis_sma_168h",
                        "futures_spot_basis_sma_30d",
                        "futures_spot_basis_sma_720h",
                        "futures_spot_basis_sma_7d",
                        "historical_analog",
                        "liquidation_cascade",
                        "liquidation_long_share",
                        "liquidations_largest_usd",
                        "liquidations_long_usd",
                        "liquidations_short_usd",
                        "liquidity_state",
                        "long_short_accounts",
                        "long_short_regime",
                        "long_short_top_accounts",
                        "long_short_top_positions",
                        "market_structure",
                        "neg_basis_sma7_episode",
                        "oi_to_volume_24h",
                        "open_interest_base",
                        "open_interest_change_24h_pct",
                        "open_interest_change_7d_pct",
                        "open_interest_usd",
                        "range_state",
                        "realized_vol_1d",
                        "realized_vol_30d",
                        "realized_vol_30d_daily",
                        "realized_vol_7d",
                        "recovery_checklist",
                        "return_1d",
                        "return_3d",
                        "return_7d",
                        "return_squared_5m",
                        "risk_mode",
                        "short_squeeze_setup",
                        "slippage_bps_100k",
                        "slippage_bps_1m",
                        "spot_index",
                        "spread_bps",
                        "stablecoin_rate",
                        "taker_buy_ratio",
                        "taker_buy_sell_ratio",
                        "taker_buy_volume_usd",
                        "taker_imbalance_index",
                        "taker_imbalance_z_90d",
                        "taker_sell_ratio",
                        "taker_sell_volume_usd",
                        "venue_spot_price");
    }

    @Test
    void putsEveryIndicatorBehindThoseItIsBuiltOn() {
        // Given all indicators in the order of evaluation
        List<Indicator> all = Indicators.all();

        // When one is built on another
        // Then that one comes first
        for (Indicator indicator : all) {
            List<String> before = all.subList(0, all.indexOf(indicator)).stream()
                    .map(earlier -> earlier.definition().id())
                    .toList();
            assertThat(before).containsAll(indicator.builtOn());
        }
    }

    @Test
    void refusesIndicatorsThatAreBuiltOnEachOther() {
        // Given two that need each other
        List<Indicator> circle = List.of(new Named("one", List.of("two")), new Named("two", List.of("one")));

        // When they are ordered
        // Then that is refused
        assertThatThrownBy(() -> Indicators.inOrder(circle))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("built on itself");
    }

    @Test
    void refusesAnIndicatorThatIsBuiltOnOneThatIsNotThere() {
        assertThatThrownBy(() -> Indicators.inOrder(List.of(new Named("one", List.of("two")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two, which is not there");
    }

    @Test
    void describesItselfInJson() {
        // Given every definition
        // When it is written for the catalogue
        // Then it is named there
        assertThat(Indicators.definitions())
                .allSatisfy(definition ->
                        assertThat(DefinitionJson.write(definition)).contains("\"id\":\"" + definition.id() + '"'));
    }

    private record Named(String id, List<String> builtOn) implements Indicator {
        @Override
        public Definition definition() {
            return new Definition(
                    id, 1, id, id, Unit.RATIO, id, List.of(), id, List.of(), List.of(), List.of(), "test");
        }

        @Override
        public MinuteRule minuteRule() {
            return MinuteRule.LAST;
        }

        @Override
        public OptionalDouble recompute(Receipt receipt) {
            return OptionalDouble.empty();
        }

        @Override
        public State start(String asset) {
            return at -> {};
        }
    }
}
