package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Side;
import io.basiswatch.model.wire.ValueJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A partition begins with its own assets and ticks, a replay with whatever came first: an asset's values must not show
 * which of the two they were made from.
 */
class StartOfTheLogTest {
    private static final String PERP = "binance-usdm:ETH-USDT-PERP";
    private static final String VOLUME = "ETH:taker_buy_volume_usd:binance-usdm.ETH-USDT-PERP";

    private static Market trades(Market market) {
        return market.trade(59.9, 60.1, PERP, "late", Side.BUY, 500)
                .trade(60.5, 60.6, PERP, "in time", Side.BUY, 700)
                .until(125);
    }

    private static List<String> published(Market market) {
        return market.values().stream()
                .filter(value -> value.asset().equals("ETH"))
                .map(ValueJson::write)
                .toList();
    }

    @Test
    void valuesOfAnAssetAreTheSameWhateverElseWasHeardBefore() {
        // Given
        Market alone = new Market();
        Market afterATick = new Market();
        afterATick.take(new ClockTick("CLOCK", afterATick.stamp(59.2)));
        Market afterAnotherAsset = new Market().quote(3.5, "binance-spot:BTC-USDT", 100);

        // When
        List<String> expected = published(trades(alone));

        // Then
        assertThat(expected).isNotEmpty();
        assertThat(published(trades(afterATick))).isEqualTo(expected);
        assertThat(published(trades(afterAnotherAsset))).isEqualTo(expected);
    }

    @Test
    void aMinuteThatHadEndedBeforeAMarketWasHeardHasNoValue() {
        // Given
        Market market = new Market().quote(3.5, "binance-spot:BTC-USDT", 100);

        // When
        trades(market);

        // Then
        assertThat(market.minute(VOLUME, 0)).isEmpty();
    }

    @Test
    void theMinuteInWhichAMarketIsFirstHeardIsPartial() {
        // Given
        Market market = trades(new Market());

        // When
        IndicatorValue first = market.minute(VOLUME, 60).getLast();

        // Then
        assertThat(first.value()).hasValue(700);
        assertThat(first.quality()).isEqualTo(Quality.DEGRADED);
        assertThat(first.reasons()).contains("first heard within the window");
    }
}
