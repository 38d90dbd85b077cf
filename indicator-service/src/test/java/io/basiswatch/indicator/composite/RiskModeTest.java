package io.basiswatch.indicator.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.Verification;
import io.basiswatch.indicator.Verifier;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.wire.ValueJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskModeTest {
    private static Input input(String kind, double value) {
        return new Input("BTC:x", kind, value, 0, 0, 1, "");
    }

    private static Ballot of(Input... inputs) {
        return Ballot.of(Arrays.asList(inputs));
    }

    @Test
    void followsMoreThanHalfOfTheKnownVotes() {
        Input basis = input("basis", 1);
        Input takers = input("takers", -1.81);
        Input premium = input("premium", -0.02);
        Input funding = input("funding", 0.01);
        assertThat(of(basis, takers, premium, funding).mode()).as("two each").hasValue(0);
        assertThat(of(basis, premium, funding).mode()).hasValue(1);
        assertThat(of(takers, premium, funding).mode()).hasValue(-1);
        assertThat(of(basis, premium).mode()).hasValue(0);
        assertThat(of(premium).mode()).as("one is no majority").isEmpty();
    }

    @Test
    void countsTakersAsNeutralWithinHalfADeviation() {
        assertThat(of(input("takers", -0.5)).votes()).containsEntry("takers", 0);
        assertThat(of(input("takers", -0.51)).votes()).containsEntry("takers", -1);
        assertThat(of(input("takers", 0.6)).votes()).containsEntry("takers", 1);
    }

    @Test
    void givesTheVenuesOfOneKindOneVoteTogether() {
        assertThat(of(input("basis", 1), input("basis", 1), input("basis", -1)).votes())
                .containsExactly(Map.entry("basis", 1));
        assertThat(of(input("basis", 1), input("basis", -1)).votes()).containsEntry("basis", 0);
    }

    /** A Coinbase premium and a dated future above or below spot, for three minutes. */
    private static Market market(double coinbase, double future) {
        Market market = new Market();
        for (int second = 0; second < 180; second += 5) {
            market.quote(second, "coinbase:BTC-USD", coinbase)
                    .quote(second, "binance-spot:BTC-USDT", 100_000)
                    .quote(second, "kraken-spot:USDT-USD", 0.99995, 1.00005)
                    .quote(second, "binance-usdm:BTC-USDT-20260327T0800Z", future)
                    .quote(second, "binance-usdm:BTC-USDT-20260626T0800Z", future);
        }
        return market.until(185);
    }

    @Test
    void readsTheBasisAndThePremiumOfTheMinute() {
        // Given a market with a premium and a future above spot, and one with neither
        IndicatorValue up = market(100_100, 103_000).minute("BTC:risk_mode", 60).getLast();
        IndicatorValue down = market(99_900, 98_000).minute("BTC:risk_mode", 60).getLast();

        // When the risk mode of a minute is read
        // Then it follows both, and says that two have no vote
        assertThat(up.value()).hasValue(1);
        assertThat(up.attributes())
                .containsEntry("mode", "risk_on")
                .containsEntry("vote_basis", 1L)
                .containsEntry("vote_premium", 1L)
                .containsEntry("votes", 2L)
                .containsEntry("coverage", 0.5)
                .doesNotContainKey("vote_funding");
        assertThat(up.quality()).isNotEqualTo(Quality.OK);
        assertThat(up.reasons()).contains("2 of 4 votes are known");
        assertThat(down.value()).hasValue(-1);
        assertThat(down.attributes()).containsEntry("mode", "risk_off");
    }

    @Test
    void isComputedAgainFromItsReceipt() {
        // Given everything that was said of it
        List<IndicatorValue> values = market(100_100, 98_000).values().stream()
                .filter(value -> value.series().indicator().equals(RiskMode.ID))
                .toList();

        // When each is checked by its receipt alone
        // Then each holds
        Verifier verifier = new Verifier(Indicators.all());
        assertThat(values)
                .isNotEmpty()
                .allSatisfy(value -> assertThat(verifier.verify(ValueJson.read(ValueJson.write(value)))
                                .outcome())
                        .isEqualTo(Verification.Outcome.HOLDS));
    }
}
