package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ValueLedgerTest {
    private static final Instrument MARKET = Instrument.parse("binance-usdm:BTC-USDT-PERP");
    private static final long MINUTE = Resolution.MINUTE.micros();

    private final ValueLedger ledger = new ValueLedger();

    private static SaidTrade said(long time, Side aggressor) {
        return new SaidTrade(MARKET, time, 90_000, 0.5, aggressor);
    }

    private void publish(double bought, long trades, Quality quality) {
        Input input = Input.used(
                MARKET.toString(), "taker_buy_notional", bought, new Stamp(MINUTE, MINUTE, 1, Origin.LIVE), 1);
        ledger.publish(
                "BTC",
                2 * MINUTE,
                List.of(new IndicatorValue(
                        Series.of("BTC", "taker_buy_volume_usd", "binance-usdm.BTC-USDT-PERP"),
                        1,
                        Resolution.MINUTE,
                        MINUTE,
                        OptionalDouble.of(bought),
                        Unit.USD,
                        quality,
                        quality == Quality.OK ? List.of() : List.of("feed_gap"),
                        2 * MINUTE,
                        0,
                        List.of(input),
                        Map.of("n_obs", trades))));
    }

    @Test
    void takesAMinuteForRightThatHoldsTheTradesOfThatMinute() {
        // Given
        publish(45_000, 2, Quality.OK);

        // When
        var balance = ledger.balance(
                List.of(said(MINUTE, Side.BUY), said(MINUTE + 1, Side.SELL)), 0, 5 * MINUTE, trade -> false);

        // Then
        assertThat(balance.whole()).isEqualTo(1);
        assertThat(balance.wrong()).isEmpty();
    }

    @Test
    void namesAMinuteThatClaimsToBeWholeAndLacksATrade() {
        // Given
        publish(45_000, 1, Quality.OK);

        // When
        var balance = ledger.balance(
                List.of(said(MINUTE, Side.BUY), said(MINUTE + 1, Side.BUY)), 0, 5 * MINUTE, trade -> false);

        // Then
        assertThat(balance.wrong()).singleElement().asString().contains("1 trades of 2");
    }

    @Test
    void holdsNothingAgainstAMinuteThatSaysThatItIsNotWhole() {
        // Given
        publish(45_000, 1, Quality.PARTIAL);

        // When
        var balance = ledger.balance(
                List.of(said(MINUTE, Side.BUY), said(MINUTE + 1, Side.SELL)), 0, 5 * MINUTE, trade -> false);

        // Then
        assertThat(balance.marked()).isEqualTo(1);
        assertThat(balance.wrong()).isEmpty();
    }
}
