package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Definition;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every value that is published can be computed again from its receipt alone, to the last bit: of each indicator, of seconds,
 * minutes, hours and days, of trades and of candles. And none can be computed again whose number was changed.
 */
class EveryValueVerifiesTest {
    /**
     * What looks back further than these logs reach, or reads what they do not hold: verified by the tests of its own family. Of
     * these, too, nothing may fail.
     */
    private static final Set<String> NEED_MORE = Set.of(
            "basis_roll",
            "coinbase_premium_adj_pct_sma_168h",
            "coinbase_premium_adj_pct_sma_1h",
            "coinbase_premium_adj_pct_sma_24h",
            "coinbase_premium_index_pct_sma_168h",
            "coinbase_premium_index_pct_sma_1h",
            "coinbase_premium_index_pct_sma_24h",
            "deleveraging",
            "estimated_leverage_ratio",
            "exchange_reserve",
            "futures_spot_basis_sma_168h",
            "futures_spot_basis_sma_720h",
            "liquidation_cascade",
            "liquidity_state",
            "long_short_accounts",
            "long_short_regime",
            "long_short_top_accounts",
            "long_short_top_positions",
            "oi_to_volume_24h",
            "open_interest_change_7d_pct",
            "realized_vol_1d",
            "realized_vol_30d",
            "realized_vol_7d");

    private static Map<String, VerifiedValues.Tally> tallies;

    @BeforeAll
    static void publishEverything() {
        VerifiedValues verified = new VerifiedValues();
        for (long seed = 1; seed <= 3; seed++) {
            verified.run(SampleLogs.everythingThatGoesWrong(seed), 7);
        }
        verified.run(SampleLogs.days(), 59);
        verified.run(SampleLogs.candles(), 1);
        tallies = verified.tallies();
    }

    static Stream<String> indicators() {
        return Indicators.definitions().stream().map(Definition::id);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("indicators")
    void everyValueOfItIsWhatItsReceiptGives(String indicator) {
        // Given all that was published of the indicator
        VerifiedValues.Tally tally = tallies.getOrDefault(indicator, new VerifiedValues.Tally());

        // When each was written as a receipt, read again and verified
        // Then there were some with a number, and all hold
        assertThat(tally.failures()).isEmpty();
        assertThat(tally.holding()).isGreaterThanOrEqualTo(NEED_MORE.contains(indicator) ? 0 : 1);
    }
}
